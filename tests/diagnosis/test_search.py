"""The search by the number of changes."""

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.search import Search
from tests.support.case import case_of, seen
from tests.support.example import CLAIMS
from tests.support.keys import SECRET, ec, public_pem, rsa
from tests.support.tokens import sign


def search(token: bytes, own: list, others: list = (), seconds: float = 20) -> tuple[Search, Budget]:
    """Return a search and its budget."""
    budget = Budget(seconds)
    return Search(case_of(token, *own, *others), tuple(own), tuple(others), budget), budget


def test_fewest_changes_first() -> None:
    """A plain match takes no change, and no variant beyond it is tried."""
    made, budget = search(sign(CLAIMS, SECRET, "HS256"), [seen(SECRET, verifier="")])
    hit = made.run(0, 3)
    assert hit is not None
    assert (hit.steps, hit.foreign, budget.variants) == ((), False, 1)


def test_an_exhausted_budget_ends_the_search_and_says_so() -> None:
    """No time, no answer, no exception."""
    made, budget = search(sign(CLAIMS, b"unknown" * 8, "HS256"), [seen(SECRET, verifier="")], seconds=0)
    assert made.run(0, 3) is None
    assert budget.exhausted


def test_no_octets_are_tried_twice() -> None:
    """Two sightings of one secret count once."""
    made, budget = search(sign(CLAIMS, b"unknown" * 8, "HS256"), [seen(SECRET, verifier="")], [seen(SECRET, "copy")])
    made.run(0, 0)
    assert budget.variants == 1
    assert made.secrets.foreign_count == 0


def test_many_ec_keys_are_looked_up_not_tried() -> None:
    """With an inventory the signature is asked for its keys once."""
    others = [seen(public_pem(ec("P-256", f"key{number}")), f"{number}.pem") for number in range(20)]
    made, _ = search(sign(CLAIMS, ec("P-256", "key7"), "ES256"), [seen(public_pem(ec("P-256", "own")), verifier="")], others)
    hit = made.run(0, 3)
    assert hit is not None
    assert hit.sighting is not None
    assert hit.sighting.origin.place == "7.pem"


def test_a_fault_in_the_key_and_one_in_the_token_meet() -> None:
    """A repaired PEM verifies a repaired token."""
    token = b'"' + sign(CLAIMS, rsa(), "RS256") + b'"'
    made, _ = search(token, [seen(public_pem(rsa()).replace(b"\n", b"\\n"), verifier="")])
    hit = made.run(0, 2)
    assert hit is not None
    assert [step.cause.id for step in hit.steps] == ["token-quoted", "pem-literal-backslash-n"]


def test_a_cause_that_raises_is_noted_and_the_others_go_on(monkeypatch) -> None:
    """One broken cause hides no other."""
    from jwtriage.causes.registry import CAUSES
    from jwtriage.diagnosis import proposals

    def broken(text):
        raise RuntimeError(text.text)
        yield

    monkeypatch.setattr(proposals, "SECRET_CAUSES", [(CAUSES["secret-bom"], broken), *proposals.SECRET_CAUSES])
    monkeypatch.setattr("jwtriage.diagnosis.secret_causes.SECRET_CAUSES", proposals.SECRET_CAUSES)
    made, budget = search(sign(CLAIMS, SECRET, "HS256"), [seen(SECRET + b"\n", verifier="")])
    assert made.run(0, 1) is not None
    assert [entry.origin for entry in budget.unread] == ["cause secret-bom"]
    assert "RuntimeError" in budget.unread[0].why
    assert SECRET.decode() not in budget.unread[0].why
