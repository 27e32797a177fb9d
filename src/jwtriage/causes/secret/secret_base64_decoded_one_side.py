"""One side uses the secret's text, the other what it decodes to as base64.

## What happens
The configured value is base64. One program hands the characters to HMAC, the other decodes them first. Both read the
same value correctly and still hold different keys.

## Where it comes from
Libraries differ in what a string means as a key: `signWith(alg, String)` of jjwt up to 0.9 decodes it, most others
take its UTF-8 octets; frameworks offer a switch such as `secret_is_base64` or a prefix such as `base64:`.
Seen in auth0/java-jwt#61, jwtk/jjwt#315, jwtk/jjwt#204, lcobucci/jwt#217, jhipster/generator-jhipster#7744.

## How to fix it
Decide for one convention, write it beside the variable (for example `JWT_SECRET_ENCODING=base64`), and decode
explicitly to octets on both sides.

Change the side that is easier to restart; never encode the value once more to please the other side.
"""

from base64 import b64encode
from collections.abc import Iterator

from jwtriage.forensics.secret_forms import STANDARD_MARKS, is_phrase, read_base64, read_printed_base64
from jwtriage.model.change import SecretText, TextChange

PREFIXES = (b"base64:", b"base64,", b"b64:")


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Decode the text where it is sound base64, and write its octets in standard base64. What shows the URL alphabet is another cause."""
    octets = text.text
    yield from _as_configured(text)
    yield from _decoded(octets)
    yield from _encoded(octets)


def _as_configured(text: SecretText) -> Iterator[TextChange]:
    """Take the text itself where the REF says that the program decodes it."""
    if text.fresh and text.sighting is not None and text.sighting.encoding in ("base64", "base64url"):
        yield TextChange(text.sighting.text.reveal(), "taken as text instead of being base64-decoded")


def _decoded(octets: bytes) -> Iterator[TextChange]:
    if octets.startswith(PREFIXES):
        inner = octets.partition(b":")[2] or octets.partition(b",")[2]
        found = read_base64(inner)
        if found is not None:
            yield TextChange(found.octets, "base64-decoded after its prefix")
        yield TextChange(inner, "without the prefix that announces base64")
    found = None if is_phrase(octets) else read_printed_base64(octets)
    if found is not None and not found.marks.translate(None, STANDARD_MARKS):
        yield TextChange(found.octets, "base64-decoded")


def _encoded(octets: bytes) -> Iterator[TextChange]:
    standard = b64encode(octets)
    yield TextChange(standard, "written in base64")
    if standard.endswith(b"="):
        yield TextChange(standard.rstrip(b"="), "written in base64 without padding")
    yield TextChange(b"base64:" + standard, "written in base64 with a prefix that says so")
