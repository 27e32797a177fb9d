"""SARIF: valid by the schema of the standard, read as the program says it, and the same fingerprint as long as rule and place are the same."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jwtriage.model.case import Origin, Unread
from jwtriage.model.finding import Evidence, Finding
from jwtriage.model.report import Report
from jwtriage.report.sarif import fingerprint, render
from tests.support.hostile import HOSTILE, OBEYED
from tests.support.reports import report
from tests.support.schema import violations

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_text())
EMPTY = Report("scan")
FINDING = Finding("copies-disagree", "likely", "warning", "two values", Origin("auth/.env", "JWT_SECRET", 3))


def run_of(made: Report) -> dict:
    return json.loads(render(made))["runs"][0]


def texts_in(value: object) -> Iterator[str]:
    """Give every plain text of a message."""
    if isinstance(value, list):
        yield from (text for each in value for text in texts_in(each))
    elif isinstance(value, dict):
        yield from (text for name, each in value.items() for text in ([each] if name == "text" else texts_in(each)))


@pytest.mark.parametrize("made", [EMPTY, report(), report(HOSTILE), Report("scan", findings=(FINDING, FINDING), unread=(Unread("a", "b"),))])
def test_it_is_valid(made):
    assert violations(json.loads(render(made)), SCHEMA, SCHEMA) == []


@pytest.mark.parametrize(
    "damage",
    [{"version": "2.0.0"}, {"runs": [{}]}, {"more": 1}, {"runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": 1}}]}]}],
)
def test_the_check_can_fail(damage):
    assert violations({**json.loads(render(EMPTY)), **damage}, SCHEMA, SCHEMA)


def test_a_result_says_what_the_finding_says():
    (result,) = run_of(Report("scan", findings=(FINDING,)))["results"]
    assert (result["ruleId"], result["level"], result["message"]["text"]) == ("copies-disagree", "warning", "two values")
    where = result["locations"][0]
    assert where["physicalLocation"] == {"artifactLocation": {"uri": "auth/.env", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 3}}
    assert where["logicalLocations"] == [{"fullyQualifiedName": "JWT_SECRET"}]


def test_each_result_points_to_its_rule():
    other = replace(FINDING, id="a-rule")
    run = run_of(Report("scan", findings=(FINDING, other, FINDING)))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["a-rule", "copies-disagree"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_fingerprint_comes_from_rule_and_place_alone():
    moved = replace(FINDING, title="three values", origin=Origin("auth/.env", "JWT_SECRET", 90))
    assert fingerprint(moved) == fingerprint(FINDING)
    others = [replace(FINDING, id="x"), replace(FINDING, origin=Origin("b/.env", "JWT_SECRET", 3)), replace(FINDING, origin=None)]
    assert len({fingerprint(each) for each in (FINDING, *others)}) == 4


def test_equal_findings_have_different_fingerprints():
    results = run_of(Report("scan", findings=(FINDING, FINDING)))["results"]
    assert len({result["partialFingerprints"]["primaryLocationLineHash"] for result in results}) == 2


@pytest.mark.parametrize(
    ("place", "uri"),
    [
        ("./a b/%.env", "a%20b/%25.env"),
        ("/srv/x.pem", "file:///srv/x.pem"),
        ("a:b", "a%3Ab"),
        ("https://id.example/k?a=b", "https://id.example/k?a=b"),
        ("ä", "%C3%A4"),
        (".", "."),
    ],
)
def test_a_place_becomes_a_uri(place, uri):
    (result,) = run_of(Report("scan", findings=(replace(FINDING, origin=Origin(place)),)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_evidence_elsewhere_is_a_related_location():
    found = replace(FINDING, evidence=(Evidence("the other", Origin("b/.env", "S")), Evidence("here", FINDING.origin), Evidence("nowhere")))
    (result,) = run_of(Report("scan", findings=(found,)))["results"]
    assert [each["message"]["text"] for each in result["relatedLocations"]] == ["the other"]
    assert result["message"]["text"].count("\n") == 3


def test_hostile_text_is_no_link_and_no_placeholder():
    written = render(report(f"{HOSTILE}[a](https://evil.example){{0}}"))
    texts = list(texts_in(json.loads(written)))
    assert len(texts) == 5
    assert not [text for text in texts if "](" in text or "{0}" in text.replace("{{0}}", "")]
    assert not [character for character in OBEYED if character in written]


def test_no_line_of_a_file_is_quoted():
    assert '"snippet"' not in render(report())


def test_what_was_not_read_is_a_notification():
    (invocation,) = run_of(Report("scan", unread=(Unread("x.env", "permission denied"),)))["invocations"]
    assert [each["message"]["text"] for each in invocation["toolExecutionNotifications"]] == ["not read: x.env: permission denied"]
