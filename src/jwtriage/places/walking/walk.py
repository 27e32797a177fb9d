"""Every file of a tree that may hold a key, within bounds."""

import os
from collections.abc import Iterator
from pathlib import Path

from jwtriage.model.case import Unread
from jwtriage.places.files import read_file
from jwtriage.places.reference import UnusableReference
from jwtriage.places.walking.file import FileFound

SKIPPED_FOLDERS = frozenset((".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".tox"))
LARGEST = 1024 * 1024


def walk(root: Path, *, every: bool = False) -> Iterator[FileFound | Unread]:
    """Yield the files below ``root`` (or ``root`` itself) in a stable order; ``every`` leaves nothing out."""
    if not root.is_dir():
        yield _read(root)
        return
    for parent, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if every or name not in SKIPPED_FOLDERS)
        for path in (Path(parent) / name for name in sorted(names)):
            if path.is_file() and path.stat().st_size <= LARGEST:
                yield _read(path)


def _read(path: Path) -> FileFound | Unread:
    try:
        return FileFound(str(path), path, read_file(path, str(path)))
    except UnusableReference as error:
        return Unread(str(path), str(error).removeprefix(f"{path}: "))
