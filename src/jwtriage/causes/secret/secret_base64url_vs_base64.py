"""The secret is decoded with the wrong base64 alphabet.

## What happens
The value holds `-` or `_` (the URL alphabet) or `+` or `/` (the standard one). One decoder maps them, a lenient one
drops them without a word, a strict one refuses. Two lenient decoders then hold keys of different lengths.

## Where it comes from
Python's `base64.b64decode` skips characters it does not know, Node's `Buffer.from(text, 'base64')` reads both
alphabets, the decoders of Java, Go and PHP come in two variants each.
Seen in joken-elixir/joken#126, googleapis/php-jwt#87, PostgREST/postgrest#772.

## How to fix it
Decode with the alphabet in which the value is written (`base64.urlsafe_b64decode`, `Base64.getUrlDecoder()`) on every
side, or store the secret in hexadecimal.

Where a decoder has a strict mode, switch it on: an error at the start is cheaper than another key.
"""

from base64 import b64encode
from collections.abc import Iterator

from jwtriage.forensics import loose_base64
from jwtriage.forensics.secret_forms import STANDARD_MARKS, TO_STANDARD, TO_URL, URL_MARKS, is_phrase, read_base64
from jwtriage.model.change import SecretText, TextChange

ENCODINGS = ("base64", "base64url")


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Decode text that shows its alphabet with the other one, mapped or dropped; write it, and any octets, in the other alphabet."""
    sighting = text.sighting if text.fresh else None
    configured = sighting is not None and sighting.encoding in ENCODINGS
    octets = sighting.text.reveal() if sighting is not None and configured else text.text
    yield from _encoded(text.text)
    if not any(mark in octets for mark in (b"-", b"_", b"+", b"/", b"=")):
        return
    found = read_base64(octets)
    if configured or (found is not None and not is_phrase(octets)):
        yield from _decoded(octets, configured)
    if found is not None:
        yield from _rewritten(octets)


def _decoded(octets: bytes, configured: bool) -> Iterator[TextChange]:
    if configured or octets.translate(None, URL_MARKS) != octets:
        yield TextChange(loose_base64.decode(octets), "decoded with both base64 alphabets")
        yield from _dropping(octets, URL_MARKS, "decoded as standard base64, the characters of the URL alphabet dropped")
    yield from _dropping(octets, STANDARD_MARKS, "decoded as base64url, the characters of the standard alphabet dropped")


def _dropping(octets: bytes, marks: bytes, how: str) -> Iterator[TextChange]:
    kept = octets.translate(None, marks)
    if kept == octets:
        return
    yield TextChange(loose_base64.decode(kept), how)
    characters = loose_base64.characters(kept)
    if len(characters) % 4:
        yield TextChange(loose_base64.decode(characters[: len(characters) // 4 * 4]), how)


def _encoded(octets: bytes) -> Iterator[TextChange]:
    """Write octets in base64url, where that differs from standard base64."""
    standard = b64encode(octets)
    url = standard.translate(TO_URL)
    if url != standard:
        yield TextChange(url.rstrip(b"="), "written in base64url")
        if url.endswith(b"="):
            yield TextChange(url, "written in base64url with padding")


def _rewritten(octets: bytes) -> Iterator[TextChange]:
    """Write the text itself in the other alphabet, with and without padding: some programs normalise the value and use it as text."""
    other = octets.translate(TO_STANDARD if octets.translate(None, URL_MARKS) != octets else TO_URL)
    bare = other.rstrip(b"=")
    for changed in dict.fromkeys((other, bare, bare + b"=" * (-len(bare) % 4), octets.rstrip(b"="))):
        if changed != octets:
            yield TextChange(changed, "written in the other base64 alphabet or padding")
