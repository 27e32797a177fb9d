import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics import der, pkcs12
from jwtriage.jose.keys import Key
from tests.forensics import documents
from tests.support import keys

SALT = der.encode(der.OCTET_STRING, b"12345678")


def test_a_file_without_a_password():
    (found,) = pkcs12.read(documents.pkcs12(keys.rsa())).keys
    assert found.key == Key.from_private(keys.rsa())
    assert {note.id for note in found.observations} == {"key-is-pkcs12", "private-key-used-to-verify"}


def test_a_file_of_certificates_only():
    (found,) = pkcs12.read(documents.pkcs12(None)).keys
    assert found.key == Key.from_private(keys.ec())
    assert not found.key.private


def test_no_password_is_tried():
    document = pkcs12.read(documents.pkcs12(keys.ec(), b"secret"))
    assert [refused.reason for refused in document.refused] == ["encrypted"]


def nested(content: bytes, depth: int) -> bytes:
    for _ in range(depth):
        content = der.encode(der.SEQUENCE, content)
    return content


@pytest.mark.parametrize("depth", [1, 2, 5, 15])
def test_iterations_are_found_at_any_depth(depth):
    assert pkcs12.iterations(nested(SALT + der.encode_integer(2_000_000_000), depth)) == 2_000_000_000


@pytest.mark.parametrize("octets", [nested(SALT, 30), der.encode(der.SEQUENCE, SALT * 100)])
def test_what_cannot_be_looked_through_counts_as_too_many(octets):
    assert pkcs12.iterations(octets) > pkcs12.ITERATIONS_LIMIT


def test_too_many_rounds_are_refused_before_any_is_computed(monkeypatch):
    monkeypatch.setattr(pkcs12, "quietly", lambda *_: pytest.fail("the file was handed to the library"))
    document = pkcs12.read(nested(SALT + der.encode_integer(pkcs12.ITERATIONS_LIMIT + 1), 3))
    assert [refused.reason for refused in document.refused] == ["out-of-bounds"]


@settings(deadline=None)
@given(st.integers(0, 3000), st.binary(max_size=3))
def test_damaged_files_never_raise(position, noise):
    octets = documents.pkcs12(None)
    position %= len(octets)
    pkcs12.read(octets[:position] + noise + octets[position + 1 :])
