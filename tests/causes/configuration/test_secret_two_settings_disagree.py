"""Signer and verifier read different settings of one application."""

from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.secrets import OTHER, SECRET
from tests.support.tokens import sign

FILE = b"JWT_ACCESS_SECRET=" + SECRET + b"\nJWT_REFRESH_SECRET=" + OTHER + b"\n"
VERIFIER = ("--verifier", ".env#JWT_ACCESS_SECRET")


def example() -> Example:
    """The token is a refresh token, the verifier reads the access secret."""
    return Example(sign(CLAIMS, OTHER, "HS256"), {".env": FILE}, VERIFIER, ("secret-two-settings-disagree",))


def test_example_is_proven() -> None:
    report = assert_explains(example())
    assert report["signer"]["origin"] == ".env#JWT_REFRESH_SECRET"


def test_a_copy_with_a_newline_is_no_other_setting() -> None:
    """Near miss: the other variable holds the same secret, damaged; then the damage is named."""
    file = b"JWT_ACCESS_SECRET='" + SECRET + b" '\nJWT_REFRESH_SECRET=" + SECRET + b"\n"
    assert_explains(Example(sign(CLAIMS, SECRET, "HS256"), {".env": file}, VERIFIER, ("secret-outer-whitespace",)))


def test_neither_setting_signed() -> None:
    stranger = Example(sign(CLAIMS, b"Kw2-in-neither-of-them-91xQ", "HS256"), {".env": FILE}, VERIFIER, ())
    assert diagnose(stranger)["verdict"] == "unexplained"


def test_with_a_bearer_prefix() -> None:
    causes = ("bearer-prefix-or-wrapping", "secret-two-settings-disagree")
    assert_explains(Example(b"Bearer " + sign(CLAIMS, OTHER, "HS256"), {".env": FILE}, VERIFIER, causes))
