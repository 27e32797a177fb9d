"""``TIME`` of the command line: ISO 8601 or epoch seconds."""

from argparse import ArgumentTypeError
from datetime import UTC, datetime


def moment(text: str) -> float:
    """Read ISO 8601 (without an offset: UTC) or epoch seconds; return seconds since the epoch."""
    if text.isascii() and text.isdecimal() and len(text) <= 12:
        return float(text)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text[:40]!r} is no time: ISO 8601 or epoch seconds") from None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
