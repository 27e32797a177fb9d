"""Gzip, member by member (RFC 1952, 2.2): unlike `gzip.GzipFile` and its faster kin it gives all text that stands before a cut."""

import zlib
from collections.abc import Callable
from io import BufferedReader
from typing import Any

PIECE = 1 << 16
"""Compressed octets that are read at once."""
_WITH_HEADER = 31
"""``wbits`` of zlib for a window of any size behind a gzip header, whose checksum is compared."""


class GzipMembers:
    """Decompresses a gzip stream; raises `EOFError` where it is cut, and the error of the decompressor where it is damaged."""

    def __init__(self, stream: BufferedReader, decompressor: Callable[[int], Any] = zlib.decompressobj) -> None:
        """Read from a stream with a decompressor that works as `zlib.decompressobj`."""
        self._stream, self._make = stream, decompressor
        self._member = decompressor(_WITH_HEADER)
        self._held = b""

    def readinto1(self, buffer: memoryview, /) -> int:
        """Fill the buffer as far as one step does; 0 at the end."""
        while True:
            octets = self._held or self._stream.read1(PIECE)
            if self._member.eof:
                octets = octets.lstrip(b"\0")
                if not octets:
                    return 0
                self._member = self._make(_WITH_HEADER)
            text = self._member.decompress(octets, len(buffer))
            self._held = self._member.unused_data or self._member.unconsumed_tail
            if text:
                buffer[: len(text)] = text
                return len(text)
            if not octets and not self._member.eof:
                raise EOFError
