"""The timeline as a PNG picture of bars alone (ISO/IEC 15948): Markdown readers refuse SVG in an address, and know PNG."""

from __future__ import annotations

from base64 import b64encode
from struct import pack
from zlib import compress, crc32

from jwtriage.report.sparkline import added_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MOST_BARS = 120
BAR_WIDTH, HEIGHT = 5, 96
"""Pixels of one bar with the gap behind it, and of the field."""
_WHITE, _GREY, _RED = 0, 1, 2
_PALETTE = b"\xff\xff\xff\xb8\xc0\xcc\xc0\x39\x2b"
_INDEXED = 3
"""The colour type of a picture with a palette."""


def data_uri(timeline: Mapping[str, Any]) -> str:
    """Return the picture of the member ``timeline`` of a report as a ``data:`` address."""
    return "data:image/png;base64," + b64encode(png(timeline)).decode()


def png(timeline: Mapping[str, Any]) -> bytes:
    """Draw the rejections in red, the accepted requests in grey on top of them."""
    rejected, accepted = (added_up(timeline[name], MOST_BARS) for name in ("rejected", "accepted"))
    most = max((below + above for below, above in zip(rejected, accepted, strict=True)), default=0) or 1
    columns = [(_pixels(below, most), _pixels(below + above, most)) for below, above in zip(rejected, accepted, strict=True)]
    rows = b"".join(b"\0" + _row(columns, HEIGHT - row) for row in range(HEIGHT))
    header = pack(">IIBBBBB", max(1, len(columns)) * BAR_WIDTH, HEIGHT, 8, _INDEXED, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", _PALETTE), (b"IDAT", compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _pixels(value: int, most: int) -> int:
    """Return a height; what is not zero is seen."""
    return max(1, HEIGHT * value // most) if value else 0


def _row(columns: list[tuple[int, int]], height: int) -> bytes:
    """Return the pixels at one height above the ground."""
    colours = (_RED if height <= red else _GREY if height <= top else _WHITE for red, top in columns)
    return b"".join(bytes((colour,)) * (BAR_WIDTH - 1) + b"\0" for colour in colours) or bytes(BAR_WIDTH)


def _chunk(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", crc32(name + body))
