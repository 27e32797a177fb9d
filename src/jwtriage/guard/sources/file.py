"""Keys in a file that is watched."""

import hashlib
import os
import stat
from pathlib import Path

from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import Clock, KeySet, unavailable
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.base import LocalSource, SourceError, SourceState, Wake
from jwtriage.jose.loading import MAXIMUM_MATERIAL


class FileSource(LocalSource):
    """A file that is read again every ``interval`` seconds, by whatever name or link it is reached.

    Changed content counts when it is seen twice the same: a half-written file is not taken for a key. What cannot be used leaves the last
    good keys in force for ``max_stale`` seconds; then every token is rejected.
    """

    __slots__ = (
        "_bad_since",
        "_binder",
        "_description",
        "_digest",
        "_error",
        "_interval",
        "_keys",
        "_looked_at",
        "_max_stale",
        "_path",
        "_seen",
        "_success",
    )

    def __init__(self, path: str | Path, *, interval: float = 1.0, max_stale: float = 3600.0) -> None:
        """Name the file. Times are in seconds."""
        self._path = Path(path)
        self._interval = interval
        self._max_stale = max_stale
        self._description = f"file {path}"
        self._binder: Binder | None = None
        self._keys = unavailable()
        self._digest = self._seen = b""
        self._looked_at = 0.0
        self._success: float | None = None
        self._bad_since: float | None = None
        self._error: str | None = None

    def start(self, binder: Binder, clock: Clock, wake: Wake) -> KeySet:
        """Read the file. Raises `jwtriage.guard.Refusal` if it holds no sound key."""
        self._binder, self._looked_at = binder, clock()
        try:
            content = _content(self._path)
        except SourceError as error:
            raise Refusal(f"{self._description}: {error}") from None
        self._adopt(binder.bind(content, self._description, self._looked_at), _digest(content))
        return self._keys

    def due(self, now: float) -> float:
        """Ask to be called once an interval."""
        return self._looked_at + self._interval

    def tend(self, now: float) -> KeySet | None:
        """Look at the file, at most once an interval."""
        if 0 <= now - self._looked_at < self._interval:
            return None
        before, self._looked_at = self._keys, now
        try:
            self._look(now)
        except (SourceError, Refusal) as error:
            self._fail(str(error), now)
        return None if self._keys is before else self._keys

    def states(self) -> list[SourceState]:
        """Return how the file is doing."""
        until = None if self._bad_since is None else self._bad_since + self._max_stale
        return [SourceState(self._description, self._success, self._error, self._bad_since, self._looked_at + self._interval, until)]

    def _look(self, now: float) -> None:
        """Read the file; take over what has changed and has then stayed the same. Raises `SourceError` and `Refusal`."""
        content = _content(self._path)
        digest = _digest(content)
        if digest != self._digest and digest != self._seen:
            self._seen = digest
            raise SourceError("has changed, and is read once more")
        if digest != self._digest or not self._keys.keys:
            self._adopt(self._bind(content, now), digest)
        self._success, self._bad_since, self._error = now, None, None

    def _bind(self, content: bytes, now: float) -> KeySet:
        if self._binder is None:
            raise SourceError("not started")
        return self._binder.bind(content, self._description, now)

    def _adopt(self, keys: KeySet, digest: bytes) -> None:
        self._keys = keys
        self._digest = self._seen = digest
        self._success, self._bad_since, self._error = self._looked_at, None, None

    def _fail(self, error: str, now: float) -> None:
        self._error = error
        self._bad_since = now if self._bad_since is None else self._bad_since
        if now - self._bad_since >= self._max_stale and self._keys.keys:
            self._keys = unavailable()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _content(path: Path) -> bytes:
    """Read a regular file of bounded size. Raises `SourceError`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            is_regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
            content = file.read(MAXIMUM_MATERIAL + 1) if is_regular else b""
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or 'input error'}") from None
    if not is_regular or not content:
        raise SourceError("is empty" if is_regular else "is no regular file")
    return content
