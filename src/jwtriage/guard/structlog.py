"""A processor for structlog that redacts events, see `jwtriage.guard.redaction`. It needs nothing of structlog itself."""

from collections.abc import MutableMapping
from typing import Any

from jwtriage.guard.redacted import LOST, Redaction, exception_info, secret_traceback
from jwtriage.guard.redaction import Redactor, default_redactor

EXCEPTION = "exception"
"""The name under which structlog's processors keep a formatted traceback."""
EXCEPTION_INFO = "exc_info"


class StructlogRedactor:
    """Redacts each event: all its values, and an exception that is not formatted yet. It never raises and loses no event.

    Put it last before the renderer.
    """

    def __init__(self, redactor: Redactor = default_redactor) -> None:
        """Take the redactor."""
        self._redactor = redactor

    def __call__(self, _logger: object, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
        """Return the event redacted."""
        try:
            return self._redact(dict(event))
        except Exception:  # noqa: BLE001 - a log call must not fail, and nothing unredacted may pass
            return {"event": f"an event that is {LOST}"}

    def _redact(self, event: dict[str, Any]) -> dict[str, Any]:
        given = event.pop(EXCEPTION_INFO, None)
        redaction = Redaction(self._redactor)
        redacted = {redaction.value(name): redaction.value(value) for name, value in event.items()}
        info = exception_info(given)
        traceback = None if info is None else secret_traceback(info, self._redactor)
        if traceback is not None:
            return {**redacted, EXCEPTION: traceback}
        return redacted if given is None else {**redacted, EXCEPTION_INFO: given}


structlog_redactor = StructlogRedactor()
"""The processor with the `jwtriage.guard.redaction.default_redactor`."""
