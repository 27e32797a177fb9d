"""The page about REFs says what the code does."""

from pathlib import Path

import pytest

from jwtriage.places.dialects.assignment import Refused
from jwtriage.places.dotenv import DIALECTS
from jwtriage.places.reference import OPTIONS
from jwtriage.places.resolve import PLACES

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "references.md").read_text()
ROWS = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
HEADS = next(row for row in ROWS if row[0] == "line")[1:]
LINES = [row for row in ROWS if row[0].startswith(("S=", "export S="))]


def _shown(reader: str, line: str) -> str:
    """Return the value of S as the page writes it."""
    try:
        values = {assignment.name: assignment.text for assignment in DIALECTS[reader](f"{line}\n")}
    except Refused:
        return "(file refused)"
    value = values.get("S", "(left out)")
    return "(unknown)" if value is None else value.replace("\n", ", newline, ")


@pytest.mark.parametrize("row", LINES, ids=lambda row: row[0])
def test_the_table_of_readers(row: list[str]) -> None:
    assert tuple(HEADS) == tuple(DIALECTS)
    assert row[1:] == [_shown(reader, row[0]) for reader in HEADS]


def test_every_option_value_and_scheme_is_documented() -> None:
    for option, values in OPTIONS.items():
        assert f"`{option}`" in PAGE
        assert all(value in PAGE for value in values)
    assert all(f"`{scheme}:" in PAGE for scheme in PLACES if scheme != "file")
