"""How the layout of a PEM block differs from the strict one of RFC 7468 (figure 3)."""

import re
from collections.abc import Iterator

from jwtriage.forensics import loose_base64
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.pem import LINE, Block, block_text

_BLANKS = b" \t"
_BASE64_TEXT = loose_base64.ALPHABET + b"-_= \t\r\n\f\v"


def layout_observations(text: bytes, block: Block, octets: bytes) -> list[Observation]:
    """Describe the layout of ``block`` of ``text``, whose body spells ``octets``; empty for the strict layout."""
    strict = block_text(block.label, _padded(octets)) if block.label else b""
    if strict and text.replace(b"\r\n", b"\n") in (strict, strict.removesuffix(b"\n")):
        return []
    return [*_markers(block), *_surroundings(text, block), *_lines(text, block), *_alphabet(block)]


def _padded(octets: bytes) -> bytes:
    encoded = loose_base64.encode(octets)
    return encoded + b"=" * (-len(encoded) % 4)


def _markers(block: Block) -> Iterator[Observation]:
    """Describe lost and damaged BEGIN and END lines."""
    lost = "pem-header-missing-or-damaged"
    if not block.label or not block.end_label:
        yield Observation(lost, "the BEGIN line is missing" if not block.label else "the END line is missing")
    elif block.label != block.end_label:
        yield Observation(lost, f"BEGIN says {block.label}, END says {block.end_label}")
    for marker, word, label in ((block.begin, "BEGIN", block.label), (block.end, "END", block.end_label)):
        if marker and marker != f"-----{word} {label}-----".encode():
            yield Observation(lost, f"the {word} line is damaged: five hyphens on each side, capitals and single blanks are wanted")


def _surroundings(text: bytes, block: Block) -> Iterator[Observation]:
    """Describe text around the block and header lines in it."""
    if block.header_lines:
        yield Observation("pem-header-lines", "header lines stand before the base64, as old encodings had them")
    before, after = text[: block.start], text[block.stop :]
    if _words(before) or _words(after):
        yield Observation("pem-explanatory-text", "other text stands before or after the block")
    if before and not before.strip() and not _indented(text, block):
        yield Observation("secret-outer-whitespace", "white space stands before the BEGIN line")
    if block.end_label and not after.strip() and after not in (b"", b"\n", b"\r\n", b"\r"):
        yield Observation("secret-trailing-newline", "empty lines or blanks stand after the END line")


def _words(text: bytes) -> bool:
    return bool(text.strip()) and b"-----BEGIN" not in text


def _lines(text: bytes, block: Block) -> Iterator[Observation]:
    """Describe line ends and line lengths of the body."""
    body = block.base64
    whole = text[block.start : block.stop]
    if b"\r" in whole.replace(b"\r\n", b""):
        yield Observation("pem-wrong-line-ending", "lines end in a bare CR")
    lines = _lines_of(body)
    if re.search(rb"^[ \t]+\S", b"\n" + whole, re.MULTILINE) or _folded(lines) or _indented(text, block):
        yield Observation("pem-indented-or-folded", "blanks stand before its lines or instead of its line breaks")
    elif any(line != line.rstrip(_BLANKS) for line in lines):
        yield Observation("pem-trailing-blanks", "blanks stand at the ends of its lines")
    if _joined(body, lines, block):
        yield Observation("pem-lines-joined", "its lines are joined, or cut elsewhere than after 64 characters")
    if any(not line.strip() for line in lines) and len(lines) > 1:
        yield Observation("pem-blank-lines", "empty lines stand in it")


def _lines_of(body: bytes) -> list[bytes]:
    """Return the lines between the markers, without the rest of the BEGIN line and what stands before END."""
    lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    first = 1 if len(lines) > 1 and not lines[0].strip() else 0
    last = -1 if len(lines) > first + 1 and not lines[-1].strip() else len(lines)
    return lines[first:last]


def _folded(lines: list[bytes]) -> bool:
    """Tell whether blanks stand where line breaks were."""
    return any(len(line.split()) > 1 for line in lines) or (len(lines) == 1 and lines[0] != lines[0].strip(_BLANKS))


def _indented(text: bytes, block: Block) -> bool:
    """Tell whether blanks stand before the BEGIN line."""
    before = text[max(0, block.start - 80) : block.start]
    return before.endswith((b" ", b"\t")) and not before.rpartition(b"\n")[2].strip()


def _joined(body: bytes, lines: list[bytes], block: Block) -> bool:
    """Tell whether the base64 is not cut into lines of 64 characters, or hangs on a marker."""
    kept = [len(line.strip()) for line in lines if line.strip()]
    glued = bool(block.begin and body and body[:1] not in b"\r\n \t") or bool(block.end and body and body[-1:] not in b"\r\n \t")
    blanks = any(len(line.split()) > 1 for line in lines)
    uneven = any(length != LINE for length in kept[:-1]) or any(length > LINE for length in kept[-1:])
    return glued or (uneven and not blanks)


def _alphabet(block: Block) -> Iterator[Observation]:
    """Describe characters of the body that are no standard base64."""
    body = block.base64
    if b"-" in body or b"_" in body:
        yield Observation("pem-urlsafe-alphabet", "the url-safe base64 alphabet (- and _) is used")
    if body.translate(None, _BASE64_TEXT):
        yield Observation("pem-foreign-characters", "characters that are no base64 stand in it")
    kept = len(loose_base64.characters(body))
    if kept % 4 == 1 or body.count(b"=") != -kept % 4:
        yield Observation("pem-padding", "the padding at the end of the base64 is missing, wrong or misplaced")
