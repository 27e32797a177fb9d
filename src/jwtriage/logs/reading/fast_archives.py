"""The decompressors of the extra ``fast``: gzip twice as fast, and Zstandard."""

from io import BufferedReader
from typing import Any

from isal import isal_zlib
from zstandard import ZstdDecompressor, ZstdError

from jwtriage.logs.reading.gzip_members import GzipMembers

LARGEST_WINDOW = 1 << 27
"""Octets that a Zstandard stream may want kept: what its own tool allows."""
_isal_error: Any = isal_zlib.error
ERRORS: tuple[type[Exception], ...] = (_isal_error, ZstdError)


def gzip(stream: BufferedReader) -> GzipMembers:
    """Decompress gzip; raises `EOFError`, and `ERRORS`."""
    return GzipMembers(stream, isal_zlib.decompressobj)


def zstandard(stream: BufferedReader) -> Any:
    """Decompress Zstandard; raises `ERRORS`, and says nothing of a stream that is cut."""
    return ZstdDecompressor(max_window_size=LARGEST_WINDOW).stream_reader(stream, read_across_frames=True)
