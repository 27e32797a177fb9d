"""The text of a public key serves as an HMAC secret.

## What happens
The token says HS256, and its MAC is made with the characters of a public key. Everybody has those characters, so
anybody can make such tokens. It is either an attack on a verifier that lets the token choose the algorithm, or a
service that signs with whatever its key variable holds.

## Where it comes from
A verifier without a fixed list of algorithms; a signer whose algorithm fell back to HS256 while its key stayed a PEM.
Whether the text ends in a newline, or has CRLF, makes another secret, which hides the confusion.
Seen in ozzi-/JWT4B#45, nearform/fast-jwt#577, DolphFlynn/jwt-editor#248.

## How to fix it
Bind each key to its algorithms in the verifier (`algorithms: ["RS256"]`), never to the token's header, and use a
library that refuses a PEM as an HMAC secret.

Find out who signed: if it was not your issuer, treat it as an attack and look for accepted tokens of this kind.
"""

from collections.abc import Iterator

from cryptography.hazmat.primitives import serialization

from jwtriage.forensics import pem
from jwtriage.forensics.keytext import read_document
from jwtriage.jose.keys import Key
from jwtriage.model.change import SecretText, TextChange

PUBLIC = True
MARKS = (b"-----BEGIN ", b'"kty"', b"ssh-", b"ecdsa-")
KEYS = 4
"""So many keys of one document are tried."""
AS_SECRET = "when its text serves as an HMAC secret"
WRITTEN = "when it serves, written as PEM, as an HMAC secret"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Take a public key's text, in the usual spellings of its end and its lines, as the secret."""
    octets = text.text
    if not (octets[:1] == b"0" or any(mark in octets for mark in MARKS)):
        return
    keys = [held.key for held in read_document(octets) if held.key.public is not None][:KEYS]
    if not keys:
        return
    if octets.lstrip()[:1] != b"{" and not any(key.private for key in keys):
        yield from (TextChange(changed, AS_SECRET) for changed in _endings(octets))
    for key in keys:
        yield from (TextChange(changed, WRITTEN) for whole in _spellings(key) for changed in _endings(whole))
        yield from (TextChange(changed, WRITTEN) for changed in _binary(key))


def _endings(octets: bytes) -> Iterator[bytes]:
    """Yield the text as it is, with and without its final newline, and with CRLF."""
    core = octets.rstrip(b"\r\n")
    lines = core.replace(b"\r\n", b"\n")
    windows = lines.replace(b"\n", b"\r\n")
    yield from dict.fromkeys((octets, core, core + b"\n", lines, lines + b"\n", windows, windows + b"\r\n", core + b"\r\n", core + b"\n\n"))


def _spellings(key: Key) -> Iterator[bytes]:
    """Yield the key as PEM, as SubjectPublicKeyInfo and, for RSA, as PKCS#1."""
    yield pem.armour("PUBLIC KEY", _der(key, serialization.PublicFormat.SubjectPublicKeyInfo))
    if key.kind == "RSA":
        yield pem.armour("RSA PUBLIC KEY", _der(key, serialization.PublicFormat.PKCS1))


def _binary(key: Key) -> Iterator[bytes]:
    """Yield the key in DER, and the base64 of that on one line, which some configurations hold instead of a PEM."""
    octets = _der(key, serialization.PublicFormat.SubjectPublicKeyInfo)
    yield octets
    yield b"".join(pem.armour("PUBLIC KEY", octets).split(b"\n")[1:-2])


def _der(key: Key, form: serialization.PublicFormat) -> bytes:
    assert key.public is not None  # the caller took keys with a public half only
    return key.public.public_bytes(serialization.Encoding.DER, form)
