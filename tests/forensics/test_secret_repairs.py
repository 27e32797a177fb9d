"""What files add around a secret is taken off, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.secret_repairs import repaired

SECRET = b"kX9vQ2mZ7rT4wL1cN8bH5jD3"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (SECRET + b"\n", ["secret-trailing-newline"]),
        (SECRET + b"\r\n", ["secret-trailing-newline"]),
        (b" " + SECRET + b" ", ["secret-outer-whitespace"]),
        (b'"' + SECRET + b'"', ["secret-quotes-kept"]),
        (b"\xef\xbb\xbf" + SECRET, ["secret-bom"]),
        (b"\xff\xfe" + SECRET.decode().encode("utf-16-le"), ["secret-utf16-file"]),
        (SECRET + b"\0", ["secret-nul-truncated"]),
        (b"'" + SECRET + b"'\n", ["secret-trailing-newline", "secret-quotes-kept"]),
    ],
)
def test_each_addition(text, ids):
    octets, repairs = repaired(text)
    assert octets == SECRET
    assert [repair.id for repair in repairs] == ids


@pytest.mark.parametrize("text", [SECRET, b"", b"\n", b'"', b'""', b'"a', b"a'b'", b"\x00" * 32, b"\x80\x20\x0a"])
def test_near_misses_stay(text):
    assert repaired(text) == (text, [])


@given(st.binary(max_size=80))
def test_repairing_twice_changes_nothing_more(octets):
    once, _ = repaired(octets)
    if b'"' not in octets and b"'" not in octets and b"`" not in octets and b"\0" not in octets and octets[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert repaired(once)[0] == once
