"""Short ways to ask one dialect."""

from jwtriage.places.dialects.assignment import Assignment, Refused
from jwtriage.places.dotenv import DIALECTS


def values(reader: str, text: str) -> dict[str, str | None]:
    """Return the values that a reader sees."""
    return {assignment.name: assignment.text for assignment in DIALECTS[reader](text)}


def last(reader: str, text: str) -> Assignment:
    """Return the last assignment that a reader sees."""
    return list(DIALECTS[reader](text))[-1]


def refused(reader: str, text: str) -> str:
    """Return why a reader refuses a text, or the empty text."""
    try:
        list(DIALECTS[reader](text))
    except Refused as error:
        return str(error)
    return ""
