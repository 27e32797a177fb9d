"""The exit code of a report: the same whatever the format (contract section 2)."""

import pytest

from jwtriage.model.case import Unread
from jwtriage.model.finding import Finding
from jwtriage.model.report import Report

WARNING = Finding("copies-disagree", "possible", "warning", "two copies")
GONE, LEFT_OUT = Unread("a", "no such file"), Unread("https://id.example", "offline: excluded by --offline")


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (Report("t"), 0),
        (Report("t", problem=True), 1),
        (Report("t", findings=(WARNING,)), 1),
        (Report("t", findings=(WARNING,), unread=(GONE,)), 1),
        (Report("t", unread=(GONE,)), 3),
        (Report("t", incomplete=True), 3),
        (Report("t", unread=(LEFT_OUT,)), 0),
        (Report("t", unread=(LEFT_OUT, GONE)), 3),
        (Report("t", incomplete=True, unread=(LEFT_OUT,)), 3),
    ],
)
def test_exit_codes(report, code):
    assert report.exit_code() == code


@pytest.mark.parametrize(("limit", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on(limit, code):
    assert Report("t", findings=(WARNING,)).exit_code(limit) == code
