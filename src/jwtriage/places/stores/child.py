"""A program of the operator's (``kubectl``, ``docker``) as a child: no shell, one time limit, bounded output, kept in memory only."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import IO, NamedTuple

from jwtriage.places.stores.errors import StoreError
from jwtriage.places.surroundings import Surroundings

MAX_OUTPUT_OCTETS = 4 * 1024 * 1024
MAX_COMPLAINT_OCTETS = 64 * 1024


class Ended(NamedTuple):
    """How a child ended. ``complaint`` is what it wrote to standard error: read for its kind, never shown."""

    status: int
    output: bytes
    complaint: str

    def __repr__(self) -> str:
        """Show the status only: the output may be a secret."""
        return f"Ended({self.status})"


def run(program: str, arguments: Sequence[str], surroundings: Surroundings) -> Ended:
    """Run a program to its end with the environment that was handed in; raise `StoreError` if it is absent, too slow or too talkative.

    No secret may be among ``arguments``: every user of the machine can read them.
    """
    path = _path_of(program, surroundings.environment)
    try:
        child = subprocess.Popen(
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(surroundings.environment),
            start_new_session=True,
        )
    except OSError:
        raise StoreError(f"{program} cannot be started") from None
    with child, _Limit(child, surroundings.timeout) as limit:
        output, complaint = _read(child)
        child.wait()
    if limit.expired:
        raise StoreError(f"{program} did not end in time")
    if len(output) > MAX_OUTPUT_OCTETS:
        raise StoreError(f"{program} answers with more than {MAX_OUTPUT_OCTETS // 1024 // 1024} MiB")
    return Ended(child.returncode, output, complaint.decode("utf-8", "replace"))


def _path_of(program: str, environment: Mapping[str, str]) -> str:
    """Return where the program is. Relative entries of PATH are passed over: they mean whatever folder one happens to stand in."""
    folders = [folder for folder in environment.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
    path = shutil.which(program, path=os.pathsep.join(folders)) if folders else None
    if path is None:
        raise StoreError(f"{program} is not on the PATH")
    return path


class _Limit:
    """Ends a child, and whatever it started, at the time limit, or when nobody reads it any more."""

    def __init__(self, child: "subprocess.Popen[bytes]", seconds: float) -> None:
        """Watch ``child`` for so many seconds."""
        self._child = child
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self.expired = False

    def __enter__(self) -> "_Limit":
        """Start watching."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop watching; a child that nobody waited for (an interrupt came) is ended."""
        self._timer.cancel()
        if self._child.returncode is None:
            kill(self._child)

    def _expire(self) -> None:
        """End the child's process group."""
        self.expired = True
        kill(self._child)


def kill(child: "subprocess.Popen[bytes]") -> None:
    """End a child and what it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _read(child: "subprocess.Popen[bytes]") -> tuple[bytes, bytes]:
    """Return both outputs, each up to its bound; a child that says more is ended."""
    complaints: list[bytes] = []
    reader = threading.Thread(target=lambda: complaints.append(_drain(child.stderr, MAX_COMPLAINT_OCTETS)), daemon=True)
    reader.start()
    output = _bounded(child.stdout, MAX_OUTPUT_OCTETS)
    if len(output) > MAX_OUTPUT_OCTETS:
        kill(child)
    reader.join()
    return output, b"".join(complaints)


def _bounded(stream: IO[bytes] | None, bound: int) -> bytes:
    """Read up to one octet more than the bound."""
    return b"" if stream is None else stream.read(bound + 1)


def _drain(stream: IO[bytes] | None, bound: int) -> bytes:
    """Read to the end, so that the child never waits for us, and keep the beginning."""
    kept = _bounded(stream, bound)
    while stream is not None and stream.read(bound):
        pass
    return kept
