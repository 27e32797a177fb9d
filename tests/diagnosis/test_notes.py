"""What is told beside a verdict."""

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.hit import Hit
from jwtriage.diagnosis.notes import nonce_note, notes_on, strictness_note
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.case import case_of
from tests.support.keys import SECRET, ec, rsa
from tests.support.tokens import CLAIMS, sign

TOKEN = TokenText.read(sign(key=SECRET))


def noted(key: Key, *ids: str, foreign: bool = False) -> list[str]:
    """Return the ids of the notes on a key that verifies after those causes."""
    steps = tuple(Step(CAUSES[name], "how", "key") for name in ids)
    notes = notes_on(Hit(TOKEN, key, recipe_for("HS256"), steps, foreign, None, None))
    assert all(found.severity == "note" for found in notes)
    return [found.id for found in notes]


def test_a_short_rsa_key():
    assert noted(Key.from_public(rsa("short", 1024).public_key())) == ["rsa-key-below-minimum"]
    assert noted(Key.from_public(rsa().public_key())) == []


def test_a_secret_that_everybody_knows():
    assert noted(Key.from_secret(b"changeme")) == ["secret-default-or-placeholder"]
    assert noted(Key.from_secret(SECRET)) == []


def test_it_is_not_told_twice_nor_of_another_verifiers_key():
    assert noted(Key.from_secret(b"changeme"), "secret-default-or-placeholder") == []
    assert noted(Key.from_secret(b"changeme"), foreign=True) == []


def test_versions_differ_about_forms_only():
    assert [found.id for found in strictness_note((Step(CAUSES["pem-lines-joined"], "how", "key"),))] == ["library-upgrade-changed-strictness"]
    assert strictness_note((Step(CAUSES["secret-bom"], "how", "key"),)) == ()


def test_one_nonce_over_one_text_or_another_algorithm_is_no_finding():
    token = sign(CLAIMS, ec(), "ES256")
    for also in ((), (token,), (sign(CLAIMS, SECRET),), (sign({**CLAIMS, "jti": "2"}, ec(), "ES256"),)):
        assert nonce_note(case_of(token, also=also)) == ()
