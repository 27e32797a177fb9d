"""In which form a shared secret is written: base64 of either alphabet, hexadecimal, text. Told from the shape alone, without a guess at the meaning.

These are the questions that several causes ask about the same text; none of them decides whether a key is acceptable.
"""

from binascii import b2a_base64, unhexlify
from functools import lru_cache
from typing import NamedTuple

from jwtriage.forensics import loose_base64

BOM = b"\xef\xbb\xbf"
"""The byte order mark U+FEFF in UTF-8."""

STANDARD_MARKS = b"+/"
URL_MARKS = b"-_"
"""The characters in which the two alphabets of RFC 4648 (sections 4 and 5) differ."""

TO_URL = bytes.maketrans(STANDARD_MARKS, URL_MARKS)
TO_STANDARD = bytes.maketrans(URL_MARKS, STANDARD_MARKS)

_LETTERS_AND_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_MARKS = STANDARD_MARKS + URL_MARKS
_HEX_DIGITS = b"0123456789abcdefABCDEF"
SMALLEST_KEY_OCTETS = 16


class Base64Text(NamedTuple):
    """Text that is base64 through and through: what it spells, and the characters by which its alphabet shows (``b""`` if it does not)."""

    octets: bytes
    marks: bytes
    padded: bool

    def __repr__(self) -> str:
        """Show nothing of the secret."""
        return "Base64Text(…)"


@lru_cache(maxsize=16)  # several causes ask about one text, one after the other
def read_base64(text: bytes) -> Base64Text | None:
    """Read ``text`` as base64 of either alphabet, padded or not, also in lines of one length; ``None`` if anything about it is not base64.

    The last character must be canonical (no set bits after the last octet, RFC 4648 section 3.5): most words that merely consist
    of letters fail there.
    """
    core = _unwrapped(text) if b"\n" in text else text
    digits = core.rstrip(b"=")
    marks = digits.translate(None, _LETTERS_AND_DIGITS)
    if len(core) - len(digits) > 2 or len(digits) % 4 == 1 or len(digits) < 2 or marks.translate(None, _MARKS):
        return None
    octets = loose_base64.decode(digits)
    if b2a_base64(octets, newline=False).rstrip(b"=")[-1:] != digits[-1:].translate(TO_STANDARD):
        return None
    return Base64Text(octets, marks, len(core) > len(digits))


def read_printed_base64(text: bytes) -> Base64Text | None:
    """Read base64 as `read_base64` does, also as ``echo … | base64`` prints it: with one line end in the text inside and another behind.

    One line end alone, inside or behind, is not overlooked: it is then the one difference to be named.
    """
    found = read_base64(text)
    if found is None and text.endswith(b"\n"):
        found = read_base64(text.rstrip(b"\r\n"))
        return found if found is not None and found.octets.endswith(b"\n") else None
    return found


def _unwrapped(text: bytes) -> bytes:
    """Join lines of one length, the last one shorter or equal; other text stays as it is (and is no base64 then)."""
    lines = text.split(b"\n")
    width = len(lines[0])
    regular = width >= 4 and all(len(line) == width for line in lines[:-1]) and 0 < len(lines[-1]) <= width
    return b"".join(lines).replace(b"\r", b"") if regular else text


def is_phrase(text: bytes) -> bool:
    """Tell whether ``text`` is letters with at most hyphens and underscores between: words that a person chose, not base64 of random octets.

    Base64 of 32 random octets is without a digit once in a thousand.
    """
    return text.translate(None, URL_MARKS).isalpha()


def is_printable(octets: bytes) -> bool:
    """Tell whether ``octets`` are printable ASCII on one line, as keys that are typed or copied mostly are; empty is not."""
    return octets.isascii() and octets.decode("ascii").isprintable() and bool(octets)


def read_hex(text: bytes) -> bytes | None:
    """Return the octets of pairs of hexadecimal digits in either case, without prefix or separators; ``None`` for anything else."""
    if not text or len(text) % 2 or text.translate(None, _HEX_DIGITS):
        return None
    return unhexlify(text)


def is_key_length(octets: bytes) -> bool:
    """Tell whether there are enough octets for a key: 128 bits, which no word reaches that merely looks hexadecimal."""
    return len(octets) >= SMALLEST_KEY_OCTETS


def read_utf8(octets: bytes) -> str | None:
    """Return the text that ``octets`` are in UTF-8, ``None`` if they are none."""
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return None
