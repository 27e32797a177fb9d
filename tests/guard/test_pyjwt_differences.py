"""PyJWT and the drop-in are asked the same random questions; every disagreement must be one of those that the documentation explains."""

import random
from pathlib import Path

import jwt as peer
import pytest

from jwtriage.guard import pyjwt_compat as ours
from tests.guard.pyjwt_differences import DIFFERENCES, EXPECTED, NOW, SOUND, Question
from tests.support import keys
from tests.support.tokens import sign

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "guard-pyjwt.md"
QUESTIONS = 2500
TIMES = (NOW - 600, NOW - 300, NOW + 300, NOW + 600, NOW + 600.5, str(NOW + 600), True, None, 10**30, 1e300)
VALUES = (*TIMES, 0, -1, 1.5, "", "a", "b", "alice", [], ["a"], ["b", "a"], ["b", 5], {}, {"a": 1})
CLAIMS = (*SOUND, "at_hash", "cnf", "azp", "scope", "typ")
PARAMETERS = {
    "typ": ("JWT", "at+jwt", "application/JWT", "x", 5, None),
    "kid": ("x", 5, None, []),
    "alg": ("none", "HS512", "", 5),
    "crit": (["b64"], ["x"], [], "x"),
    "b64": (True, False, 0),
    "enc": ("A128GCM",),
    "jwk": ({},),
    "zip": ("DEF",),
}
ARGUMENTS = {
    "audience": (None, "b", ["a"], ["c", "b"], ("a", "b")),
    "issuer": (None, "b", ["a", "b"], ("c",)),
    "leeway": (5, 5.5, 1000),
    "options": ({"require": ["exp", "iat"]}, {"require": ["nonce"]}, {"strict_aud": True}, {"verify_exp": True}, {}),
    "subject": ("alice", "bob"),
}


def ask(changes: int, chooser: random.Random) -> Question:
    """Change a sound question in so many places."""
    claims, headers, arguments, damage = dict(SOUND), {}, dict(EXPECTED), []
    for _ in range(changes):
        kind = chooser.randrange(10)
        if kind < 4:
            claims[chooser.choice(CLAIMS)] = chooser.choice(VALUES)
        elif kind < 5:
            claims.pop(chooser.choice(list(claims)))
        elif kind < 7:
            name = chooser.choice(list(PARAMETERS))
            headers[name] = chooser.choice(PARAMETERS[name])
        elif kind < 9:
            name = chooser.choice(list(ARGUMENTS))
            arguments[name] = chooser.choice(ARGUMENTS[name])
        else:
            damage.append(chooser)
    token = sign(claims, keys.SECRET, "HS256", headers)
    return Question(damaged(token, chooser) if damage else token, arguments)


def damaged(token: bytes, chooser: random.Random) -> bytes:
    place = chooser.randrange(len(token))
    return chooser.choice(
        [
            token[:place],
            token[:place] + token[place + 1 :],
            token[:place] + bytes([chooser.randrange(256)]) + token[place + 1 :],
            token[:place] + b"." + token[place:],
            token + chooser.choice([b"=", b"\n", b" ", b".x"]),
        ]
    )


def is_explained(question: Question) -> bool:
    return any(difference.is_like(question) for difference in DIFFERENCES)


def is_caught_like(mine: str, theirs: str) -> bool:
    """Tell whether every handler of their exception takes ours too."""
    return issubclass(getattr(peer.exceptions, mine), getattr(peer.exceptions, theirs))


@pytest.fixture(scope="module")
def answers():
    """The questions of one change and of several, with both answers."""
    chooser = random.Random(20)
    asked = [(changes, ask(changes, chooser)) for number in range(QUESTIONS) for changes in [(0, 1, 1, 1, 2, 3)[number % 6]]]
    return [(changes, question, question.ask(ours), question.ask(peer)) for changes, question in asked]


def test_the_questions_are_of_every_kind(answers):
    assert {mine for _, _, mine, _ in answers} >= {"ok", "DecodeError", "InvalidSignatureError", "ExpiredSignatureError", "MissingRequiredClaimError"}
    assert sum(mine == theirs == "ok" for _, _, mine, theirs in answers) > QUESTIONS / 5


def test_a_sound_question_is_accepted_by_both(answers):
    assert {(mine, theirs) for changes, _, mine, theirs in answers if changes == 0} == {("ok", "ok")}


def test_nothing_is_accepted_that_pyjwt_refuses(answers):
    assert [question for _, question, mine, theirs in answers if mine == "ok" != theirs] == []


def test_what_is_refused_that_pyjwt_accepts_is_explained(answers):
    assert [(question, mine) for _, question, mine, theirs in answers if mine != "ok" == theirs and not is_explained(question)] == []


def test_one_fault_has_the_class_that_pyjwt_gives_it(answers):
    refused = [(question, mine, theirs) for changes, question, mine, theirs in answers if changes == 1 and "ok" not in (mine, theirs)]
    assert [each for each in refused if not is_caught_like(*each[1:]) and not is_explained(each[0])] == []


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.title)
def test_each_difference_is_one(difference):
    assert (difference.example.ask(ours), difference.example.ask(peer)) == (difference.ours, difference.theirs)


def test_the_page_has_every_difference():
    rows = [line.split(" | ")[0].removeprefix("| ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [difference.title for difference in DIFFERENCES if difference.title not in rows] == []
