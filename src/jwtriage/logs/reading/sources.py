"""Which files are meant: a folder means all files in it, a pattern all files that it fits."""

import os
from collections.abc import Iterator
from glob import glob, has_magic

STDIN = "-"


class NoSuchSource(ValueError):
    """A source that was named is not there."""


def expanded(sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that are meant, each once, folder by folder in the order of names; raises `NoSuchSource`.

    A path that is there is taken as it is, even where it looks like a pattern. Links to folders inside folders are not followed.
    """
    return tuple(dict.fromkeys(path for source in sources for path in _meant(source)))


def _meant(source: str) -> Iterator[str]:
    if source == STDIN or (os.path.lexists(source) and not os.path.isdir(source)):
        yield source
    elif os.path.isdir(source):
        yield from _files_in(source)
    else:
        found = sorted(glob(source, recursive=True)) if has_magic(source) else []
        if not found:
            raise NoSuchSource(f"{source}: no such file")
        for path in found:
            yield from _files_in(path) if os.path.isdir(path) else (path,)


def _files_in(folder: str) -> Iterator[str]:
    """Give the regular files below a folder; a folder that cannot be listed is given itself, so that opening it tells why."""
    denied: list[str] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: denied.append(error.filename)):
        folders.sort()
        yield from (path for name in sorted(names) if os.path.isfile(path := os.path.join(root, name)))
    yield from denied
