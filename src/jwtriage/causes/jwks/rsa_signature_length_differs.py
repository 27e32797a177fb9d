"""The signature's length does not fit the verifier's RSA key.

## What happens
An RSA signature is exactly as long as the modulus of the key that made it: 256 octets for 2048 bits. This one has another length,
so the verifier's key cannot have made it, and no computation is needed to know. One octet more or less is a leading zero that was
added or lost.

## Where it comes from
A key of another size (2048 bits configured, 4096 signing), the key of another environment, or an issuer that writes the signature
as a signed big integer: 257 octets, or 255 when the first happens to be zero.
Seen in jwtk/jjwt#632, gravitee-io/issues#1422, spring-attic/spring-security-oauth#1522.

## How to fix it
Give the verifier the public key of the size that the signature shows; where one octet is too many or missing, write the signature
in the modulus's full length at the issuer.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import is_canonical
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene, TokenChange
from jwtriage.model.finding import Sign

_USUAL = (128, 256, 384, 512, 1024)
"""Octets of the moduli in use."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take a leading zero octet off, or put the lost one back."""
    if not _is_rsa(token) or not is_canonical(token.signature_segment):
        return
    signature = token.signature
    if signature[:1] == b"\0" and len(signature) - 1 in _USUAL:
        yield TokenChange(token.with_signature(signature[1:]), "without the zero octet before its signature")
    if len(signature) + 1 in _USUAL:
        yield TokenChange(token.with_signature(b"\0" + signature), "with the zero octet that its signature has lost")


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier's RSA key and the one that verifies differ in size."""
    chosen, signer = choice.chosen, choice.signer
    if _is_rsa(choice.token) and chosen is not None and chosen.kind == signer.kind == "RSA" and _octets(chosen.bits) != _octets(signer.bits):
        yield f"the verifier's key has {chosen.bits} bits, the signature was made with a key of {signer.bits} bits"


def read(scene: Scene) -> Iterator[Sign]:
    """Speak when the signature has the length of some RSA key, and of none that the verifier has."""
    sizes = sorted({key.bits for _, key in scene.verifier_keys if key.kind == "RSA"})
    length = len(scene.token.signature)
    if _is_rsa(scene.token) and sizes and length in _USUAL and length not in {_octets(bits) for bits in sizes}:
        held = " and ".join(str(bits) for bits in sizes)
        yield Sign(f"the signature is that of a key of {length * 8} bits, the verifier's has {held}: another key signed")


def _is_rsa(token: TokenText) -> bool:
    return (token.alg or "").startswith(("RS", "PS"))


def _octets(bits: int) -> int:
    return (bits + 7) // 8
