"""Where a report goes: stdout or a file, coloured only on a terminal."""

from __future__ import annotations

import os
import stat
import sys

from jwtriage.cli.unusable import Unusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def wants_colour(arguments: Namespace) -> bool:
    """Tell whether stdout is a terminal that nobody asked to be plain (https://no-color.org)."""
    return not (arguments.no_color or arguments.output or os.environ.get("NO_COLOR")) and sys.stdout.isatty()


def deliver(text: str, path: str | None) -> None:
    """Write a finished report to stdout, or to ``path`` if there is one."""
    try:
        if path is None:
            sys.stdout.write(text)
            sys.stdout.flush()
        else:
            write_file(path, text.encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unusable(f"{path or 'standard output'}: {error.strerror or 'cannot be written'}") from None


def write_file(path: str, octets: bytes, *, replace: bool = True) -> None:
    """Write a file readable by its owner only, whole or not at all; a device or a pipe is written to as it is.

    Without ``replace`` an existing file raises `FileExistsError` and stays as it is.
    """
    if replace and os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        with open(path, "wb") as stream:
            stream.write(octets)
        return
    target = os.path.realpath(path) if replace else path
    beside = f"{target}.{os.urandom(6).hex()}"
    try:
        _write_new(beside, octets)
        (os.replace if replace else os.link)(beside, target)
    finally:
        if os.path.lexists(beside):
            os.unlink(beside)


def _write_new(path: str, octets: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with open(descriptor, "wb") as stream:
        stream.write(octets)
        stream.flush()
        os.fsync(descriptor)
