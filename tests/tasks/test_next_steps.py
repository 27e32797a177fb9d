"""What to do next, by what is missing."""

import pytest

from jwtriage.diagnosis.outcome import Outcome, Signer
from jwtriage.jose.keys import Key
from jwtriage.tasks.next_steps import next_steps
from tests.support.case import case_of, seen
from tests.support.keys import SECRET
from tests.support.segments import compact

OPEN = Outcome("unexplained", (), None)


def token(alg: object) -> bytes:
    return compact({"alg": alg}, {}, b"s" * 64)


@pytest.mark.parametrize(
    ("alg", "wanted"),
    [
        ("HS256", ["issuer's configuration"]),
        ("RS256", ["--discover", "archived", "--recover rsa"]),
        ("ES256", ["--discover", "archived", "--also-token @other.txt"]),
        ("EdDSA", ["--discover", "archived"]),
        ("XYZ", []),
        (7, []),
    ],
)
def test_by_algorithm(alg: object, wanted: list[str]) -> None:
    steps = next_steps(OPEN, case_of(token(alg), seen(SECRET, verifier="")))
    assert len(steps) == len(wanted)
    assert all(words in step for words, step in zip(wanted, steps, strict=True))


def test_without_a_verifier_its_key_is_asked_for_first() -> None:
    assert "--verifier REF" in next_steps(OPEN, case_of(token("HS256"), seen(SECRET)))[0]


def test_a_second_token_is_not_asked_for_twice() -> None:
    steps = next_steps(OPEN, case_of(token("ES256"), seen(SECRET, verifier=""), also=(token("ES256"),)))
    assert not [step for step in steps if "--also-token" in step]


def test_a_known_signer_or_an_answer_needs_nothing() -> None:
    case = case_of(token("HS256"), seen(SECRET, verifier=""))
    assert next_steps(Outcome("unexplained", (), Signer(Key.from_secret(SECRET), None, "HS256", "verified")), case) == []
    for verdict in ("explained", "valid", "not-a-signature-problem"):
        assert next_steps(Outcome(verdict, (), None), case) == []
