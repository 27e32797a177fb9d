"""The verifier was given a private key.

## What happens
The verifier's key is the private one. Its public half verifies the signature, and some libraries take that half silently; others
raise a type error (`AttributeError` in PyJWT) or refuse the key, which ends as a rejected token. Worse than the failure: whoever
reads this verifier's configuration can sign tokens.

## Where it comes from
One file for issuer and verifier, a variable such as `JWT_KEY` that does not say which half it holds, a JWK exported whole.
Seen in PostgREST/postgrest#1192.

## How to fix it
Give the verifier the public half only (`openssl pkey -in private.pem -pubout -out public.pem`), and rotate the pair if the
private key was readable where it should not have been.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics import jwk
from jwtriage.forensics.conversion import public_pem, sound_blocks, with_repaired_keys
from jwtriage.forensics.keytext import read_document
from jwtriage.forensics.pem import LABELS, der_of, structure_of
from jwtriage.model.change import DocumentText, TextChange

_STRUCTURES = ("pkcs8", "pkcs1-private", "sec1")
_OPENSSH = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_HOW = "reduced to its public half"


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Put the public half in the place of a private PEM, JWK or OpenSSH key."""
    octets = text.text
    for block in sound_blocks(octets):
        der = der_of(block)
        structure = structure_of(der) or ""
        changed = public_pem(der) if structure in _STRUCTURES and LABELS[structure] == block.label else None
        if changed is not None:
            yield TextChange(changed, _HOW)
    if octets.startswith(_OPENSSH):
        for found in read_document(octets)[:1]:
            yield TextChange(found.canonical, _HOW)
    public = with_repaired_keys(octets, _public_half)
    if public is not None:
        yield TextChange(public, _HOW)


def _public_half(members: jwk.Members) -> dict[str, Any] | None:
    """Drop the private members, and let a key that was for signing verify (RFC 7517, section 4.3)."""
    if members.get("kty") == "oct" or not ("d" in members or "priv" in members):
        return None
    public = jwk.public_half(members)
    return {**public, "key_ops": ["verify"]} if public.get("key_ops") == ["sign"] else public
