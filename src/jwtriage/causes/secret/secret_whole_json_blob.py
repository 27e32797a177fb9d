"""A whole JSON document is used as the secret.

## What happens
The secret store returns an object such as `{"JWT_SECRET": "…"}` and the deployment injects all of it. One side hashes
with the JSON text, the other with the value inside. The start-up does not fail, for any text is a key.

## Where it comes from
An ECS task definition whose `valueFrom` lacks the JSON key, `fromSecretsManager(secret)` without the field in the
CDK, a Vault template that prints the whole data.
Seen in aws/containers-roadmap#385, aws/aws-cdk#6435, aws/aws-cdk#7272.

## How to fix it
Name the field: `arn:…:secret:NAME:JWT_SECRET::` in `valueFrom`, `ecs.Secret.fromSecretsManager(secret, 'JWT_SECRET')`
in the CDK, and deploy again.

Where the platform can only inject the whole document, parse it in the entry point and refuse to start if the field is
missing.
"""

import json
from collections.abc import Iterator
from typing import Any

from jwtriage.forensics import loose_json
from jwtriage.forensics.keytext import looks_like
from jwtriage.forensics.secret_forms import is_printable
from jwtriage.model.case import Sighting
from jwtriage.model.change import DocumentText, SecretText, TextChange

VALUES = 30
"""At most this many values of one document are tried."""
DEPTH = 8
USUAL_NAMES = ("JWT_SECRET", "secret", "jwt_secret", "jwtSecret", "value", "password")
INSIDE = "taken out of the JSON document"
AROUND = "as the only member of a JSON document"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Take each value out of a JSON object, or put the secret into one under its own name and, at first, the usual ones."""
    octets = text.text
    if octets.lstrip()[:1] == b"{":
        yield from _inside(octets)
    elif is_printable(octets):
        own = _name(text.sighting)
        for name in dict.fromkeys(([own] if own else []) + (list(USUAL_NAMES) if text.fresh else [])):
            yield from _around(name, octets.decode())


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Take a key document out of a JSON object that is none itself."""
    octets = text.text
    if octets.lstrip()[:1] == b"{" and b'"kty"' not in octets.partition(b"BEGIN")[0]:
        yield from (change for change in _inside(octets) if looks_like(change.text) is not None)


def _inside(octets: bytes) -> Iterator[TextChange]:
    document = loose_json.object_of(octets)
    if document is None or "kty" in document or "keys" in document:
        return
    for value in _values(document, DEPTH)[:VALUES]:
        yield TextChange(value.encode("utf-8", "surrogatepass"), INSIDE)


def _values(node: Any, depth: int) -> list[str]:
    """Collect the scalar values of a document in its order, as text."""
    if isinstance(node, dict | list):
        children = node.values() if isinstance(node, dict) else node
        return [value for child in children for value in _values(child, depth - 1)] if depth else []
    if isinstance(node, str):
        return [node]
    return [json.dumps(node)]


def _around(name: str, value: str) -> Iterator[TextChange]:
    for separators in ((",", ":"), (", ", ": ")):
        yield TextChange(json.dumps({name: value}, separators=separators).encode(), AROUND)


def _name(sighting: Sighting | None) -> str:
    """Return the last part of the name under which the secret was found."""
    name = sighting.origin.name if sighting else None
    return (name or "").rpartition("/")[2].rpartition(".")[2]
