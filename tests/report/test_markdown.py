"""The Markdown report, read by a real Markdown parser."""

from dataclasses import replace

from markdown_it import MarkdownIt

from jwtriage.report import markdown
from tests.report.test_picture import timeline
from tests.support.hostile import HOSTILE
from tests.support.reports import report, report_of_several

PARSER = MarkdownIt("gfm-like", {"linkify": False, "html": True}).enable("table")
MARKUP = {"link_open", "image", "html_block", "html_inline", "s_open", "em_open"}


def token_types(source: str) -> list[str]:
    tokens = PARSER.parse(source)
    return [child.type for token in tokens for child in [token, *(token.children or [])]]


def test_head_finding_and_table_are_markup():
    types = token_types(markdown.render(report()))
    assert types.count("heading_open") == 3
    assert "table_open" in types
    assert "code_inline" in types


def test_hostile_text_adds_no_markup():
    types = token_types(markdown.render(report(HOSTILE)))
    assert not MARKUP & set(types)
    assert types.count("heading_open") == 3
    assert types.count("tr_open") == 2


def test_several_verifiers_have_their_parts():
    shown = markdown.render(report_of_several(HOSTILE))
    assert shown.count("## error: ") == 1
    assert "## web: valid" in shown
    assert not MARKUP & set(token_types(shown))


def test_words_survive():
    assert "fact plain" in markdown.render(report())


def test_a_timeline_is_a_picture_and_a_line_of_bars():
    source = markdown.render(replace(report(), details={"timeline": timeline()}))
    assert token_types(source).count("image") == 1
    assert "▆█" in source
