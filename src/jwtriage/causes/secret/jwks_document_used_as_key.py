"""A key set or JWK is passed where a key is expected.

## What happens
The verifier was given the JSON of a key set, and uses that text as a PEM or as an HMAC secret. Some libraries fail
with an error about the key's format, others take any text for a secret and report a bad signature.

## Where it comes from
`jwt.decode(token, json.dumps(jwks), ["RS256"])`, a JWKS URL's answer stored in the variable for the public key, an
`oct` JWK whose whole JSON is handed to HMAC instead of its decoded `k`.
Seen in fireproof-storage/fireproof#1105 and jpadilla/pyjwt#359.

## How to fix it
Load the document with the library's JWK reader (`PyJWKSet.from_dict`, `createLocalJWKSet`, `importJWK`) and select
the key by the token's `kid`.

For a shared secret decode the member `k` from base64url; the JSON around it is no part of the key.
"""

import json
from collections.abc import Iterator

from jwtriage.forensics import loose_base64, loose_json
from jwtriage.forensics.key_document import canonical_pem
from jwtriage.forensics.keytext import read_document
from jwtriage.model.change import DocumentText, SecretText, TextChange

KEYS = 10
"""So many keys of one document are tried."""
AS_SECRET = "when the whole JSON text serves as an HMAC secret"
MEMBER = "taken from the member k of the JSON"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Take the JSON text of a JWK or key set, as it is or written anew, as the secret; take the ``k`` out of it."""
    octets = text.text
    document = loose_json.object_of(octets) if b'"kty"' in octets or b'"keys"' in octets else None
    if document is None:
        return
    for key in _keys(document):
        member = key.get("k")
        if isinstance(member, str):
            characters = member.encode("utf-8", "replace")
            yield TextChange(loose_base64.decode(characters), MEMBER)
            yield TextChange(characters, "as the characters of the member k of the JSON")
    yield from (TextChange(whole, AS_SECRET) for whole in dict.fromkeys(_texts(octets, document)))


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Where a PEM is expected, take each key out of the JSON and write it as one."""
    form = text.sighting.form if text.sighting else "auto"
    if form not in ("pem", "raw") or text.text.lstrip()[:1] != b"{":
        return
    for held in read_document(text.text)[:KEYS]:
        if held.key.public is not None:
            yield TextChange(canonical_pem(held.key), "taken out of the JSON document that stands in place of a PEM")


def _keys(document: dict[str, object]) -> list[dict[str, object]]:
    """Return the JWKs of a key set, or the one JWK."""
    keys = document.get("keys")
    return [key for key in keys if isinstance(key, dict)][:KEYS] if isinstance(keys, list) else [document]


def _texts(octets: bytes, document: dict[str, object]) -> Iterator[bytes]:
    """Yield the JSON as it is and as the usual writers would write it: the whole, and each key of a set."""
    yield octets
    yield octets.strip()
    yield octets + b"\n"
    for value in (document, *_keys(document)):
        yield json.dumps(value, separators=(",", ":")).encode()
        yield json.dumps(value).encode()
        yield json.dumps(value, indent=2).encode()
