"""Every file of a tree that may hold a key, within bounds. Links are not followed: they could lead out of the tree that the operator named."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jwtriage.model.case import Unread
from jwtriage.places.files import read_file
from jwtriage.places.reference import UnusableReference
from jwtriage.places.walking.file import FileFound
from jwtriage.places.walking.gitignore import Rules
from jwtriage.places.walking.names import LOCK_FILES, SKIPPED_FOLDERS, is_key_file, is_telling
from jwtriage.places.walking.reading import LARGEST_ORDINARY, Reading, Task, Wanted, everything, reason

_GITIGNORE = ".gitignore"
BATCH = 512
LARGE_TREE = 4_096
"""From so many files on, a second process is worth its start."""

Progress = Callable[[str, float], None]


class _Folder(NamedTuple):
    """A folder to be read. ``relative`` is its path below the top of the repository; ``start`` and ``width`` are its share of the walk."""

    path: str
    relative: str
    rules: Rules | None
    ignored: bool
    start: float
    width: float


class Walk:
    """One walk over a tree: iterate over it once."""

    def __init__(self, root: Path, *, every: bool = False, wanted: Wanted = everything, progress: Progress | None = None, processes: int = 1) -> None:
        """Prepare; ``wanted`` tells of the text of an ordinary file whether it may hold a key, ``every`` leaves nothing out.

        With two ``processes`` a second one reads beside this one, if the tree is large.
        """
        self._reading = Reading(wanted, every=every)
        self._root, self._every, self._wanted = root, every, wanted
        self._two = processes > 1 and not every
        self._progress = progress or (lambda stage, share: None)
        self._unread: list[Unread] = []

    @property
    def skipped(self) -> Counter[str]:
        """What was left out, counted by reason."""
        return self._reading.skipped

    @property
    def files(self) -> int:
        """How many files were read."""
        return self._reading.files

    def __iter__(self) -> Iterator[FileFound | Unread]:
        """Yield the files below the root (or the root itself) in a stable order, and at the end the folders that cannot be read."""
        if not self._root.is_dir():
            yield self._reading.key_file(str(self._root))
            return
        tasks = self._tasks()
        yield from filter(None, map(self._reading.read, islice(tasks, LARGE_TREE) if self._two else tasks))
        if self._two and (batch := list(islice(tasks, BATCH))):
            yield from self._beside(batch, tasks)
        yield from self._unread

    def _beside(self, batch: list[Task], tasks: Iterator[Task]) -> Iterator[FileFound | Unread]:
        """Read the rest with a second process; its module is loaded here, as most trees are small."""
        helper = import_module("jwtriage.places.walking.helper")
        yield from helper.read_with_helper(_batches(batch, tasks), self._reading, self._wanted)

    def _tasks(self) -> Iterator[Task]:
        """Yield the files to be read, folder by folder."""
        pending = [self._first()]
        while pending:
            folder = pending.pop()
            self._progress("reading files", folder.start)
            try:
                names, inner = self._entries(folder)
            except OSError as error:
                self._unread.append(Unread(folder.path, reason(error)))
                continue
            folder = folder._replace(rules=self._rules(folder, names))
            yield from self._of(folder, names)
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

    def _of(self, folder: _Folder, names: list[str]) -> Iterator[Task]:
        """Yield the files of a folder that are read."""
        prefix, rules = _prefix(folder.path), folder.rules
        for name in names:
            if is_key_file(name):
                yield prefix + name, True, True
            elif folder.ignored or (rules is not None and rules.ignores(folder.relative, name, is_folder=False)):
                self.skipped["ignored"] += 1
            elif name in LOCK_FILES and not self._every:
                self.skipped["lock files"] += 1
            else:
                yield prefix + name, False, is_telling(name)


def _batches(first: list[Task], tasks: Iterator[Task]) -> Iterator[list[Task]]:
    batch = first
    while batch:
        yield batch
        batch = list(islice(tasks, BATCH))


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
