"""A filter that redacts the records of the standard library's logging, see `jwtriage.guard.redaction`."""

import logging

from jwtriage.guard.redacted import LOST, Redaction, exception_info, secret_traceback
from jwtriage.guard.redaction import Redactor, default_redactor

_OWN = frozenset(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {"message", "asctime"}
"""What every record has; the rest came with ``extra``."""


class RedactingFilter(logging.Filter):
    """Redacts each record: its message and arguments, exception, stack and extra fields. It never raises and lets every record pass.

    Put it on handlers: a filter on a logger does not see the records of the loggers below it.
    """

    def __init__(self, redactor: Redactor = default_redactor) -> None:
        """Take the redactor."""
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record in its place; return that it may pass."""
        try:
            self._redact(record)
        except Exception:  # noqa: BLE001 - a log call must not fail, and nothing unredacted may pass
            _blank(record)
        return True

    def _redact(self, record: logging.LogRecord) -> None:
        self._redact_exception(record)
        redaction = Redaction(self._redactor)
        record.stack_info = redaction.value(record.stack_info)
        for name, value in record.__dict__.items():
            if name not in _OWN:
                record.__dict__[name] = redaction.value(value)
        self._redact_message(record)

    def _redact_exception(self, record: logging.LogRecord) -> None:
        """Put the redacted traceback in the place of an exception whose text holds a secret; other exceptions stay objects."""
        info = exception_info(record.exc_info)
        traceback = None if info is None else secret_traceback(info, self._redactor)
        if traceback is not None:
            record.exc_info, record.exc_text = None, traceback
        elif record.exc_text:
            record.exc_text = self._redactor.redact(record.exc_text)

    def _redact_message(self, record: logging.LogRecord) -> None:
        """Redact the message; arguments stay apart where that is possible, since formatters of access logs look at them."""
        message = _message(record)
        redacted = self._redactor.redact(f"{record.msg} {record.args!r}" if message is None else message)
        if redacted == message:
            return
        redaction = Redaction(self._redactor)
        record.msg, record.args = redaction.value(record.msg), redaction.value(record.args)
        if _message(record) != redacted:
            record.msg, record.args = redacted, ()


def _message(record: logging.LogRecord) -> str | None:
    """Return the formatted message, ``None`` if the arguments do not fit: logging itself would then write them to stderr as they are."""
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - an argument's own code may raise anything
        return None


def _blank(record: logging.LogRecord) -> None:
    """Leave of a record that it was there: when, where and how grave."""
    record.msg, record.args = f"a log record that is {LOST}", ()
    record.exc_info = record.exc_text = record.stack_info = None
    for name in record.__dict__.keys() - _OWN:
        record.__dict__[name] = LOST
