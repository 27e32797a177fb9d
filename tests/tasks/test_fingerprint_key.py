"""The fingerprint key: base64 of at least 32 octets, or a clear refusal."""

from base64 import b64encode

import pytest

from jwtriage.tasks.fingerprint_key import FINGERPRINT_KEY, UnusableFingerprintKey, fingerprint_key


def test_absent_is_none():
    assert fingerprint_key({}) is None
    assert fingerprint_key({FINGERPRINT_KEY: ""}) is None


def test_octets_come_back():
    assert fingerprint_key({FINGERPRINT_KEY: b64encode(b"k" * 32).decode()}) == b"k" * 32


@pytest.mark.parametrize("text", ["short", b64encode(b"k" * 31).decode(), "k" * 44 + "!", "Grüße" * 20])
def test_anything_else_is_refused_without_being_quoted(text):
    with pytest.raises(UnusableFingerprintKey) as raised:
        fingerprint_key({FINGERPRINT_KEY: text})
    assert text not in str(raised.value)
