"""The secret was read before it was loaded: it is empty or the text `undefined`."""

import pytest

from jwtriage.causes.secret import secret_undefined_or_empty as cause
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.secrets import OTHER, SECRET, proposals, seen
from tests.support.tokens import sign

VERIFIER = ("--verifier", ".env#JWT_SECRET")


def example() -> Example:
    """The signer's module was evaluated before the configuration was there."""
    return Example(sign(CLAIMS, b"undefined", "HS256"), {".env": b"JWT_SECRET=" + SECRET}, VERIFIER, ("secret-undefined-or-empty",))


def test_example_is_proven_and_anyone_could_sign() -> None:
    report = assert_explains(example())
    assert report["signer"]["how"] == "anyone"


@pytest.mark.parametrize("key", [b"", b"null", b"None", b"false", b"${JWT_SECRET}", b"<no value>", b"$JWT_SECRET", b"process.env.JWT_SECRET"])
def test_what_programs_print_for_nothing(key: bytes) -> None:
    assert key in proposals(cause, SECRET, seen(SECRET))


def test_the_variables_own_name_counts() -> None:
    assert b"${AUTH_KEY}" in proposals(cause, SECRET, seen(SECRET, "auth/AUTH_KEY"))
    assert b"${AUTH_KEY}" not in proposals(cause, SECRET, seen(SECRET))


def test_only_once_in_a_chain() -> None:
    assert proposals(cause, SECRET, seen(SECRET), fresh=False) == set()


def test_the_verifier_has_nothing() -> None:
    files = {"v.env": b"JWT_SECRET=undefined\n", "i.env": b"JWT_SECRET=" + OTHER}
    arguments = ("--verifier", "v.env#JWT_SECRET", "--candidate", "i.env#JWT_SECRET")
    assert_explains(Example(sign(CLAIMS, OTHER, "HS256"), files, arguments, ("secret-undefined-or-empty",)))


def test_the_verifier_has_nothing_and_the_signer_is_unknown() -> None:
    report = diagnose(Example(sign(CLAIMS, OTHER, "HS256"), {".env": b"JWT_SECRET=\n"}, VERIFIER, ()))
    assert [(found["id"], found["certainty"]) for found in report["causes"]] == [("secret-undefined-or-empty", "likely")]


def test_with_a_bearer_prefix() -> None:
    token = b"Bearer " + sign(CLAIMS, b"undefined", "HS256")
    assert_explains(Example(token, {".env": b"JWT_SECRET=" + SECRET}, VERIFIER, ("bearer-prefix-or-wrapping", "secret-undefined-or-empty")))
