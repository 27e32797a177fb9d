"""Compressed logs, known by their first octets: gzip, bzip2, xz, and Zstandard with the extra ``fast``, which also has the faster gzip."""

import bz2
import errno
import lzma
import zlib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from io import BufferedReader
from typing import NamedTuple, Protocol

from jwtriage.logs.reading.gzip_members import GzipMembers
from jwtriage.logs.reading.zstd_frames import is_whole
from jwtriage.logs.scan import Readable

LONGEST_MAGIC = 6
_fast = import_module("jwtriage.logs.reading.fast_archives") if find_spec("isal") and find_spec("zstandard") else None
_DAMAGED: tuple[type[Exception], ...] = (OSError, zlib.error, lzma.LZMAError, ValueError, *(_fast.ERRORS if _fast else ()))


class BrokenLog(OSError):
    """The rest of a log cannot be read; ``strerror`` says why."""

    def __init__(self, why: str) -> None:
        super().__init__(errno.EIO, why)


class Decompressor(Protocol):
    """A file object of a compressed file."""

    def readinto1(self, buffer: memoryview, /) -> int:
        """Fill the buffer as far as one step does, so that nothing is lost where the next one fails."""


class _Form(NamedTuple):
    """One form of compression."""

    name: str
    magic: bytes
    open: Callable[[BufferedReader], Decompressor]


class Archive:
    """A compressed stream; raises `BrokenLog` where it is cut or damaged, after all that could be read before."""

    def __init__(self, name: str, stream: Decompressor, is_whole: Callable[[], bool]) -> None:
        """Wrap a decompressor; ``is_whole`` is asked at its end."""
        self._name, self._stream, self._is_whole = name, stream, is_whole

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer."""
        try:
            count = self._stream.readinto1(buffer)
        except EOFError:
            raise BrokenLog(f"the {self._name} archive is cut: what is behind the cut was not read") from None
        except _DAMAGED:
            raise BrokenLog(f"the {self._name} archive is damaged: what is behind the damage was not read") from None
        if not count and not self._is_whole():
            raise BrokenLog(f"the {self._name} archive is cut: what is behind the cut was not read")
        return count


def opened(stream: BufferedReader) -> Readable | None:
    """Return the text of a compressed stream, ``None`` for one that is not; raises `BrokenLog` for a form that cannot be read here."""
    start = stream.peek(LONGEST_MAGIC)[:LONGEST_MAGIC]
    form = next((form for form in _FORMS if start.startswith(form.magic)), None)
    if form is None:
        return None
    whole = (lambda: is_whole(stream)) if form.name == "Zstandard" else (lambda: True)
    return Archive(form.name, form.open(stream), whole)


def _gzip(stream: BufferedReader) -> Decompressor:
    made: Decompressor = _fast.gzip(stream) if _fast else GzipMembers(stream)
    return made


def _zstandard(stream: BufferedReader) -> Decompressor:
    if _fast is None:
        raise BrokenLog("Zstandard archives need the extra fast: pip install 'jwtriage[fast]'")
    made: Decompressor = _fast.zstandard(stream)
    return made


_FORMS = (
    _Form("gzip", b"\x1f\x8b", _gzip),
    _Form("bzip2", b"BZh", bz2.BZ2File),
    _Form("xz", b"\xfd7zXZ\x00", lzma.LZMAFile),
    _Form("Zstandard", b"\x28\xb5\x2f\xfd", _zstandard),
)
