"""The last character of a segment was changed in bits that mean nothing.

## What happens
Base64 has spare bits at the end of most lengths. Two spellings of the last character decode to the same octets: lenient
libraries accept both, strict ones refuse the odd one. Nothing was forged, and the signature's octets are the same.

## Where it comes from
A test that "tampers" with the last character and expects a rejection; an encoder that leaves garbage in the spare bits.

Seen in jwtk/jjwt#211, jwtk/jjwt#1031, googleapis/php-jwt#74, jwt/ruby-jwt#337, PostgREST/postgrest#2137.

## How to fix it
Change a character in the middle of the signature when you test for tampering.

Where an encoder writes such tokens, replace it: the canonical spelling has zeros in the spare bits (RFC 4648 section
3.5).
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import is_canonical, is_whole
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

SEVERITY = "warning"
ALPHABET = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Spell the odd segments canonically; where a signed one is odd, verify it as received, too."""
    if token.segments != 3 or token.overridden or not ALPHABET.issuperset(token.text) or not is_whole(token):
        return
    sound = token.with_signature(token.signature)
    if sound.text != token.text:
        yield TokenChange(sound, "with the spare bits of its last character set to zero")
    if not all(map(is_canonical, token.signing_input.split(b"."))):
        yield TokenChange(sound.with_signing_input(token.signing_input), "in the odd spelling that was signed")
