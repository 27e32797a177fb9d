"""From steps to findings: each cause once, in the order of the registry, and what is proven together says so."""

from jwtriage.causes.registry import CAUSES, RANK
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.outcome import finding, in_order, likely, merged, proven
from jwtriage.model.finding import Evidence
from tests.support.case import seen

NEWLINE = Step(CAUSES["secret-trailing-newline"], "without its newline", "key", seen(b"k", "jwt.key"))
BEARER = Step(CAUSES["bearer-prefix-or-wrapping"], "without the word Bearer", "token")
TOGETHER = "needed together"


def test_one_cause_is_proven_alone():
    (found,) = proven((NEWLINE,))
    assert (found.id, found.certainty, str(found.origin)) == ("secret-trailing-newline", "proven", "jwt.key")
    assert [evidence.fact for evidence in found.evidence] == ["the signature verifies with the verifier's key without its newline"]
    assert found.fix[0].text == CAUSES[found.id].remedy


def test_several_are_proven_together_in_their_rank():
    found = proven((BEARER, NEWLINE, BEARER))
    assert [each.id for each in found] == sorted({each.id for each in found}, key=RANK.__getitem__)
    assert len(found) == 2
    assert all(TOGETHER in each.evidence[-1].fact for each in found)


def test_one_cause_twice_is_not_together_with_itself():
    (found,) = proven((BEARER, BEARER))
    assert len(found.evidence) == 2
    assert not any(TOGETHER in evidence.fact for evidence in found.evidence)


def test_what_only_makes_the_text_sound_is_likely():
    assert [(each.id, each.certainty) for each in likely((BEARER,))] == [("bearer-prefix-or-wrapping", "likely")]


def test_findings_of_one_cause_become_one_at_its_strongest():
    one, other = (finding(CAUSES["secret-bom"], certainty, [Evidence(certainty)]) for certainty in ("possible", "likely"))
    (found,) = merged([one, other])
    assert (found.certainty, [evidence.fact for evidence in found.evidence]) == ("likely", ["likely", "possible"])


def test_certainty_comes_before_rank():
    first, last = sorted(("secret-bom", "secret-truncated"), key=RANK.__getitem__)
    weak, strong = finding(CAUSES[first], "possible", []), finding(CAUSES[last], "proven", [])
    assert in_order([weak, strong]) == (strong, weak)
