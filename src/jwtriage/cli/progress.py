"""A progress line on stderr, only on a terminal, only for work that lasts."""

from __future__ import annotations

import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 1.0
"""Seconds of work before the first line."""
_REFRESH = 0.1
_WIDTH = 60


class ProgressLine:
    """Shows ``stage 42 %`` on one line that is wiped at the end; silent where ``active`` is false or stderr is no terminal."""

    def __init__(self, active: bool) -> None:
        self._active = active and sys.stderr.isatty()
        self._next = monotonic() + PATIENCE
        self._shown = False

    def __enter__(self) -> ProgressLine:
        return self

    def __call__(self, stage: str, share: float) -> None:
        """Show the stage and the share done (0 to 1), at most ten times a second."""
        now = monotonic()
        if not self._active or now < self._next:
            return
        self._next, self._shown = now + _REFRESH, True
        sys.stderr.write(f"\r{f'{stage[:40]} {share:.0%}':<{_WIDTH}}")
        sys.stderr.flush()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * _WIDTH + "\r")
            sys.stderr.flush()
