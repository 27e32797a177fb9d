import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from jwtriage.report.html import render
from tests.report.test_picture import timeline
from tests.support.hostile import HOSTILE
from tests.support.reports import report, report_of_several


class Page(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.names, self.said = set(), set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.said.append(data)


def test_it_tells_what_the_report_holds():
    said = " ".join(Page(render(report())).said)
    for words in (
        "explained",
        "secret-trailing-newline",
        "fact plain",
        "bare fact",
        "jwtriage keys show plain",
        "table plain",
        "not read: plain",
        "3,405 variants",
    ):
        assert words in said


def test_several_verifiers_have_their_parts():
    said = " ".join(Page(render(report_of_several())).said)
    assert "orders plain: explained" in said
    assert "web: valid" in said


@pytest.mark.parametrize("made", [report, report_of_several])
def test_hostile_text_adds_no_tag_and_no_attribute(made):
    attack = f"{HOSTILE}\"><script src=//x onload=1>'<img>"
    plain, hostile = Page(render(made("plain"))), Page(render(made(attack)))
    assert (hostile.tags, hostile.names) == (plain.tags, plain.names)
    assert not plain.tags & {"script", "a", "img", "link"}


def test_the_policy_allows_this_style_and_nothing_else():
    page = render(report())
    style = re.search("<style>(.*)</style>", page)[1]
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{b64encode(sha256(style.encode()).digest()).decode()}&#x27;" in page
    assert " style=" not in page


def test_a_timeline_is_drawn_once():
    with_timeline = replace(report(), details={"timeline": timeline()})
    assert render(with_timeline).count("<svg") == 1
