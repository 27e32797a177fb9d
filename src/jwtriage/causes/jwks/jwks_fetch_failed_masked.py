"""The key set could not be fetched, and the verifier calls that a bad signature.

## What happens
The verifier holds no key at all: an empty set, or an error page where the set should be. It cannot verify anything, but reports
"invalid signature" or "failed to verify" instead of saying that it has no keys.

## Where it comes from
A private certificate authority that is not trusted, no egress or DNS, a proxy that answers in place of the issuer, a discovery
document that fails to load at start.
Seen in argoproj/argo-cd#11392, Activiti/activiti-cloud-examples#108, devsu/keycloak-nodejs-multirealm#2.

## How to fix it
Make the JWKS reachable from the verifier's own container (`curl -v` the `jwks_uri` there: CA bundle, egress, DNS, proxy), then
restart it.

Let the verifier refuse to start, or answer with a reason of its own, while it has no keys.
"""

from collections.abc import Iterator

from jwtriage.forensics import loose_json
from jwtriage.model.case import Case, Sighting
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier's documents hold no key and the key that verifies was found elsewhere."""
    own = _own(choice.case)
    if own and all(_emptiness(sighting) for sighting in own):
        yield f"the verifier holds no key: its document is {_emptiness(own[0])}"


def read(scene: Scene) -> Iterator[Sign]:
    """Report an empty set, which speaks for itself, and an error page, which may have got there otherwise."""
    for sighting in _own(scene.case):
        emptiness = _emptiness(sighting)
        if emptiness:
            yield Sign(f"the verifier's document is {emptiness}", "likely" if "empty" in emptiness else "possible", sighting.origin)
    if not _own(scene.case):
        for unread in scene.case.unread:
            if unread.origin.startswith(("https:", "http:", "oidc:")) and not unread.why.startswith("offline:"):
                yield Sign(f"no key set came from {unread.origin}: {unread.why}", "possible")


def _own(case: Case) -> list[Sighting]:
    return [sighting for sighting in case.sightings if sighting.verifier is not None]


def _emptiness(sighting: Sighting) -> str:
    """Say what stands in place of a key set, ``""`` when something may hold keys."""
    text = sighting.text.reveal().removeprefix(b"\xef\xbb\xbf").lstrip()
    document = loose_json.object_of(text)
    if document is not None and document.get("keys") in ([], None) and "kty" not in document:
        return "an empty key set" if "keys" in document or not document else ("JSON without keys" if _is_answer(document) else "")
    return "an HTML or XML page" if text[:20].lower().startswith(_MARKUP) else ""


def _is_answer(document: dict[str, object]) -> bool:
    """Tell whether the JSON is an error or a discovery document, not a configuration with a secret in it."""
    return any(name in document for name in ("error", "errors", "message", "status", "statusCode", "detail", "title", "jwks_uri", "issuer"))
