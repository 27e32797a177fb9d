"""A folder as a place of keys: every file in it that holds something like a key, within bounds."""

import os
from collections.abc import Iterator
from pathlib import Path

from jwtriage.model.case import Sighting, Unread
from jwtriage.places import file_place
from jwtriage.places.files import path_of, read_file
from jwtriage.places.keylike import is_key_name, is_key_value
from jwtriage.places.recognise import WHOLE, recognise
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.surroundings import Surroundings

SKIPPED_FOLDERS = frozenset((".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".tox", "vendor", "target", "dist"))
MAX_FILES = 5_000
MAX_FILE_OCTETS = 1024 * 1024
MAX_TOTAL_OCTETS = 64 * 1024 * 1024
MAX_RAW_SECRET_OCTETS = 4_096
_BINARY_KEYS = ("der", "p12", "pfx", "jks", "cer", "crt", "key", "pub")


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return what a path holds: the values of a file, or the keys found below a folder."""
    path = path_of(reference, surroundings)
    return _folder(path, reference, verifier) if path.is_dir() else file_place.read(reference, verifier, surroundings)


def _folder(folder: Path, reference: Reference, verifier: str | None) -> list[Sighting | Unread]:
    """Return the keys found below ``folder``; a file that cannot be read or parsed is an `Unread`."""
    if reference.name is not None:
        raise UnusableReference(f"{reference.place}: is a folder, so #{reference.name} names nothing in it")
    found: list[Sighting | Unread] = []
    remaining = MAX_TOTAL_OCTETS
    for count, path in enumerate(_files(folder)):
        if count >= MAX_FILES or remaining <= 0:
            found.append(Unread(reference.place, f"holds more than {MAX_FILES} files or 64 MiB; the rest was not looked at"))
            break
        place = f"{reference.place.rstrip('/')}/{path.relative_to(folder).as_posix()}"
        octets, entries = _read_one(path, reference._replace(place=place), verifier)
        remaining -= octets
        found.extend(entries)
    if not found:
        raise UnusableReference(f"{reference.place}: no file in this folder holds anything that looks like a key")
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in a stable order. Links to folders are not followed."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
        yield from (Path(parent) / name for name in sorted(names))


def _read_one(path: Path, reference: Reference, verifier: str | None) -> tuple[int, list[Sighting | Unread]]:
    """Return how many octets were read, and what one file holds."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_OCTETS:
            return 0, []
        octets = read_file(path, reference.place)
        if recognise(path.name, octets, reference) == WHOLE and not _is_key_file(path, octets):
            return len(octets), []
        return len(octets), file_place.read_octets(octets, path, reference, verifier, strict=False)
    except UnusableReference as error:
        return 0, [Unread(reference.place, str(error).removeprefix(f"{reference.place}: "))]
    except OSError:
        return 0, [Unread(reference.place, "cannot be read")]


def _is_key_file(path: Path, octets: bytes) -> bool:
    """Tell whether a whole file may be a key: a document by its content, a binary one by its ending, a raw secret by its name or look."""
    if is_key_value(octets.strip()) or (octets[:1] == b"0" and path.suffix[1:].lower() in _BINARY_KEYS):
        return True
    short = 0 < len(octets) <= MAX_RAW_SECRET_OCTETS and b"\n" not in octets.strip()
    return short and is_key_name(path.name) and path.suffix not in (".md", ".py", ".js", ".go", ".ts", ".sh")
