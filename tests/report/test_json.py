"""The JSON report: members and order of the contract."""

import json

from jwtriage.model.report import SCHEMA, Report
from jwtriage.report import json as renderer
from tests.support.reports import report


def test_the_schema_is_the_models():
    assert renderer.SCHEMA == SCHEMA


def test_members_stand_in_the_order_of_the_contract():
    names = list(json.loads(renderer.render(report())))
    assert names == ["schema", "task", "verdict", "causes", "tables", "signer", "verifier", "token", "tried", "unread", "facts"]


def test_other_tasks_have_findings():
    parsed = json.loads(renderer.render(report(task="keys show")))
    assert "causes" not in parsed
    assert parsed["findings"][0]["id"] == "secret-trailing-newline"


def test_a_cause_has_all_members():
    (cause,) = json.loads(renderer.render(report()))["causes"]
    assert list(cause) == ["id", "certainty", "severity", "title", "origin", "evidence", "fix", "url"]
    assert cause["origin"] == {"place": "plain", "name": "plain", "line": 7}
    assert cause["evidence"][1] == {"fact": "bare fact", "origin": {}}
    assert cause["fix"][0] == {"text": "fix plain", "argv": ["jwtriage", "keys", "show", "plain"], "safe": True}


def test_an_empty_report_has_the_envelope_only():
    assert json.loads(renderer.render(Report("decode"))) == {"schema": SCHEMA, "task": "decode", "findings": [], "unread": [], "facts": {}}
