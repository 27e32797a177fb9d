"""The secret or key was cut short on one side.

## What happens
One side holds only the first part of the value. For a shared secret that is another key. A PEM that lost its end does
not parse, or holds a structure that announces more octets than are there.

## Where it comes from
A field with a maximum length in an admin page or a database column, copy and paste of a long line, a shell that
splits the value at a space, a template that keeps one line.
Seen in hyperlocalise/hyperlocalise#735.

## How to fix it
Copy the value again through a file instead of a form or a terminal, and compare length and SHA-256 of the value on
both ends (`wc -c`, `sha256sum`).

Widen the column or field that cut it; otherwise the next secret is cut as well.
"""

from collections.abc import Iterator

from jwtriage.forensics import der, pem
from jwtriage.forensics.secret_forms import is_printable, read_base64
from jwtriage.model.case import Sighting
from jwtriage.model.change import Scene, SecretText, TextChange
from jwtriage.model.finding import Sign

CUT = "without its end"
EVERY_LENGTH = 512
"""Up to this many octets every shorter length is tried, beyond only the usual limits of fields."""
USUAL_LIMITS = (32, 50, 64, 72, 80, 100, 128, 200, 250, 255, 256, 500, 511, 512, 1000, 1023, 1024, 2048, 4095, 4096)
LOST_IN_FRONT = 3
WRAPPING = b" \t\r\n\"'`"
MARKS = b"#$\0"
MARKS_SEEN = (b"#", b"$", b"\0")
INSIDE_BASE64 = 6
"""So many characters of base64 hold the line end of the text inside, padding included."""


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Cut the text at every length; the longest first, for most of a value survives. Texts already cut are not cut again."""
    octets = text.text
    if not text.fresh and _is_cut_or_wrapped(octets, text.sighting):
        return
    for length in _lengths(octets):
        yield TextChange(octets[:length], CUT)
    if text.fresh:
        for lost in range(1, min(LOST_IN_FRONT + 1, len(octets))):
            yield TextChange(octets[lost:], "without its beginning")


def read(scene: Scene) -> Iterator[Sign]:
    """Say when a PEM of the verifier announces more octets than it holds."""
    for sighting in scene.case.sightings:
        if sighting.verifier is not None and _is_short(sighting.text.reveal()):
            yield Sign("the key's structure announces more octets than its text holds: its end is missing", "likely", sighting.origin)


def _lengths(octets: bytes) -> list[int]:
    """Return the lengths to try. Where ``#``, ``$`` or NUL would be the first octet lost, a narrower cause says so; HMAC does not see a final NUL."""
    longest = _longest_cut(octets)
    lengths = range(longest, 0, -1) if len(octets) <= EVERY_LENGTH else [limit for limit in USUAL_LIMITS if limit <= longest]
    if octets.translate(None, MARKS) == octets:
        return list(lengths)
    return [length for length in lengths if octets[length:].lstrip(b" \t")[:1] not in MARKS_SEEN and octets[length - 1] != 0]


def _longest_cut(octets: bytes) -> int:
    """Return the length of the longest text that counts as cut: where nothing but blanks, newlines or quotes is lost, other causes say so.

    That holds for a newline inside base64 as well, which a cut of its last characters would remove.
    """
    core = octets.rstrip(WRAPPING)
    inner = read_base64(core)
    has_line_end_inside = inner is not None and inner.octets[-1:] in (b"\n", b"\r") and is_printable(inner.octets.rstrip(b"\r\n"))
    return len(core) - (INSIDE_BASE64 if has_line_end_inside else 1)


def _is_cut_or_wrapped(octets: bytes, sighting: Sighting | None) -> bool:
    """Tell whether this text begins the one that was seen, or something was put behind that: its prefixes have been tried, or are far-fetched."""
    seen = b"" if sighting is None else sighting.text.reveal()
    return seen.startswith(octets) or (bool(seen) and seen in octets and not octets.endswith(seen))


def _is_short(text: bytes) -> bool:
    if b"BEGIN" not in text:
        return False
    octets = next((pem.der_of(block) for block in pem.blocks(text)), b"")
    declared = der.declared_octets(octets)
    return octets[:1] == b"0" and declared is not None and declared > len(octets)
