"""Every file of a tree that may hold a key, within bounds.

Opening and reading a file cost most, so an ordinary file costs one call each of open, read and close; links are not followed, because they could
lead out of the tree that the operator named.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from jwtriage.model.case import Unread
from jwtriage.places.files import MAX_FILE_OCTETS, read_file
from jwtriage.places.reference import UnusableReference
from jwtriage.places.walking.file import FileFound
from jwtriage.places.walking.gitignore import Rules
from jwtriage.places.walking.names import LOCK_FILES, SKIPPED_FOLDERS, is_key_file, is_telling

LARGEST_ORDINARY = 1024 * 1024
"""Octets of an ordinary file; those that keys are kept in may have ten times as many."""
_BINARY_START = 8_192
_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_GITIGNORE = ".gitignore"

Progress = Callable[[str, float], None]
Wanted = Callable[[memoryview], bool]


class _Folder(NamedTuple):
    """A folder to be read. ``relative`` is its path below the top of the repository; ``start`` and ``width`` are its share of the walk."""

    path: str
    relative: str
    rules: Rules | None
    ignored: bool
    start: float
    width: float


def everything(text: memoryview) -> bool:
    """Want each file."""
    return True


class Walk:
    """One walk over a tree: iterate over it once. ``skipped`` counts what is left out, by reason; ``files`` counts what was read."""

    def __init__(self, root: Path, *, every: bool = False, wanted: Wanted = everything, progress: Progress | None = None) -> None:
        """Prepare; ``wanted`` tells of the text of an ordinary file whether it may hold a key, ``every`` leaves nothing out."""
        self.skipped: Counter[str] = Counter()
        self.files = 0
        self._root, self._every, self._wanted = root, every, everything if every else wanted
        self._progress = progress or (lambda stage, share: None)
        self._buffer = memoryview(bytearray((MAX_FILE_OCTETS if every else LARGEST_ORDINARY) + 1))

    def __iter__(self) -> Iterator[FileFound | Unread]:
        """Yield the files below the root (or the root itself) in a stable order."""
        if not self._root.is_dir():
            yield self._key_file(str(self._root))
            return
        pending = [self._first()]
        while pending:
            folder = pending.pop()
            self._progress("reading files", folder.start)
            try:
                names, inner = self._entries(folder)
            except OSError as error:
                yield Unread(folder.path, (error.strerror or "cannot be read").lower())
                continue
            folder = folder._replace(rules=self._rules(folder, names))
            yield from self._read(folder, names)
            pending += reversed(list(self._below(folder, inner)))

    def _first(self) -> _Folder:
        """Return the root, with the rules of the repository in which it lies."""
        above = _folders_above(self._root.resolve()) if not self._every else []
        rules: Rules | None = None
        for number, folder in enumerate(above):
            relative = "".join(f"{each.name}/" for each in above[1 : number + 1])
            rules = _read_rules(str(folder), relative, rules)
        inner = "".join(f"{each.name}/" for each in above[1:]) + (f"{self._root.resolve().name}/" if above else "")
        return _Folder(str(self._root), inner, rules, False, 0.0, 1.0)

    def _entries(self, folder: _Folder) -> tuple[list[str], list[str]]:
        """Return the names of the files and of the folders in a folder."""
        names: list[str] = []
        inner: list[str] = []
        with os.scandir(folder.path) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    names.append(entry.name)
                elif entry.is_dir(follow_symlinks=False):
                    inner.append(entry.name)
                else:
                    self.skipped["links" if entry.is_symlink() else "no files"] += 1
        return sorted(names), sorted(inner)

    def _rules(self, folder: _Folder, names: list[str]) -> Rules | None:
        if _GITIGNORE not in names or folder.ignored or self._every:
            return folder.rules
        return _read_rules(folder.path, folder.relative, folder.rules)

    def _below(self, folder: _Folder, inner: list[str]) -> Iterator[_Folder]:
        """Yield the folders in a folder; in an ignored one only the files are looked for that are made for keys."""
        width = folder.width / (len(inner) or 1)
        for number, name in enumerate(inner):
            if name in SKIPPED_FOLDERS and not self._every:
                self.skipped["folders of tools"] += 1
                continue
            ignored = folder.ignored or (folder.rules is not None and folder.rules.ignores(folder.relative, name, is_folder=True))
            path, relative = _prefix(folder.path) + name, f"{folder.relative}{name}/"
            yield _Folder(path, relative, folder.rules, ignored, folder.start + number * width, width)

    def _read(self, folder: _Folder, names: list[str]) -> Iterator[FileFound | Unread]:
        """Yield the files of a folder that may hold a key."""
        prefix, rules = _prefix(folder.path), folder.rules
        for name in names:
            if is_key_file(name):
                yield self._key_file(prefix + name)
            elif folder.ignored or (rules is not None and rules.ignores(folder.relative, name, is_folder=False)):
                self.skipped["ignored"] += 1
            elif name in LOCK_FILES and not self._every:
                self.skipped["lock files"] += 1
            elif found := self._ordinary(prefix + name, is_telling(name)):
                yield found

    def _key_file(self, place: str) -> FileFound | Unread:
        """Read a file that is made for keys, or that the operator named: one that cannot be read is told."""
        try:
            self.files += 1
            return FileFound(place, Path(place), read_file(Path(place), place))
        except UnusableReference as error:
            return Unread(place, str(error).removeprefix(f"{place}: "))

    def _ordinary(self, place: str, telling: bool) -> FileFound | Unread | None:
        """Read an ordinary file; ``None`` if it holds no key."""
        try:
            descriptor = os.open(place, _OPEN)
            try:
                size = os.readv(descriptor, (self._buffer,))
            finally:
                os.close(descriptor)
        except FileNotFoundError:
            self.skipped["gone meanwhile"] += 1
            return None
        except OSError as error:
            return Unread(place, (error.strerror or "cannot be read").lower())
        self.files += 1
        text = self._buffer[:size]
        return self._candidate(place, text) if telling or size == len(self._buffer) or self._wanted(text) else None

    def _candidate(self, place: str, text: memoryview) -> FileFound | None:
        if len(text) == len(self._buffer):
            self.skipped["too large"] += 1
            return None
        octets = bytes(text)
        if b"\0" in octets[:_BINARY_START] and not self._every:
            self.skipped["binary"] += 1
            return None
        return FileFound(place, Path(place), octets)


def _prefix(folder: str) -> str:
    """Return what stands before a name in a path, as the operator would write it."""
    return "" if folder == "." else folder.rstrip("/") + "/"


def _folders_above(root: Path) -> list[Path]:
    """Return the folders from the top of the repository down to the one above the root; none outside of a repository, or at its top."""
    if (root / ".git").exists():
        return []
    for count, folder in enumerate(root.parents, 1):
        if (folder / ".git").exists():
            return list(reversed(root.parents[:count]))
    return []


def _read_rules(folder: str, relative: str, above: Rules | None) -> Rules | None:
    """Read the ``.gitignore`` of a folder; one that cannot be read ignores nothing."""
    place = _prefix(folder) + _GITIGNORE
    try:
        text = read_file(Path(place), place)[:LARGEST_ORDINARY].decode("utf-8", "surrogateescape")
    except UnusableReference:
        return above
    return Rules(text, relative, above)
