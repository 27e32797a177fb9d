"""Reading one file of the operator's, within bounds, with one clear line when that fails."""

import os
import stat
from pathlib import Path

from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.surroundings import Surroundings

MAX_FILE_OCTETS = 10 * 1024 * 1024


def path_of(reference: Reference, surroundings: Surroundings) -> Path:
    """Return the path that a REF means, relative to the folder of this run."""
    return surroundings.folder / reference.path


def read_file(path: Path, place: str) -> bytes:
    """Return the exact octets of a regular file; raise `UnusableReference` naming ``place`` otherwise."""
    try:
        # Opened without blocking, so that a named pipe without a writer cannot hang the run.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            _check(os.fstat(descriptor), place)
            octets = _read(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnusableReference(f"{place}: {_reason(error, path)}") from None
    except ValueError as error:
        raise error if isinstance(error, UnusableReference) else UnusableReference(f"{place}: is not a path") from None
    if len(octets) > MAX_FILE_OCTETS:
        raise UnusableReference(f"{place}: is larger than 10 MiB")
    return octets


def _read(descriptor: int) -> bytes:
    """Read to the end, or one octet past the bound."""
    parts: list[bytes] = []
    remaining = MAX_FILE_OCTETS + 1
    while remaining > 0 and (part := os.read(descriptor, remaining)):
        parts.append(part)
        remaining -= len(part)
    return b"".join(parts)


def _check(status: os.stat_result, place: str) -> None:
    """Refuse what is no regular file or too large."""
    if stat.S_ISDIR(status.st_mode):
        raise UnusableReference(f"{place}: is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise UnusableReference(f"{place}: is not a regular file")
    if status.st_size > MAX_FILE_OCTETS:
        raise UnusableReference(f"{place}: is larger than 10 MiB")


def _reason(error: OSError, path: Path) -> str:
    """Say why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file" + _nearby(path)
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    return (error.strerror or "cannot be read").lower()


def _nearby(path: Path) -> str:
    """Point at a folder that is missing itself; that is the usual slip."""
    return "" if path.parent.is_dir() else f" (there is no folder {path.parent})"
