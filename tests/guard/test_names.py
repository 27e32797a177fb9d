from jwtriage.guard.names import KeyNames
from jwtriage.jose import Key
from jwtriage.jose.fingerprint import public_fingerprint, secret_fingerprint
from tests.support import keys


def test_public_keys_have_their_fingerprint():
    key = Key.from_public(keys.ec().public_key())
    assert KeyNames().of(key) == public_fingerprint(key)


def test_strong_secrets_have_a_tag():
    key = Key.from_secret(bytes.fromhex("8f1ce2a7d05b93664c21f7be90d3a85e17cb4406f9e2713da85cc01b6e3df490"))
    assert KeyNames(bytes(32)).of(key) == secret_fingerprint(key.octets, bytes(32))
    assert KeyNames(salt=b"salt").of(key) == secret_fingerprint(key.octets, salt=b"salt")


def test_guessable_secrets_have_none():
    for secret in (b"secret", b"your-256-bit-secret", b"password123", b"a" * 64):
        assert KeyNames(bytes(32)).of(Key.from_secret(secret)) == "secret (weak)"


def test_each_name_is_computed_once(monkeypatch):
    calls = []
    monkeypatch.setattr("jwtriage.guard.names.public_fingerprint", lambda key: calls.append(key) or "ec:x")
    names, key = KeyNames(), Key.from_public(keys.ec().public_key())
    assert [names.of(key), names.of(key)] == ["ec:x", "ec:x"]
    assert len(calls) == 1
