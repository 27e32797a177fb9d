"""The key that the verifier takes is published for encryption, not for signatures.

## What happens
The set holds a key with `use: enc` or an encryption algorithm such as RSA-OAEP. Either the verifier takes it for signatures
although it never signed anything, or the issuer published its signing key as an encryption key, and every verifier that obeys
`use` refuses it.

## Where it comes from
Keycloak and others publish an encryption key beside the signing key; a map from kid to key keeps the wrong one of the two; a
policy keyset in Azure AD B2C was made with the use "encryption".
Seen in greenpau/caddy-security#170, MicrosoftDocs/power-pages-docs#130.

## How to fix it
Publish signing keys with `use: sig`, and let the verifier pass over keys whose `use`, `key_ops` or `alg` is for encryption.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics import jwk
from jwtriage.forensics.conversion import members_in, with_repaired_keys
from jwtriage.jose.keys import Key
from jwtriage.model.change import Choice, DocumentText, TextChange

_ENCRYPTION = ("RSA-OAEP", "RSA1_5", "ECDH-ES", "A128", "A192", "A256", "dir", "PBES2")
_BINDING = ("use", "key_ops", "alg")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Let the keys that are published for encryption verify."""
    changed = with_repaired_keys(text.text, _for_signatures)
    if changed is not None:
        yield TextChange(changed, "used for signatures although it is published for encryption")


def _for_signatures(members: jwk.Members) -> dict[str, Any] | None:
    if not _is_for_encryption(members):
        return None
    return {name: value for name, value in members.items() if name not in _BINDING}


def _is_for_encryption(members: jwk.Members) -> bool:
    use, operations, alg = (members.get(name) for name in _BINDING)
    unable = isinstance(operations, list) and bool(operations) and not {"sign", "verify"} & {str(operation) for operation in operations}
    return use == "enc" or unable or (isinstance(alg, str) and alg.startswith(_ENCRYPTION))


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier is led to an encryption key, holds nothing else, or must use the signing key although it is published as one."""
    sighting = choice.signer_sighting
    if sighting is not None and sighting.verifier is not None:
        yield from _in_own_set(choice, members_in(sighting.text.reveal()))
    elif sighting is not None and _holds_only_encryption(choice):
        yield "the verifier's only key is published for encryption; the key that verifies is another"


def _in_own_set(choice: Choice, keys: list[dict[str, Any]]) -> Iterator[str]:
    kid = choice.token.kid
    named = next((members for members in keys if kid is not None and members.get("kid") == kid), None)
    if named is not None and _is_for_encryption(named):
        yield "the first key under the token's kid is published for encryption"
    elif choice.chosen is None and _is_for_encryption(_binding_of(choice.signer)):
        yield "the key that verifies is published for encryption"


def _holds_only_encryption(choice: Choice) -> bool:
    """Look at the verifier's keys as they are bound in its own document or in the signer's."""
    bound = [key for held in choice.verifier_keys for key in (held, *choice.signer_keys) if key == held]
    kept = {key for key in choice.verifier_keys if any(_is_for_encryption(_binding_of(same)) for same in bound if same == key)}
    return bool(choice.verifier_keys) and kept == set(choice.verifier_keys)


def _binding_of(key: Key) -> dict[str, Any]:
    return {"use": key.use, "key_ops": None if key.key_ops is None else list(key.key_ops), "alg": key.alg}
