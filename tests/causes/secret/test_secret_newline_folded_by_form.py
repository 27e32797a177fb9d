"""A web form or console replaced the newlines of the secret by spaces."""

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_newline_folded_by_form as cause
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import OTHER, SECRET, accused, documents, explains, pair, proposals, seen
from tests.support.tokens import sign

LINES = SECRET + b"\n" + OTHER + b"\n" + SECRET[::-1]
FOLDED = LINES.replace(b"\n", b" ")


def example() -> Example:
    """The verifier's copy of a secret of three lines went through a field of one line."""
    return pair(LINES, FOLDED, "secret-newline-folded-by-form")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_signers_copy_was_folded() -> None:
    explains(FOLDED, LINES, "secret-newline-folded-by-form")


def test_line_breaks_that_vanished() -> None:
    assert LINES.replace(b"\n", b"") in proposals(cause, LINES)
    pem = keys.public_pem(keys.rsa())
    assert pem in proposals(cause, pem.replace(b"\n", b""))


def test_one_final_newline_is_another_cause() -> None:
    assert proposals(cause, SECRET + b"\n") == set()
    assert accused(SECRET, SECRET + b"\n") == {"secret-trailing-newline"}


def test_a_pem_with_spaces_for_newlines() -> None:
    folded = keys.public_pem(keys.rsa()).replace(b"\n", b" ")
    assert_explains(Example(sign(CLAIMS, keys.rsa(), "RS256"), {"p.pem": folded}, ("--verifier", "p.pem"), ("secret-newline-folded-by-form",)))


def test_yaml_folds_by_itself() -> None:
    """Near miss: in a YAML file the folding is YAML's, and another cause."""
    folded = keys.public_pem(keys.rsa()).replace(b"\n", b" ").rstrip()
    assert documents(cause, folded, seen(folded, kind="field")) == set()
    assert documents(cause, folded + b"\n") == set()


@given(st.lists(st.text("abcXYZ09", min_size=1, max_size=10), min_size=2, max_size=5))
def test_any_lines_both_ways(lines: list[str]) -> None:
    whole = "\n".join(lines).encode()
    assert whole.replace(b"\n", b" ") in proposals(cause, whole)
    assert whole in proposals(cause, whole.replace(b"\n", b" "))


def test_with_quotes() -> None:
    explains(LINES, b'"' + FOLDED + b'"', "secret-quotes-kept", "secret-newline-folded-by-form")
