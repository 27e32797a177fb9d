"""Contradictions within and between JWKs: one kid for several keys, members that exclude each other, private halves, certificates out of date."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from cryptography import x509

from jwtriage.diagnosis.configured import is_document
from jwtriage.forensics import jwk_keys
from jwtriage.forensics.keytext import looks_like, read_key_document
from jwtriage.forensics.unwrapping import unwrapped
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting
from jwtriage.model.finding import Finding
from jwtriage.model.predecessor import is_older
from jwtriage.scan.example_places import is_example
from jwtriage.scan.faults.fault import fault, label_of, token_keys
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.places_of_tests import is_test_place

Held = tuple[Sighting, tuple[Key, ...]]


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield the findings about each JWK and JWKS."""
    sets = list(_documents(inventory))
    for sighting, keys in sets:
        yield from _shared_kid(sighting, keys)
        yield from _purpose(sighting)
        if looks_like(sighting.text.reveal()) == "jwks":
            yield from _published(sighting, keys, inventory)
    yield from _reused_kid(sets)


def check_certificates(inventory: Inventory, now: datetime | None = None) -> Iterator[Finding]:
    """Yield a finding for each certificate out of date with a key for tokens."""
    moment = now or datetime.now(UTC)
    named = [each for _, each in token_keys(inventory, "public", "private", "set") if is_document(each)]
    for sighting in (*named, *(each for each, _ in _documents(inventory) if each not in named)):
        keys = (found.key for found in read_key_document(sighting.text.reveal()).keys)
        ends = [end for key in keys for end in map(_end, key.x5c) if end is not None]
        if any(end < moment for end in ends):
            title = f"{label_of(sighting, inventory)}: its certificate expired on {min(ends):%Y-%m-%d}"
            yield fault("certificate-expired", title, sighting.origin, "warning", "proven")


def _documents(inventory: Inventory) -> Iterator[Held]:
    for sighting in inventory.sightings:
        if is_document(sighting) and looks_like(sighting.text.reveal()) in ("jwk", "jwks") and not _is_aside(sighting, inventory):
            yield sighting, tuple(found.key for found in read_key_document(sighting.text.reveal()).keys)


def _is_aside(sighting: Sighting, inventory: Inventory) -> bool:
    place = sighting.origin.place
    return is_example(place) or is_test_place(place.removeprefix(inventory.base))


def _shared_kid(sighting: Sighting, keys: tuple[Key, ...]) -> Iterator[Finding]:
    for kid in dict.fromkeys(key.kid for key in keys if key.kid is not None):
        count = len({key.thumbprint for key in keys if key.kid == kid})
        if count > 1:
            yield fault("jwks-duplicate-kid", f"kid {kid!r} stands for {count} different keys of this set", sighting.origin, "error", "proven")


def _purpose(sighting: Sighting) -> Iterator[Finding]:
    """Yield findings for members that exclude each other (RFC 7517, sections 4.1 to 4.4)."""
    for members in _members(sighting.text.reveal()):
        kind, algorithm = members.get("kty"), ALGORITHMS.get(str(members.get("alg")))
        if algorithm is not None and isinstance(kind, str) and kind != algorithm.kind:
            title = f"a key of the kind {algorithm.kind} is needed for {algorithm.name}, but the JWK that names it is of another kind"
            yield fault("algorithm-contradicts-key", title, sighting.origin, "error", "proven")
        elif members.get("use") == "enc" and (algorithm is not None or _is_for_signatures(members.get("key_ops"))):
            title = "a JWK has the use enc, but its alg or key_ops are for signatures"
            yield fault("jwks-encryption-key-selected", title, sighting.origin, "warning", "proven")


def _members(text: bytes) -> list[dict[str, Any]]:
    document = jwk_keys.parse(unwrapped(text)[0])
    keys = document.get("keys", [document]) if isinstance(document, dict) else []
    return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []


def _is_for_signatures(operations: object) -> bool:
    return isinstance(operations, list) and ("sign" in operations or "verify" in operations)


def _published(sighting: Sighting, keys: tuple[Key, ...], inventory: Inventory) -> Iterator[Finding]:
    for key in keys:
        if key.private and _is_public_place(sighting):
            title = f"{inventory.names.label(key)} stands with its private half in a key set that is meant to be published"
            yield fault("private-key-exposed", title, sighting.origin, "error")


def _is_public_place(sighting: Sighting) -> bool:
    place = sighting.origin.place.lower()
    return any(word in place for word in ("public", "static", ".well-known", "wwwroot")) or sighting.labels.get("object-kind") == "ConfigMap"


def _reused_kid(sets: list[Held]) -> Iterator[Finding]:
    """Yield findings for kids that go by one key in an older document and by another one in a newer."""
    for newer, keys in sets:
        for older, others in sets:
            if is_older(older, newer):
                before = {key.kid: key.thumbprint for key in others if key.kid}
                for kid in sorted({key.kid for key in keys if key.kid and before.get(key.kid, key.thumbprint) != key.thumbprint}):
                    title = f"kid {kid!r} stands for another key than in {older.origin}"
                    yield fault("jwks-kid-reused", title, newer.origin, "error")


def _end(certificate: bytes) -> datetime | None:
    try:
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc
    except ValueError:
        return None
