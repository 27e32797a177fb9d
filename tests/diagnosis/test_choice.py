"""Which cause explains the choice of a key: the first that speaks, and always one."""

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis import choice as module
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.choice import choice_step
from jwtriage.model.cause import Cause
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.stories import CLAIMS, signed, swapped

PUBLIC = swapped(signed(CLAIMS), ("a.pem", public_pem(rsa("b"))), ("b.pem", public_pem(rsa())))
SHARED = swapped(signed(CLAIMS, SECRET, "HS256"), ("a.key", SECRET[::-1]), ("b.key", SECRET))


def asking(monkeypatch, *hooks) -> list[str]:
    """Ask causes with these hooks, named a, b, c…; return the ids of who was named for a key pair and for a secret."""
    causes = [Cause(name, "choice", "Title", "", choose=hook) for name, hook in zip("abc", hooks, strict=False)]
    monkeypatch.setattr(module, "CHOICE_CAUSES", causes)
    return [choice_step(choice, Budget(1)).cause.id for choice in (PUBLIC, SHARED)]


def test_the_first_that_speaks_is_named(monkeypatch):
    assert asking(monkeypatch, lambda choice: iter(()), lambda choice: iter(("fact",)), lambda choice: iter(("other",))) == ["b", "b"]


def test_where_all_are_silent_the_kind_of_the_key_decides(monkeypatch):
    assert asking(monkeypatch) == ["keypair-mismatch", "secret-two-settings-disagree"]


def test_a_cause_that_fails_does_not_hide_the_next(monkeypatch):
    def broken(choice):
        raise RuntimeError(SECRET.decode())

    assert asking(monkeypatch, broken, lambda choice: iter(("fact",))) == ["b", "b"]


def test_the_step_says_where_the_signers_key_is():
    step = choice_step(PUBLIC, Budget(1))
    assert (step.axis, str(step.sighting.origin)) == ("choice", "b.pem")
    assert step.cause is CAUSES[step.cause.id]
