"""Redaction of what log events are made of: nested values and exceptions, see `jwtriage.guard.redaction`."""

import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any, TypeAlias

from jwtriage.guard.redaction import Redactor, default_redactor

ExceptionInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
LOST = "[not redactable]"
"""Stands for what raised an error when it was looked at: nothing of it is shown."""
DEEPEST = 32
"""Deeper structures are not shown either."""
_HARMLESS = (int, float, complex, type(None))


class Redaction:
    """One run over one structure: what occurs twice in it is looked at once, so that neither cycles nor sharing cost time."""

    __slots__ = ("_done", "_redactor")

    def __init__(self, redactor: Redactor) -> None:
        """Start a run."""
        self._redactor = redactor
        self._done: dict[int, tuple[Any, Any]] = {}

    def value(self, value: Any, depth: int = DEEPEST) -> Any:
        """Return the value redacted, as the same kind of thing; an object whose text holds a secret becomes that text, redacted."""
        if isinstance(value, str):
            return self._redactor.redact(value)
        if isinstance(value, bytes):
            return self._redactor.redact(value)
        if isinstance(value, _HARMLESS):
            return value
        if id(value) not in self._done:
            self._done[id(value)] = value, LOST
            self._done[id(value)] = value, self._structure(value, depth - 1) if depth else LOST
        return self._done[id(value)][1]

    def _structure(self, value: Any, depth: int) -> Any:
        if isinstance(value, Mapping):
            return {self.value(name, depth): self.value(member, depth) for name, member in value.items()}
        if type(value) in (list, tuple, set, frozenset):
            return type(value)(self.value(member, depth) for member in value)
        return self._object(value)

    def _object(self, value: Any) -> Any:
        """Look at the two texts that a log may make of an object."""
        try:
            texts = [str(value), repr(value)]
            redacted = [self._redactor.redact(text) for text in texts]
        except Exception:  # noqa: BLE001 - the object's own code may raise anything
            return LOST
        return value if redacted == texts else redacted[0]


def redacted_value(value: Any, redactor: Redactor = default_redactor) -> Any:
    """Redact a value and all that it contains; never raises, and leaves ``value`` itself as it is."""
    return Redaction(redactor).value(value)


def secret_traceback(info: ExceptionInfo, redactor: Redactor = default_redactor) -> str | None:
    """Return an exception's traceback, redacted, if there was something to redact, else ``None``; never raises."""
    try:
        text = "".join(traceback.format_exception(*info)).rstrip("\n")
        redacted = redactor.redact(text)
    except Exception:  # noqa: BLE001 - an exception's own __str__ may raise anything
        return LOST
    return None if redacted == text else redacted


def exception_info(value: object) -> ExceptionInfo | None:
    """Return what a logging call's ``exc_info`` stands for: an exception, a triple, or anything true for the one being handled."""
    if isinstance(value, BaseException):
        return type(value), value, value.__traceback__
    if isinstance(value, tuple) and len(value) == 3:
        return value
    info: ExceptionInfo | None = sys.exc_info() if value else None
    return info
