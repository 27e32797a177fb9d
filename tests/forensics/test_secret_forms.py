"""In which form a shared secret is written, told from its shape."""

from base64 import b64encode, encodebytes, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics import secret_forms


@given(st.binary(min_size=1, max_size=80))
def test_any_octets_in_any_spelling_of_base64(octets: bytes) -> None:
    for text in (b64encode(octets), urlsafe_b64encode(octets), b64encode(octets).rstrip(b"="), encodebytes(octets).rstrip(b"\n")):
        found = secret_forms.read_base64(text)
        assert found is not None
        assert found.octets == octets


@pytest.mark.parametrize(
    "text", [b"", b"a", b"abcde", b"ab!d", b"ab\n", b"\nabcd", b"AB==CD", b"abc=====", b"AB", "ä".encode() * 4, b"abcd\nabcdefgh"]
)
def test_what_is_no_base64(text: bytes) -> None:
    assert secret_forms.read_base64(text) is None


def test_the_alphabet_shows_by_its_marks() -> None:
    found = [secret_forms.read_base64(text) for text in (b"ab+/", b"ab-_", b"abcd")]
    assert [entry and entry.marks for entry in found] == [b"+/", b"-_", b""]


def test_the_repr_shows_nothing() -> None:
    shown = repr(secret_forms.read_base64(b"YWJj"))
    assert "YWJj" not in shown
    assert "abc" not in shown


def test_the_output_of_echo_and_base64() -> None:
    printed = secret_forms.read_printed_base64(b64encode(b"a secret\n") + b"\n")
    assert printed is not None
    assert printed.octets == b"a secret\n"
    assert secret_forms.read_printed_base64(b64encode(b"a secret") + b"\n") is None


@given(st.binary(min_size=1, max_size=40))
def test_any_octets_in_hexadecimal(octets: bytes) -> None:
    assert secret_forms.read_hex(octets.hex().encode()) == octets
    assert secret_forms.read_hex(octets.hex().upper().encode()) == octets


@pytest.mark.parametrize("text", [b"", b"abc", b"0xab", b"ab cd", b"zz"])
def test_what_is_no_hexadecimal(text: bytes) -> None:
    assert secret_forms.read_hex(text) is None


def test_phrases() -> None:
    assert secret_forms.is_phrase(b"ThisIsASecret")
    assert secret_forms.is_phrase(b"my-super_secret")
    assert not secret_forms.is_phrase(b"secret1")
    assert not secret_forms.is_phrase(b"my secret")


def test_printable() -> None:
    assert secret_forms.is_printable(b"a b!")
    assert not any(map(secret_forms.is_printable, (b"", b"a\n", b"\x00", "ä".encode())))


def test_utf8() -> None:
    assert secret_forms.read_utf8("ä".encode()) == "ä"
    assert secret_forms.read_utf8(b"\xff") is None
