"""The public key is in PKCS#1, a container that the verifier does not read.

## What happens
`-----BEGIN RSA PUBLIC KEY-----` (PKCS#1: modulus and exponent alone) and `-----BEGIN PUBLIC KEY-----` (SPKI: the same, with the
algorithm named around it) hold the same key in two containers. OpenSSL reads both. WebCrypto, and with it browsers, Deno,
Workers, `jose` and web debuggers, read SPKI only and answer "invalid signature" or "invalid key".

## Where it comes from
`openssl rsa -RSAPublicKey_out`, `ssh-keygen -e -m pem`, Go's `x509.MarshalPKCS1PublicKey`, Ruby's and Erlang's defaults; an
OpenSSH public key line pasted in.
Seen in jsonwebtoken/jsonwebtoken.github.io#475, kjur/jsrsasign#105, auth0/node-jsonwebtoken#71, kjur/jsrsasign#237.

## How to fix it
Convert the key to SPKI: `openssl rsa -RSAPublicKey_in -in old.pem -pubout -out public.pem`, or `ssh-keygen -e -m pkcs8 -f
key.pub` for an OpenSSH key.

Write SPKI at the source (`MarshalPKIXPublicKey`, `PublicFormat.SubjectPublicKeyInfo`), so that every verifier reads it.
"""

from collections.abc import Iterator

from jwtriage.forensics.conversion import public_pem, sound_blocks
from jwtriage.forensics.keytext import read_document
from jwtriage.forensics.pem import der_of, structure_of
from jwtriage.model.change import DocumentText, TextChange

_OPENSSH = (b"ssh-", b"ecdsa-sha2-", b"sk-")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Write a PKCS#1 or OpenSSH public key as SPKI."""
    octets = text.text
    for block in sound_blocks(octets):
        der = der_of(block)
        changed = public_pem(der) if block.label == "RSA PUBLIC KEY" and structure_of(der) == "pkcs1-public" else None
        if changed is not None:
            yield TextChange(changed, "as SPKI instead of PKCS#1")
    if octets.startswith(_OPENSSH):
        for found in read_document(octets)[:1]:
            yield TextChange(found.canonical, "as SPKI instead of an OpenSSH public key")
