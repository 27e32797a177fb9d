"""JUnit XML: well-formed whatever is in it, and its failures are those of the exit code."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from jwtriage.model.case import Origin, Unread
from jwtriage.model.finding import Finding
from jwtriage.model.report import Report
from jwtriage.report.junit import render
from tests.support.hostile import HOSTILE
from tests.support.reports import report

FINDING = Finding("copies-disagree", "likely", "warning", "two values", Origin("auth/.env", "JWT_SECRET", 3))
MIXED = Report("scan", findings=(replace(FINDING, severity="error"), FINDING, replace(FINDING, severity="note")), unread=(Unread("a", "b"),))


def suite_of(text: str) -> ElementTree.Element:
    (suite,) = ElementTree.fromstring(text.encode())
    return suite


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 1), ("warning", 2), ("note", 3)])
def test_failures_are_those_of_the_exit_code(fail_on, failures):
    suite = suite_of(render(MIXED, fail_on))
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", str(failures), "1")
    assert len(suite.findall("testcase")) == 4
    assert len(suite.findall("testcase/failure")) == failures
    assert len(suite.findall("testcase/skipped")) == 1


def test_a_finding_has_its_place():
    (case,) = suite_of(render(Report("scan", findings=(FINDING,))))
    assert (case.get("classname"), case.get("file"), case.get("line")) == ("jwtriage.copies-disagree", "auth/.env", "3")
    assert case.get("name") == "two values (auth/.env#JWT_SECRET)"


def test_nothing_found_is_one_test_that_passes():
    suite = suite_of(render(Report("scan")))
    assert [len(case) for case in suite] == [0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")


def test_hostile_text_adds_no_element():
    attack = f"{HOSTILE}\x00\x1b\ufffe]]></failure><testcase/>\"'"
    plain, hostile = suite_of(render(report())), suite_of(render(report(attack)))
    assert [each.tag for each in hostile.iter()] == [each.tag for each in plain.iter()]
    assert [set(each.attrib) for each in hostile.iter()] == [set(each.attrib) for each in plain.iter()]
