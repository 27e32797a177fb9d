"""The times that logs write, as seconds since the epoch."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = dict(zip(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True))
ISO = r"\d{4}[-/]\d{2}[-/]\d{2}[T _]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
COMMON = r"\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: [+-]\d{4})?"
APACHE = r"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})? \d{4}"
SYSLOG = r"[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?"
_READ_ISO = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})[T _](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?$")
_READ_COMMON = re.compile(r"(\d{2})/([A-Z][a-z]{2})/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(?: ([+-]\d{4}))?$")
_READ_NAMED = re.compile(r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(?: (\d{4}))?$")
_NUMBER = re.compile(r"\d{9,10}(?:\.\d{1,9})?$|\d{13}$|\d{16}$|\d{19}$")
_UNITS = {13: 1e3, 16: 1e6, 19: 1e9}
"""Digits of an epoch in milli-, micro- and nanoseconds, and how many make a second."""


def moment_of(value: object, year: int | None = None) -> float | None:
    """Return a time as seconds since the epoch, ``None`` for what is none; ``year`` completes a time that has none (syslog, klog)."""
    text = str(value).strip().strip("[]") if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if _NUMBER.match(text):
        return float(text) / _UNITS.get(len(text), 1)
    try:
        return _iso(text) or _common(text) or _named(text, year)
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> float | None:
    match = _READ_ISO.match(text)
    if match is None:
        return None
    numbers = [int(part) for part in match.groups()[:6]]
    return _seconds(numbers, match[7], match[8])


def _common(text: str) -> float | None:
    match = _READ_COMMON.match(text)
    if match is None or match[2].lower() not in _MONTHS:
        return None
    return _seconds([int(match[3]), _MONTHS[match[2].lower()], int(match[1]), *(int(match[part]) for part in (4, 5, 6))], match[7], match[8])


def _named(text: str, year: int | None) -> float | None:
    match = _READ_NAMED.match(text)
    if match is None or match[1].lower() not in _MONTHS or not (match[7] or year):
        return None
    numbers = [int(match[7] or year or 0), _MONTHS[match[1].lower()], int(match[2]), *(int(match[part]) for part in (3, 4, 5))]
    return _seconds(numbers, match[6], None)


def klog_moment(text: str, year: int | None) -> float | None:
    """Return the time of a klog header, ``1124 10:00:00.123456``."""
    if year is None:
        return None
    try:
        return _seconds([year, int(text[:2]), int(text[2:4]), int(text[5:7]), int(text[8:10]), int(text[11:13])], text[14:20], None)
    except ValueError:
        return None


def _seconds(numbers: list[int], fraction: str | None, offset: str | None) -> float:
    year, month, day, hour, minute, second = numbers
    moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(offset))
    return moment.timestamp() + float(f"0.{fraction or 0}")


def _zone(offset: str | None) -> timezone:
    """Return the zone of an offset; a time without one is taken for UTC, as servers mostly are."""
    if offset in (None, "Z", "UTC"):
        return UTC
    digits = offset.replace(":", "")
    minutes = int(digits[1:3]) * 60 + int(digits[3:5])
    return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))
