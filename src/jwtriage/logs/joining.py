"""Lines that belong together: a stack trace, a long message, the pieces of a line that a runtime cut."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MOST_LINES = 400
"""So many lines make one message at most."""
LARGEST = 1 << 20
"""Octets of one message."""
_CONTINUED = re.compile(
    rb"[ \t]|Caused by:|Suppressed:|\.\.\. \d+ more|During handling of the above|The above exception was|Exceptions caught:|kid: '|token: '"
    rb"|- [A-Z\"]|#\d+ |Stack trace:|stack backtrace:|goroutine \d+ \[|\}|--- End of|thrown in |Number of keys in |Matched key was|Keys tried"
)
_THROWN = re.compile(
    rb"Traceback \(most recent call last\)"
    rb"|(?:Uncaught |Exception in thread \S+ )?[\w.$\\:]*(?:Error|Exception|Invalid\w*|Expired\w*|Failed)(?::|$| \()"
)
_CHAINED = re.compile(rb"\s*$|During handling of the above|The above exception was")
_RECORD = re.compile(
    rb"\s*[{<\[]\S|\d{4}[-/]\d{2}[-/]\d{2}|[A-Z][a-z]{2} [ \d]\d \d{2}:|[IWEF]\d{4} \d{2}:|level=|time=|ts=|(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b"
)
_TRACEBACK = b"Traceback (most recent call last)"
_ENVELOPE = re.compile(
    rb"(?:\d{4}-\d{2}-\d{2}T\S+ (?:stdout|stderr) [FP] "
    rb"|(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} [\w.:-]+ [\w./@-]+(?:\[\d+\])?: )"
)
_PARTIAL = re.compile(rb"\d{4}-\d{2}-\d{2}T\S+ (?:stdout|stderr) P ")


class Line(NamedTuple):
    """One line, without its end, and its number, from 1."""

    number: int
    text: bytes

    def __repr__(self) -> str:
        """Show the number; the text may hold a token."""
        return f"Line({self.number})"


class Group(NamedTuple):
    """Lines that are one message: ``text`` has one envelope, before its first line."""

    lines: tuple[Line, ...]
    text: bytes

    def __repr__(self) -> str:
        """Show the lines' numbers."""
        return f"Group({self.lines!r})"

    @property
    def number(self) -> int:
        """The number of the first line."""
        return self.lines[0].number


def joined(lines: Iterable[Line]) -> Iterator[Group]:
    """Join lines to messages, in their order."""
    held: list[Line] = []
    for line in lines:
        if held and not _continues(held, line.text):
            yield _group(held)
            held = []
        held.append(line)
    if held:
        yield _group(held)


def is_continuation(line: bytes) -> bool:
    """Tell whether a line, without its envelope, can only continue a message."""
    return bool(_CONTINUED.match(line)) and not _RECORD.match(line.lstrip(b" \t"))


def starts_message(line: bytes, before: bytes) -> bool:
    """Tell whether a line begins a message whatever stands above the line ``before`` it; messages of `MOST_LINES` lines apart."""
    inner = without_envelope(line)
    if _PARTIAL.match(before) or not inner.strip() or is_continuation(inner) or _THROWN.match(inner):
        return False
    return bool(_RECORD.match(inner)) or not without_envelope(before).startswith(b"  ")


def without_envelope(line: bytes) -> bytes:
    """Return a line without what a container runtime or syslog put before it."""
    match = _ENVELOPE.match(line)
    return line[match.end() :] if match else line


def _continues(held: list[Line], line: bytes) -> bool:
    """Tell whether a line belongs to those held."""
    if len(held) >= MOST_LINES or sum(len(each.text) for each in held[-2:]) > LARGEST:
        return False
    inner = without_envelope(line)
    if _PARTIAL.match(held[-1].text) or is_continuation(inner) or not inner.strip():
        return True
    return _ends_traceback(held, inner) or bool(_THROWN.match(inner) and _announces(held))


def _announces(held: list[Line]) -> bool:
    """Tell whether an exception below these lines is theirs: they are one record that shows none yet, or a chain that goes on."""
    last = without_envelope(held[-1].text)
    if len(held) > 1:
        return bool(_CHAINED.match(last)) and any(
            _CHAINED.match(text) and text.strip() for text in (without_envelope(each.text) for each in held[-3:])
        )
    return bool(_RECORD.match(held[0].text)) and not _THROWN.search(last) and not last.rstrip().endswith(b"}")


def _ends_traceback(held: list[Line], line: bytes) -> bool:
    """Tell whether a line is the exception below a Python traceback: the first that is not indented."""
    last = without_envelope(held[-1].text)
    return last.startswith(b"  ") and any(without_envelope(each.text).lstrip().startswith(_TRACEBACK) for each in held) and not _RECORD.match(line)


def _group(held: list[Line]) -> Group:
    first, *others = held
    parts = [first.text]
    for before, line in zip(held, others, strict=False):
        parts += (b"" if _PARTIAL.match(before.text) else b"\n", without_envelope(line.text))
    return Group(tuple(held), b"".join(parts))
