"""The members of a diagnosis."""

import pytest

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.configured import Held
from jwtriage.diagnosis.outcome import Signer
from jwtriage.jose.keys import Key
from jwtriage.tasks.members import signer_members, token_members, tried_members, verifier_members
from jwtriage.tasks.naming import KeyNames
from tests.support.case import case_of, seen
from tests.support.keys import SECRET, ec
from tests.support.tokens import CLAIMS, sign

TOKEN = sign(CLAIMS, SECRET, "HS256")
KEY = Key.from_secret(SECRET)
NAMES = {"JWTRIAGE_FINGERPRINT_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}


def signer(how: str, sighting=None, copies=()) -> Signer:
    return Signer(KEY, sighting, "HS256", how, copies)


@pytest.mark.parametrize(("how", "words"), [("recovered", "computed"), ("anyone", "everybody")])
def test_a_signer_that_was_nowhere_seen(how: str, words: str) -> None:
    members = signer_members(signer(how), KeyNames(NAMES))
    assert members is not None
    assert words in members["origin"]


def test_no_signer_is_null() -> None:
    assert signer_members(None, KeyNames(NAMES)) is None


def test_a_copy_of_the_signers_secret_has_no_tag_of_its_own() -> None:
    copy, stranger = seen(SECRET + b"\n", "copy", verifier=""), seen(b"z" * 40, "stranger", verifier="")
    own = [Held(Key.from_secret(each.text.reveal()), each) for each in (copy, stranger)]
    members = verifier_members(own, case_of(TOKEN), signer("verified", seen(SECRET), (copy,)), KeyNames(NAMES))
    assert "otherwise written" in members[0]["fingerprint"]
    assert "otherwise written" not in members[1]["fingerprint"]


def test_the_algorithms_of_a_verifier() -> None:
    """As configured, else the token's where the key's type allows it, else all that the type allows."""
    own = [Held(KEY, seen(SECRET)), Held(Key.from_public(ec().public_key()), seen(b""))]
    names = KeyNames(NAMES)
    assert [each["alg"] for each in verifier_members(own, case_of(TOKEN), None, names)] == [["HS256"], ["ES256", "ES384", "ES512", "ES256K"]]
    assert [each["alg"] for each in verifier_members(own, case_of(TOKEN, algorithms=("RS256",)), None, names)] == [["RS256"]] * 2


def test_a_token_and_what_is_odd_about_it() -> None:
    members = token_members(case_of(TOKEN + b"\n"), "all", "tok:x")
    assert members["claims"] == CLAIMS
    assert [each["id"] for each in members["observations"]] == ["token-trailing-newline"]
    assert TOKEN.rpartition(b".")[2][:8].decode() not in str(members)


def test_what_was_tried() -> None:
    budget = Budget(1)
    budget.keys, budget.variants, budget.algorithms = 2, 30, {"HS256"}
    assert tried_members(budget) == {"keys": 2, "variants": 30, "algorithms": 1}
