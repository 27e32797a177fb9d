"""The text report: what is, the facts, the help; colours only when asked for."""

import re
from dataclasses import replace

from jwtriage.model.case import Origin
from jwtriage.model.report import Report
from jwtriage.report import text
from tests.support.reports import report, report_of_several

LINES = text.render(report()).splitlines()


def test_the_verdict_comes_first():
    assert LINES[0].startswith("explained: ")


def test_a_finding_is_head_place_facts_and_help():
    start = LINES.index("error[secret-trailing-newline]: title plain (proven)")
    assert LINES[start + 1 : start + 7] == [
        "  --> plain#plain (line 7)",
        "   = note: fact plain",
        "   = note: bare fact",
        "   = help: fix plain",
        "           $ jwtriage keys show plain",
        "   = help: think",
    ]


def test_fingerprints_of_public_keys_are_short():
    assert "signer    key A  rsa:0123456789ab  plain  (RS256, verified)" in LINES


def test_what_was_tried_and_what_was_not_read():
    assert "tried     1 key, 3,405 variants, 6 algorithms" in LINES
    assert "not read  plain: plain" in LINES


def test_evidence_from_elsewhere_names_its_origin():
    finding = replace(report().findings[0], origin=Origin("elsewhere"))
    assert "   = note: fact plain  [plain#plain (line 7)]" in text.render(replace(report(), findings=(finding,)))


def test_each_of_several_verifiers_has_its_causes_and_keys():
    shown = text.render(report_of_several())
    assert "orders plain: explained\nerror[secret-trailing-newline]" in shown
    assert "web: valid\n\nsigner    key A" in shown
    assert shown.count("error[") == 1
    assert shown.count("\nsigner ") == 2


def test_colours_change_nothing_but_colours():
    coloured = text.render(report(), colour=True)
    assert "\x1b[1;31m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == text.render(report())


def test_a_report_without_anything_is_no_error():
    assert text.render(Report("decode")) == "\n"
