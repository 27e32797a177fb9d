"""Phrases of the operator's own services, from `jwtriage.toml`: ``[[phrase]]`` with ``text``, ``reason`` and, if wanted, ``library`` and ``kind``."""

from pathlib import Path
from typing import Any, cast

from jwtriage.jose.reason import REASONS, Reason
from jwtriage.logs.phrasebook import Phrase, Phrasebook, libraries, phrase, phrasebook, phrases
from jwtriage.tasks.request import UnusableRequest
from jwtriage.tasks.system import DEFAULT, System

LONGEST_TEXT = 500
MOST_PHRASES = 1000
KINDS = ("rejection", "warning")


def book_of(config: str | None) -> Phrasebook:
    """Return our phrasebook and with it the operator's phrases: of the file named, else of a `jwtriage.toml` in this folder.

    Raises `UnusableRequest`.
    """
    path = Path(config or DEFAULT)
    if config is None and not path.is_file():
        return phrasebook()
    rows = System(path, trusted=config is not None).rows("phrase")
    if len(rows) > MOST_PHRASES:
        raise UnusableRequest(f"{path}: more than {MOST_PHRASES} phrases")
    own = [_phrase(row, f"{path}: phrase {number}") for number, row in enumerate(rows, 1)]
    return Phrasebook((*phrases(), *own), libraries()) if own else phrasebook()


def _phrase(row: dict[str, Any], name: str) -> Phrase:
    """Make one phrase; where it stands in a text it counts, since somebody chose it."""
    text, reason, kind = row.get("text"), row.get("reason"), row.get("kind", "rejection")
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise UnusableRequest(f"{name}: text must be a text of at most {LONGEST_TEXT} characters")
    if reason not in REASONS[1:]:
        raise UnusableRequest(f"{name}: reason must be one of {', '.join(REASONS[1:])}")
    if kind not in KINDS:
        raise UnusableRequest(f"{name}: kind must be rejection or warning")
    try:
        return phrase(text, str(row.get("library", "own")), (cast("Reason", reason),), kind="own" if kind == "rejection" else "warning")
    except ValueError as error:
        raise UnusableRequest(f"{name}: {error}") from None
