"""Readings and refusals: all are asked, a broken one is noted."""

from jwtriage.diagnosis import readings as module
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.readings import refusals, signs
from jwtriage.forensics.recipe import recipe_for
from jwtriage.jose.keys import Key
from jwtriage.model.cause import Cause
from jwtriage.model.change import Attempt
from jwtriage.model.finding import Sign
from tests.support.keys import SECRET
from tests.support.stories import scene
from tests.support.tokens import sign

SCENE = scene(sign(key=SECRET), {"a.key": SECRET})


def broken(*_: object):
    raise KeyError("sekrit")


def test_every_sign_is_kept_with_its_cause(monkeypatch):
    causes = [Cause("a", "f", "A", "", read=lambda _: iter((Sign("one"), Sign("two")))), Cause("b", "f", "B", "", read=broken)]
    causes.append(Cause("c", "f", "C", "", read=lambda _: iter((Sign("three"),))))
    monkeypatch.setattr(module, "READING_CAUSES", causes)
    budget = Budget(1)
    assert [(cause.id, sign.fact) for cause, sign in signs(SCENE, budget)] == [("a", "one"), ("a", "two"), ("c", "three")]
    assert [entry.origin for entry in budget.unread] == ["cause b"]


def test_refusals(monkeypatch):
    causes = [Cause("b", "f", "B", "", refuse=broken), Cause("a", "f", "A", "", refuse=lambda attempt, _: iter((attempt.recipe.hash,)))]
    monkeypatch.setattr(module, "REFUSING_CAUSES", causes)
    attempt = Attempt(SCENE.token, Key.from_secret(SECRET), recipe_for("HS256"))
    budget = Budget(1)
    assert refusals(attempt, SCENE.case, budget) == [("a", "sha256")]
    assert not [entry for entry in budget.unread if "sekrit" in entry.why]


def test_a_sound_case_gives_no_sign():
    assert signs(SCENE, Budget(1)) == []
