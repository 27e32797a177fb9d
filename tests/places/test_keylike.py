"""Names and values that look like keys."""

import pytest

from jwtriage.places.keylike import is_key_like, is_key_name, is_key_value


@pytest.mark.parametrize("name", ["JWT_SECRET", "jwt-secret", "signingKey", "APP_KEY", "PRIVATE_PEM", "hmac", "API_TOKEN", "DB_PASSWORD"])
def test_key_names(name: str) -> None:
    assert is_key_name(name)


@pytest.mark.parametrize("name", ["PORT", "DB", "LOG_LEVEL", "JWT_ALG", "JWT_ISSUER", "JWKS_URL", "KEY_ID", "JWT_PUBLIC_KEY_PATH"])
def test_other_names(name: str) -> None:
    assert not is_key_name(name)


@pytest.mark.parametrize("text", [b"-----BEGIN PUBLIC KEY-----\n", b'{"kty":"oct"}', b"ssh-rsa A", b"6LucdPpDkc2VXzTCiB2rpAB4dzhZ3Qf4xULhzjSA"])
def test_key_values(text: bytes) -> None:
    assert is_key_value(text)


@pytest.mark.parametrize("text", [b"", b"x", b"https://shop.example/a1b2c3d4e5f6", b"quick brown fox jumps 1", b"123456789012345678901234567890"])
def test_other_values(text: bytes) -> None:
    assert not is_key_value(text)


def test_either_is_enough() -> None:
    assert is_key_like("SECRET", b"x")
    assert is_key_like("X", b"6LucdPpDkc2VXzTCiB2rpAB4dzhZ3Qf4xULhzjSA")
    assert not is_key_like("X", b"x")
