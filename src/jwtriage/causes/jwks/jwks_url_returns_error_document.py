"""The JWKS URL answers with something that is no key set.

## What happens
The fetch succeeds, but what comes is an HTML page, a JSON error, or the discovery document instead of the keys. The verifier
finds no key in it and reports a bad signature or an unknown key.

## Where it comes from
`jwks_uri` copied wrongly (the issuer's address, the discovery address, a path without the realm), a login page or a proxy's block
page in front of it, an identity provider in maintenance that answers 200, a redirect that is not followed.

## How to fix it
Take `jwks_uri` from the issuer's `/.well-known/openid-configuration`, and check with `curl -s` from the verifier's host that the
answer is JSON with `keys`.
"""

from collections.abc import Iterator

from jwtriage.forensics import loose_json
from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")
_ERRORS = ("error", "errors", "message", "status", "statusCode", "detail")


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier's documents are no key sets, and the key that verifies was found elsewhere."""
    own = [sighting for sighting in choice.case.sightings if sighting.verifier is not None]
    if own and all(_instead(sighting) for sighting in own):
        yield f"the verifier's document is {_instead(own[0])}, not a key set"


def read(scene: Scene) -> Iterator[Sign]:
    """Say what the verifier's document is instead of a key set."""
    for sighting in scene.case.sightings:
        found = _instead(sighting) if sighting.verifier is not None else ""
        if found:
            yield Sign(f"the verifier's document is {found}, not a key set", "likely", sighting.origin)


def _instead(sighting: Sighting) -> str:
    text = sighting.text.reveal().removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:20].lower().startswith(_MARKUP):
        return "an HTML or XML page"
    document = loose_json.object_of(text) or {}
    if "keys" in document or "kty" in document:
        return ""
    if "jwks_uri" in document:
        return "the OIDC discovery document"
    return "a JSON error" if any(name in document for name in _ERRORS) else ""
