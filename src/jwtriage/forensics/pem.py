"""PEM (RFC 7468) of any damage: find the blocks, take their bodies, write them soundly.

The functions are small and pure; the causes of the family ``pem`` are built from them. Reading is linear in the text.
"""

import re
from binascii import b2a_base64
from itertools import islice
from typing import NamedTuple

from jwtriage.forensics import loose_base64
from jwtriage.forensics.structure import LABELS, public_from, structure_of

__all__ = [
    "LABELS",
    "Block",
    "armour",
    "bare_der",
    "block_text",
    "blocks",
    "body_of",
    "der_of",
    "is_strict",
    "public_from",
    "relabelled",
    "rewrapped",
    "structure_of",
]

LIMIT = 1 << 20
"""Longer texts are not looked into."""

BLOCKS_LIMIT = 200
"""At most this many blocks of one text are read (a JWKS has the same bound)."""

LINE = 64
"""Base64 characters on a full line (RFC 7468, section 2)."""

OTHER_LABELS = (
    "ANY PRIVATE KEY",
    "ATTRIBUTE CERTIFICATE",
    "CMS",
    "DH PARAMETERS",
    "DSA PARAMETERS",
    "DSA PRIVATE KEY",
    "DSA PUBLIC KEY",
    "EC PARAMETERS",
    "EC PUBLIC KEY",
    "ED25519 CERT",
    "ED25519 PRIVATE KEY",
    "ED25519 PUBLIC KEY",
    "NEW CERTIFICATE REQUEST",
    "OPENSSH PRIVATE KEY",
    "OPENSSH PUBLIC KEY",
    "PGP PRIVATE KEY BLOCK",
    "PGP PUBLIC KEY BLOCK",
    "PKCS7",
    "SSH2 PUBLIC KEY",
    "TRUSTED CERTIFICATE",
    "X509 CERTIFICATE",
    "X509 CRL",
)
"""Labels seen in the wild beside those of `LABELS`."""

_BY_LETTERS = {label.replace(" ", ""): label for label in (*LABELS.values(), *OTHER_LABELS)}
_DASHES = b"-"
_BLANK = rb"[ \t_+]{0,3}"
_NAMES = b"|".join(label.encode().replace(b" ", _BLANK) for label in sorted(_BY_LETTERS.values(), key=len, reverse=True))
_MARKER = re.compile(rb"(BEGIN|END)" + _BLANK + rb"(" + _NAMES + rb")", re.IGNORECASE)
_LETTERS = re.compile(rb"[A-Z0-9]+")
_HEADER_LINE = re.compile(rb"^[ \t]*[A-Za-z][A-Za-z0-9-]{0,40}:[^\r\n]*(?:\r\n?|\n|$)(?:[ \t]+[^\r\n]*(?:\r\n?|\n|$))*", re.MULTILINE)
_STRICT = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\r?\n((?:[A-Za-z0-9+/]{64}\r?\n)*[A-Za-z0-9+/]{1,64}={0,2}\r?\n)-----END \1-----(?:\r?\n)?")


class Block(NamedTuple):
    """One block as found, however damaged.

    ``label`` and ``end_label`` are upper-case, ``""`` where the marker is missing. ``begin`` and ``end`` are the markers' own octets with
    their dashes. ``body`` is what stands between them, header lines (RFC 1421) and white space included.
    ``start`` and ``stop`` are its place in the text.
    """

    label: str
    end_label: str
    begin: bytes
    body: bytes
    end: bytes
    start: int
    stop: int

    def __repr__(self) -> str:
        """Show the label, never the body: it may be a private key."""
        return f"Block({self.label!r})"

    @property
    def header_lines(self) -> bytes:
        """The lines such as ``Proc-Type: 4,ENCRYPTED`` that old encodings put before the base64 (RFC 1421, section 4.6)."""
        return b"".join(match[0] for match in _HEADER_LINE.finditer(self.body)) if b":" in self.body else b""

    @property
    def base64(self) -> bytes:
        """The body without header lines: base64 text, white space and damage included."""
        return _HEADER_LINE.sub(b"", self.body) if b":" in self.body else self.body


class _Marker(NamedTuple):
    """One BEGIN or END with its label and the dashes around it."""

    kind: bytes
    label: str
    start: int
    stop: int


def blocks(text: bytes) -> list[Block]:
    """Find the blocks of ``text``. A missing BEGIN or END is tolerated: the block then reaches to the next marker or the text's edge."""
    if len(text) > LIMIT:
        return []
    found: list[Block] = []
    markers = _markers(text)
    position = edge = 0
    while position < len(markers):
        marker, following = markers[position], markers[position + 1] if position + 1 < len(markers) else None
        paired = marker.kind == b"BEGIN" and following is not None and following.kind == b"END"
        found.append(_block(text, marker, following, edge))
        edge = found[-1].stop
        position += 2 if paired else 1
    return found


def _markers(text: bytes) -> list[_Marker]:
    """Find the markers: BEGIN or END and a known label, in either case, with whatever dashes are left and blanks lost or written as + or _."""
    found = []
    for match in islice(_MARKER.finditer(text), 2 * BLOCKS_LIMIT):
        label = b"".join(_LETTERS.findall(match[2].upper())).decode("ascii")
        found.append(_Marker(match[1].upper(), _BY_LETTERS[label], *_widened(text, match.start(), match.end())))
    return found


def _widened(text: bytes, start: int, stop: int) -> tuple[int, int]:
    """Take in the dashes on both sides, and a blank between them and the word; at most ten dashes each."""
    before = text[max(0, start - 11) : start].rstrip(b" ")
    after = text[stop : stop + 11].lstrip(b" ")
    left = len(before) - len(before.rstrip(_DASHES))
    right = len(after) - len(after.lstrip(_DASHES))
    start -= left + (min(11, start) - len(before)) if left else 0
    stop += right + (len(text[stop : stop + 11]) - len(after)) if right else 0
    return start, stop


def _block(text: bytes, marker: _Marker, following: _Marker | None, edge: int) -> Block:
    """Make the block that ``marker`` opens, or closes when it is an END without a BEGIN."""
    if marker.kind == b"END":
        return Block("", marker.label, b"", text[edge : marker.start], text[marker.start : marker.stop], edge, marker.stop)
    begin = text[marker.start : marker.stop]
    if following is not None and following.kind == b"END":
        end = text[following.start : following.stop]
        return Block(marker.label, following.label, begin, text[marker.stop : following.start], end, marker.start, following.stop)
    stop = following.start if following is not None else len(text)
    return Block(marker.label, "", begin, text[marker.stop : stop], b"", marker.start, stop)


def body_of(text: bytes) -> bytes | None:
    """Return the base64 characters of the first block's body (standard alphabet, nothing else), ``None`` without a block."""
    found = blocks(text)
    return loose_base64.characters(found[0].base64) if found else None


def der_of(block: Block) -> bytes:
    """Return the octets that the body spells, leniently decoded; empty when there are none."""
    return loose_base64.decode(block.base64)


def bare_der(text: bytes) -> bytes | None:
    """Return the DER that ``text`` spells as base64 without markers, or with markers beyond recognition; ``None`` if it is no key structure."""
    if len(text) > LIMIT:
        return None
    lines = [line for line in text.splitlines() if b"--" not in line]
    octets = loose_base64.decode(b"".join(lines))
    return octets if structure_of(octets) is not None else None


def armour(label: str, der: bytes) -> bytes:
    """Write ``der`` under ``label`` in the strict layout of RFC 7468 (figure 3): 64 columns, LF, a final LF."""
    encoded = b2a_base64(der, newline=False)
    return block_text(label, encoded)


def block_text(label: str, base64: bytes) -> bytes:
    """Write base64 characters under ``label`` in the strict layout; they are not decoded."""
    lines = [base64[start : start + LINE] for start in range(0, len(base64), LINE)]
    name = label.encode("ascii")
    return b"\n".join([b"-----BEGIN %s-----" % name, *lines, b"-----END %s-----" % name, b""])


def rewrapped(text: bytes) -> bytes | None:
    """Return the first block with its lines as they should be and its label kept; ``None`` without a block. Padding is written anew."""
    found = blocks(text)
    if not found or not found[0].label:
        return None
    encoded = loose_base64.characters(found[0].base64)
    return block_text(found[0].label, encoded + b"=" * (-len(encoded) % 4))


def relabelled(text: bytes) -> bytes | None:
    """Return the first block, or the bare base64, under the label that its structure asks for; ``None`` if it holds no known structure."""
    found = blocks(text)
    der = der_of(found[0]) if found else bare_der(text)
    label = LABELS.get(structure_of(der) or "") if der else None
    return armour(label, der) if label and der else None


def is_strict(text: bytes, label: str = "PUBLIC KEY") -> bool:
    """Tell whether ``text`` is one block under ``label`` in the strict layout (RFC 7468, figure 3; LF or CRLF), and nothing else."""
    match = _STRICT.fullmatch(text) if len(text) <= LIMIT else None
    return match is not None and match[1].decode("ascii") == label and len(loose_base64.characters(match[2])) % 4 != 1
