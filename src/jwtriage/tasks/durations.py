"""Durations as people write them: ``90s``, ``15m``, ``24h``, ``7d``, or plain seconds."""

from __future__ import annotations

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST = 12
"""Characters of the number."""


def seconds_of(text: str) -> float | None:
    """Return the seconds of a duration, ``None`` for a text that is none."""
    number, unit = (text[:-1], text[-1]) if text[-1:] in _UNITS else (text, "s")
    if not number.replace(".", "", 1).isdecimal() or not number.isascii() or len(number) > _LONGEST:
        return None
    return float(number) * _UNITS[unit]
