"""From lines to rejections: joined, unwrapped, recognised, redacted. Memory does not grow with the number of lines."""

from collections.abc import Iterable, Iterator

from jwtriage.guard.redaction import Redactor
from jwtriage.logs.joining import Group, Line, joined, without_envelope
from jwtriage.logs.phrasebook import lowered, normalised
from jwtriage.logs.recognise import Recogniser, Recognition
from jwtriage.logs.rejection import Rejection, rejection_of
from jwtriage.logs.unwrap import unwrap


class Triage:
    """Finds the rejections in lines, with one recogniser, under one fingerprint key."""

    def __init__(self, fingerprint_key: bytes, recogniser: Recogniser | None = None, year: int | None = None) -> None:
        """Take the key of `token_fingerprint`; ``year`` completes times that have none."""
        self._fingerprint_key = fingerprint_key
        self._redactor = Redactor(fingerprint_key)
        self._recogniser = recogniser or Recogniser()
        self._year = year

    def rejections(self, lines: Iterable[Line], file: str) -> Iterator[Rejection]:
        """Give the rejections and library warnings of one file's lines, in their order."""
        for group in joined(lines):
            found = self.of_group(group, file)
            if found is not None:
                yield found

    def of_group(self, group: Group, file: str) -> Rejection | None:
        """Return what one message says, ``None`` where it rejects no token."""
        if not self._recogniser.may_recognise(group.text):
            return None
        message = unwrap(group.text, year=self._year)
        recognition = self._recogniser.recognise(message)
        if recognition is None:
            return None
        return rejection_of(message, recognition, file, _line_of(group, recognition), self._redactor, self._fingerprint_key)


def _line_of(group: Group, recognition: Recognition) -> int:
    """Return the number of the line in which the phrase begins: of the last, as lines of code in a traceback show it before; else of the first."""
    start = lowered(normalised(recognition.phrase.split("{", 1)[0])).strip()
    if len(group.lines) == 1 or not start:
        return group.number
    of = (line.number for line in reversed(group.lines) if start in lowered(normalised(without_envelope(line.text).decode("utf-8", "replace"))))
    return next(of, group.number)
