"""The framework's own secret serves as the JWT key on one side."""

import pytest

from jwtriage.causes.configuration import framework_key_reused_for_jwt as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import OTHER, SECRET
from tests.support.tokens import sign


def example(framework: str = "SECRET_KEY", dedicated: str = "JWT_SIGNING_KEY") -> Example:
    """The issuer lacks the dedicated variable and falls back to Django's secret."""
    file = f"{framework}={OTHER.decode()}\n{dedicated}={SECRET.decode()}\n".encode()
    return Example(sign(CLAIMS, OTHER, "HS256"), {".env": file}, ("--verifier", f".env#{dedicated}"), ("framework-key-reused-for-jwt",))


@pytest.mark.parametrize("framework", ["SECRET_KEY", "APP_KEY", "DJANGO_SECRET_KEY", "SECRET_KEY_BASE", "APP_SECRET", "SESSION_SECRET"])
def test_example_is_proven(framework: str) -> None:
    assert_explains(example(framework))


def test_the_verifier_fell_back() -> None:
    file = b"SECRET_KEY=" + SECRET + b"\nJWT_SECRET=" + OTHER + b"\n"
    arguments = ("--verifier", ".env#SECRET_KEY")
    assert_explains(Example(sign(CLAIMS, OTHER, "HS256"), {".env": file}, arguments, ("framework-key-reused-for-jwt",)))


@pytest.mark.parametrize("name", ["JWT_SECRET_KEY", "REFRESH_TOKEN_SECRET", "DATABASE_PASSWORD", "AUTH_SECRET_KEY", "API_KEY", ""])
def test_names_that_are_no_frameworks(name: str) -> None:
    assert not cause._is_framework(name)


def test_two_dedicated_variables_are_another_cause() -> None:
    file = b"JWT_REFRESH_SECRET=" + OTHER + b"\nJWT_SECRET=" + SECRET + b"\n"
    arguments = ("--verifier", ".env#JWT_SECRET")
    assert_explains(Example(sign(CLAIMS, OTHER, "HS256"), {".env": file}, arguments, ("secret-two-settings-disagree",)))


def test_with_a_bearer_prefix() -> None:
    plain = example()
    causes = ("bearer-prefix-or-wrapping", "framework-key-reused-for-jwt")
    assert_explains(Example(b"Bearer " + plain.token, plain.files, plain.arguments, causes))
