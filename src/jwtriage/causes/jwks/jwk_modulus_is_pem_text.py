"""The JWK's modulus is the text of a PEM, not the number.

## What happens
`n` was made by encoding the PEM file, or its base64, instead of the modulus: decoded, it is text that begins with `-----BEGIN`,
or the DER of the whole key. It looks like a long RSA number, and some libraries compute with it. Nothing that anyone signs
verifies.

## Where it comes from
`Buffer.from(pem).toString("base64url")` as `n`, a template that fills a JWK from a PEM file, the body of a PEM pasted as `n`.
Seen in auth0/node-jwks-rsa#343, Cvmcosta/ltijs#237.

## How to fix it
Export the JWK from the key object: `crypto.createPublicKey(pem).export({format: "jwk"})`, or a JOSE library's export; then
publish it again.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics import jwk, loose_base64
from jwtriage.forensics.conversion import with_repaired_keys
from jwtriage.forensics.structure import public_from, structure_of
from jwtriage.jose.errors import JoseError
from jwtriage.jose.keys import Key
from jwtriage.model.change import DocumentText, TextChange


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Take the key out of the text, or the DER, that stands for the modulus."""
    changed = with_repaired_keys(text.text, _repaired)
    if changed is not None:
        yield TextChange(changed, "taken out of the text that stands for the modulus")


def _repaired(members: jwk.Members) -> dict[str, Any] | None:
    return jwk.from_modulus_text(members) or _from_der(members)


def _from_der(members: jwk.Members) -> dict[str, Any] | None:
    """Read a modulus that is the DER of a whole public key, or that DER's base64 (the body of a PEM)."""
    octets = jwk.octets_of(members, "n") if members.get("kty") == "RSA" else b""
    for inner in (octets, loose_base64.decode(octets)):
        public = public_from(inner) if structure_of(inner) in ("spki", "pkcs1-public", "certificate") else None
        try:
            if public is not None:
                return {**members, **Key.from_public(public).members}
        except JoseError:
            continue
    return None
