import pytest

from jwtriage.model.key_name import key_name, path_name, words_in


@pytest.mark.parametrize(
    "name", ["JWT_SECRET", "jwtSecret", "jwt-secret", "jwt.secret", "JWTSecret", "jwtsecret", "JWT_SECRET_KEY", "TOKEN_SECRET", "JWT_KEY"]
)
def test_spellings_of_one_name(name):
    assert str(key_name((name,))) == "token secret"


@pytest.mark.parametrize(
    ("parts", "meaning"),
    [
        (("auth", "jwt", "secret"), "token secret"),
        (("auth", "jwt", "key"), "token secret"),
        (("jwt", "refresh", "secret"), "token secret (refresh)"),
        (("JWT_REFRESH_SECRET",), "token secret (refresh)"),
        (("JWT_PRIVATE_KEY",), "token private key"),
        (("JWT_PUBLIC_KEY",), "token public key"),
        (("JWKS",), "token key set"),
        (("SECRET_KEY",), "secret"),
        (("OAUTH_CLIENT_SECRET",), "secret (client oauth)"),
        (("variables", "JWT_SECRET", "value"), "token secret"),
        (("JWT_SECRET_V2",), "token secret (2 v)"),
    ],
)
def test_meanings(parts, meaning):
    assert str(key_name(parts)) == meaning


@pytest.mark.parametrize(
    "name",
    ["JWT_SECRET_NAME", "JWT_KEY_ID", "JWT_EXPIRES", "PASSWORD", "KEYBOARD", "monkey", "existingSecret", "primaryKey", "token", "", "JWT_KEY_FILE"],
)
def test_names_that_hold_no_key(name):
    assert key_name((name,)) is None


def test_names_of_paths():
    assert str(path_name(("JWT_PRIVATE_KEY_FILE",))) == "token private key"
    assert path_name(("FILE",)) is None
    assert path_name(("JWT_PRIVATE_KEY",)) is None


def test_words():
    assert words_in("myJWTSecretHS256") == ["my", "jwt", "secret", "hs256"]
