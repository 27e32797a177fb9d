"""Labels and fingerprints of keys."""

from base64 import b64encode

import pytest

from jwtriage.jose.keys import Key
from jwtriage.tasks.fingerprint_key import UnusableFingerprintKey
from jwtriage.tasks.naming import KeyNames
from tests.support.keys import SECRET, ec

ENVIRONMENT = {"JWTRIAGE_FINGERPRINT_KEY": b64encode(bytes(range(32))).decode()}


def test_labels_are_decided_on_bytes() -> None:
    """Equal bytes, equal label; also for weak secrets, and beyond the alphabet."""
    names = KeyNames(ENVIRONMENT)
    labels = [names.label(Key.from_secret(b"weak%d" % number)) for number in range(28)]
    assert (labels[0], labels[25], labels[26]) == ("key A", "key Z", "key AA")
    assert names.label(Key.from_secret(b"weak3")) == labels[3]


def test_a_weak_secret_has_no_tag() -> None:
    """In both schemes."""
    for environment in (ENVIRONMENT, {}):
        assert KeyNames(environment).fingerprint(Key.from_secret(b"changeme")) == "secret A (weak)"


def test_the_scheme_follows_the_environment() -> None:
    """Keyed with a fingerprint key, slow without; public keys by their whole thumbprint."""
    assert KeyNames(ENVIRONMENT).fingerprint(Key.from_secret(SECRET)).startswith("hk1:")
    assert KeyNames({}).fingerprint(Key.from_secret(SECRET)).startswith("sc1:")
    assert len(KeyNames({}).fingerprint(Key.from_public(ec().public_key()))) == len("ec:") + 43


def test_a_salt_changes_the_slow_tag() -> None:
    """The salt of the environment is part of it."""
    key = Key.from_secret(SECRET)
    assert KeyNames({"JWTRIAGE_FINGERPRINT_SALT": "blue"}).fingerprint(key) != KeyNames({}).fingerprint(key)


def test_a_short_fingerprint_key_is_unusable() -> None:
    """One clear line, without the value."""
    with pytest.raises(UnusableFingerprintKey, match="at least 32 random octets"):
        KeyNames({"JWTRIAGE_FINGERPRINT_KEY": b64encode(b"short").decode()})
