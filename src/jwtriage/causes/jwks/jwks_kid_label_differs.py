"""The token names the key by another kid than the set does.

## What happens
The key is in the verifier's set and verifies the signature, but under another name. No kid matches, so the verifier answers "key
not found". Both sides made a kid from the same key, each in its own way.

## Where it comes from
libtrust fingerprints against RFC 7638 thumbprints (Docker Registry before and after version 3), a certificate hash against its
hexadecimal text (WSO2), a file name, an `x5t`, a DID with a fragment, capitals.
Seen in distribution/distribution#4299, distribution/distribution#1143, wso2/product-is#19876, TalaoDAO/AltMe#2945.

## How to fix it
Let both sides compute the kid alike, best as the RFC 7638 SHA-256 thumbprint; until then publish the key a second time under the
kid that the tokens carry.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics import jwk
from jwtriage.forensics.conversion import with_repaired_keys
from jwtriage.forensics.kid_schemes import same_octets, scheme_of
from jwtriage.jose.keys import Key
from jwtriage.model.change import Choice, DocumentText, TextChange

_SUFFIXES = (".pem", ".pub", ".key", ".crt", ".json", ".jwk")
_SEPARATORS = "#/:;@"


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Write a kid that is a number as the text that tokens carry (RFC 7517, section 4.5)."""
    changed = with_repaired_keys(text.text, _with_text_kid)
    if changed is not None:
        yield TextChange(changed, "with its kid as a string instead of a number")


def _with_text_kid(members: jwk.Members) -> dict[str, Any] | None:
    kid = members.get("kid")
    return {**members, "kid": str(kid)} if isinstance(kid, int) and not isinstance(kid, bool) else None


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier's own set holds the key, and no key under the token's kid."""
    kid, sighting = choice.token.kid, choice.signer_sighting
    if kid is None or sighting is None or sighting.verifier is None or any(key.kid == kid for key in choice.verifier_keys):
        return
    if choice.signer.kid is not None or len(choice.verifier_keys) > 1:
        yield _fact(choice.signer, kid)


def _fact(key: Key, kid: str) -> str:
    theirs = f"kid {key.kid!r}" if key.kid is not None else "no kid"
    ours = _described(key, key.kid) if key.kid is not None else ""
    relation = _described(key, kid) or _relation(kid, key.kid or "")
    return f"the key that verifies has {theirs}{_aside(ours)} in the set, the token names it {kid!r}{_aside(relation)}"


def _aside(text: str) -> str:
    return f" ({text})" if text else ""


def _described(key: Key, kid: str) -> str:
    scheme = scheme_of(key, kid)
    return f"its {scheme}" if scheme else ""


def _relation(kid: str, published: str) -> str:
    """Say how two spellings of one name differ, ``""`` when they look like two names."""
    if not published:
        return ""
    if kid.strip().casefold() == published.strip().casefold():
        return "the same in other letters or with blanks"
    if any(kid == published + suffix or published == kid + suffix for suffix in _SUFFIXES):
        return "one is the name of a file"
    if _is_tail(kid, published) or _is_tail(published, kid):
        return "one is the end of the other, behind a prefix"
    return "the same octets in another encoding" if same_octets(kid, published) else ""


def _is_tail(long: str, short: str) -> bool:
    return len(long) > len(short) and long.endswith(short) and long[-len(short) - 1] in _SEPARATORS
