"""The page about logs counts the phrases there are."""

from collections import Counter
from pathlib import Path

from jwtriage.logs.phrasebook import phrases
from tests.logs.lines import DATA, printed

PAGE = (Path(__file__).parents[2] / "docs/reference/logs.md").read_text()


def test_phrases_are_counted_by_library():
    table = PAGE.partition("## Phrases by library")[2]
    assert [each for each in Counter(each.library for each in phrases()).items() if f"{each[0]} {each[1]}" not in table] == []


def test_lines_are_counted():
    assert f"{len(printed())} messages that {len({each.library for each in printed()})} libraries printed" in PAGE
    assert f"{len((DATA / 'noise.txt').read_text().splitlines())} lines that reject no token" in PAGE
