"""A long secret is hashed or cut differently.

## What happens
HMAC hashes a key that is longer than the block of its hash (64 octets for SHA-256, 128 for SHA-384 and SHA-512) and
uses the result. A faulty implementation cuts the key at the block instead, uses the wrong block, or another hash.
Shorter secrets work everywhere, which makes the fault look arbitrary.

## Where it comes from
jsrsasign 6 with a secret of more than 116 characters against lcobucci/jwt.
Seen in kjur/jsrsasign#206.

## How to fix it
Use a secret that is no longer than the block: 32 to 64 random octets for HS256, 64 to 128 for HS512, on both sides.

Update the library that counts wrongly; longer secrets add no strength.
"""

from collections.abc import Iterator
from hashlib import new

from jwtriage.model.change import SecretText, TextChange

SMALL_BLOCK, LARGE_BLOCK = 64, 128
HASHES = ("sha256", "sha384", "sha512", "sha1", "md5")


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Cut a long key at either block, or replace it by its digest under any usual hash."""
    octets = text.text
    if len(octets) <= SMALL_BLOCK:
        return
    for block in (text.block, SMALL_BLOCK, LARGE_BLOCK):
        if len(octets) > block:
            yield TextChange(octets[:block], "cut at the block of the hash instead of hashed")
    for name in HASHES:
        yield TextChange(new(name, octets, usedforsecurity=False).digest(), f"replaced by its {name.upper().replace('SHA', 'SHA-')} digest")
    yield from (TextChange(octets[:length], "cut at the length of a digest") for length in (32, 48))
