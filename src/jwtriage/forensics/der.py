"""DER (ITU-T X.690) walked with strict bounds: enough to tell what a key file holds, never to trust it."""

from typing import NamedTuple

INTEGER, BIT_STRING, OCTET_STRING, OBJECT_IDENTIFIER, SEQUENCE, SET = 0x02, 0x03, 0x04, 0x06, 0x30, 0x31
MEMBERS = 32
"""At most this many members of one element are looked at."""


class Element(NamedTuple):
    """One element: its tag, its content, and the whole of it with tag and length."""

    tag: int
    content: bytes
    whole: bytes

    def __repr__(self) -> str:
        """Show the tag, never the content: it may be a private number."""
        return f"Element({self.tag:#x})"

    @property
    def number(self) -> int:
        """The value of an INTEGER (big-endian two's complement)."""
        return int.from_bytes(self.content, "big", signed=True)


def first(data: bytes) -> Element | None:
    """Return the element that ``data`` begins with, or ``None`` when its length is not definite, not minimal or beyond the end."""
    header = _header(data)
    if header is None:
        return None
    start, length = header
    end = start + length
    return Element(data[0], data[start:end], data[:end]) if end <= len(data) else None


def declared_octets(data: bytes) -> int | None:
    """Return how many octets the first element claims to have, whether or not they are there."""
    header = _header(data)
    return None if header is None else header[0] + header[1]


def _header(data: bytes) -> tuple[int, int] | None:
    """Read tag and length: where the content begins, and how many octets it claims."""
    if len(data) < 2 or data[0] & 0x1F == 0x1F:
        return None
    if data[1] < 0x80:
        return 2, data[1]
    size = data[1] & 0x7F
    length = int.from_bytes(data[2 : 2 + size], "big")
    minimal = 1 <= size <= 4 and len(data) >= 2 + size and data[2] != 0 and length >= 0x80
    return (2 + size, length) if minimal else None


def members(element: Element | None) -> list[Element]:
    """Return the elements inside ``element`` up to the first that is not sound; none for ``None``."""
    found: list[Element] = []
    rest = element.content if element is not None else b""
    while rest and len(found) < MEMBERS:
        member = first(rest)
        if member is None:
            return found
        found.append(member)
        rest = rest[len(member.whole) :]
    return found


def tags(elements: list[Element]) -> list[int]:
    """Return the tags of ``elements``."""
    return [element.tag for element in elements]


def encode(tag: int, content: bytes) -> bytes:
    """Return ``content`` under ``tag`` with a definite, minimal length."""
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def encode_integer(number: int) -> bytes:
    """Return ``number`` (not negative) as an INTEGER."""
    return encode(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))
