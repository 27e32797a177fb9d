"""A passphrase is silently base64-decoded, so that several secrets verify alike.

## What happens
A library takes any string for base64 and decodes it leniently: characters outside the alphabet and an incomplete end
vanish. The key is shorter than it looks, different passphrases make the same key, and every library that takes the
text itself holds another one.

## Where it comes from
`signWith(alg, String)` and `setSigningKey(String)` of jjwt before 0.10: `ThisIsASecret` and `ThisIsASecretf` verify
each other's tokens there.
Seen in jwtk/jjwt#91, jwtk/jjwt#248, jwtk/jjwt#144, jwtk/jjwt#324, jwtk/jjwt#198.

## How to fix it
Pass octets or a key object (`secret.getBytes(StandardCharsets.UTF_8)`, `Keys.hmacShaKeyFor(...)`) instead of a
string, on every side.

Then replace the secret: the effective key has a quarter fewer octets than the passphrase has characters.
"""

from collections.abc import Iterator

from jwtriage.forensics import loose_base64
from jwtriage.forensics.secret_forms import URL_MARKS, is_phrase, is_printable, read_base64
from jwtriage.model.change import SecretText, TextChange

WRAPPING = b" \t\r\n\"'`\\"
LENIENT = "base64-decoded leniently"
CUT = "base64-decoded leniently, its incomplete end dropped"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Decode what is no sound base64 as the lenient decoders do."""
    octets = text.text
    if not is_printable(octets.rstrip(b"\r\n")):
        return
    core = octets.strip(WRAPPING)
    if read_base64(core) is None or is_phrase(core):
        yield from _decoded(loose_base64.characters(octets))
        if octets.translate(None, URL_MARKS) != octets:
            yield from _decoded(loose_base64.characters(octets.translate(None, URL_MARKS)))
    elif len(octets) % 4 and octets == core:
        yield from _cut(loose_base64.characters(octets))


def _decoded(characters: bytes) -> Iterator[TextChange]:
    """Decode with the incomplete end of two or three characters read, as most decoders do, and dropped, as JAXB's does."""
    if len(characters) >= 2:
        yield TextChange(loose_base64.decode(characters), LENIENT)
        yield from _cut(characters)


def _cut(characters: bytes) -> Iterator[TextChange]:
    whole = len(characters) // 4 * 4
    if 0 < whole < len(characters):
        yield TextChange(loose_base64.decode(characters[:whole]), CUT)
