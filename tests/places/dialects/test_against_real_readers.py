"""Every dialect against its real reader: over answers recorded once, and over fresh texts where the reader is installed."""

import json

import pytest

from jwtriage.places.dialects.assignment import Refused
from jwtriage.places.dotenv import DIALECTS
from tests.places.dialects.generate import NAMES
from tests.places.dialects.oracles import MEASURED, ORACLES, ask

RECORDED: dict[str, list[tuple[str, dict[str, str]]]] = json.loads(MEASURED.read_text())
FRESH_TEXTS = 40


def _ours(reader: str, text: str) -> dict[str, str | None]:
    """Return what our dialect makes of a text, in the form of the recorded answers."""
    try:
        return {assignment.name: assignment.text for assignment in DIALECTS[reader](text)}
    except Refused:
        return {"": "refused"}


def _differences(reader: str, answers: list[tuple[str, dict[str, str]]]) -> list[tuple[str, object, object]]:
    """Return every text on which our dialect and the real reader differ."""
    pairs = [(text, _comparable(reader, _ours(reader, text), real), real) for text, real in answers]
    return [(text, ours, real) for text, ours, real in pairs if ours != real]


def _comparable(reader: str, ours: dict[str, str | None], real: dict[str, str]) -> dict[str, str | None]:
    """Leave out what the oracle cannot show: systemd's generator omits empty values, and the shell is asked for some names only."""
    if reader in ("systemd", "shell"):
        return {name: value for name, value in ours.items() if name in NAMES and (value or name in real or reader == "shell")}
    return ours


@pytest.mark.parametrize("reader", ORACLES)
def test_recorded_answers(reader: str) -> None:
    assert len(RECORDED[reader]) >= 200
    assert _differences(reader, RECORDED[reader]) == []


@pytest.mark.parametrize("reader", ORACLES)
def test_fresh_texts(reader: str) -> None:
    answers = ask(reader, 1000 + list(ORACLES).index(reader), FRESH_TEXTS)
    if answers is None:
        pytest.skip(f"the real reader {reader} is not installed: only its recorded answers were compared")
    assert _differences(reader, answers) == []
