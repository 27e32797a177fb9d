"""The registry does not know the key that signs its tokens.

## What happens
A container registry compares the token's kid, or the certificates in its `x5c`, with what the root bundle holds. With another
certificate in the bundle it refuses every token: *token signed by untrusted key with ID*. The message is the same when key and
bundle fit and only the form of the kid differs, for version 3 of the registry no longer reads libtrust ids.

## Where it comes from
The authority of the TLS certificate put into `rootcertbundle` in place of the token certificate, a new certificate of the token
server that did not reach the registry, the step from version 2 to version 3.

Seen in distribution/distribution#1143, distribution/distribution#2875, distribution/distribution#4299, SUSE/Portus#887.

## How to fix it
Put exactly the token-signing certificate (or its JWKS) into the registry's root bundle, and restart the registry.

Let the token server write kids in the form that the registry's version expects: libtrust ids up to version 2, RFC 7638
thumbprints from version 3.
"""

import re
from collections.abc import Iterator, Sequence

from jwtriage.forensics.keytext import read_document
from jwtriage.forensics.kid_schemes import kids_of
from jwtriage.forensics.loose_base64 import decode
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

LIBTRUST = re.compile(r"(?:[A-Z2-7]{4}:){11}[A-Z2-7]{4}")
RESOURCES = ("repository", "registry")


def choose(choice: Choice) -> Iterator[str]:
    """Notice a registry's token that was signed by a key outside the bundle."""
    if _is_for_registry(choice.token) and choice.signer.public is not None and choice.signer not in choice.verifier_keys:
        yield "the token is a registry's, and the verifier's bundle lacks the key that signed it"


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a libtrust id, or a certificate in the token, that none of the bundle's keys has."""
    keys = [key for _, key in scene.verifier_keys if key.public is not None]
    if keys and _has_foreign_id(scene.token, keys):
        yield Sign("the kid has the form of a registry's libtrust id, and the verifier's bundle holds no key of that id")
    if keys and _is_for_registry(scene.token) and _has_foreign_certificate(scene.token, keys):
        yield Sign("the certificate in the token's x5c is not in the verifier's bundle")


def _is_for_registry(token: TokenText) -> bool:
    """Tell a registry's token by its kid, or by the access that it grants."""
    access = (token.claims or {}).get("access")
    entries = access if isinstance(access, list) else []
    return _is_libtrust(token) or any(isinstance(entry, dict) and entry.get("type") in RESOURCES for entry in entries)


def _is_libtrust(token: TokenText) -> bool:
    return LIBTRUST.fullmatch(token.kid or "") is not None


def _has_foreign_id(token: TokenText, keys: Sequence[Key]) -> bool:
    return _is_libtrust(token) and not any(named.kid == token.kid for key in keys for named in kids_of(key))


def _has_foreign_certificate(token: TokenText, keys: Sequence[Key]) -> bool:
    chain = token.header.get("x5c")
    first = chain[0] if isinstance(chain, list) and chain and isinstance(chain[0], str) else ""
    leaf = [document.key for document in read_document(decode(first.encode()))] if first else []
    return bool(leaf) and not any(key in keys for key in leaf)
