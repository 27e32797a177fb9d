"""Key documents that are damaged, or of which a verifier should not have this half."""

from collections.abc import Iterator

from jwtriage.diagnosis.configured import is_document
from jwtriage.forensics.key_document import PRIVATE_NOTE, DocumentKey, KeyDocument
from jwtriage.forensics.keytext import looks_like, read_key_document
from jwtriage.jose.soundness import unsoundness
from jwtriage.known.keys import sample_key_name
from jwtriage.model.case import Sighting
from jwtriage.model.finding import Finding
from jwtriage.scan.example_places import is_example
from jwtriage.scan.faults.fault import fault, label_of
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import by_address, name_of, name_with_users
from jwtriage.scan.places_of_tests import is_test_place

HARMLESS = frozenset(
    (
        "key-is-der",
        "key-is-openssh",
        "pem-explanatory-text",
        "pem-several-blocks",
        "pem-header-lines",
        "pem-parameters-block",
        "pem-certificate-as-public-key",
        "pem-pkcs1-vs-spki",
        "jwk-json-lenient",
        "jwks-shape",
        "rsa-key-below-minimum",
        PRIVATE_NOTE.id,
    )
)
"""What is no damage by itself; some of it matters where a public key belongs."""

_IN_A_VERIFIER = ("pem-certificate-as-public-key", "pem-pkcs1-vs-spki", "pem-certificate-request")
_ERRORS = {"truncated": "secret-truncated", "damaged": "pem-header-missing-or-damaged", "placeholder": "jwks-istio-placeholder-key"}


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each damage of a key document that is for tokens, or that nobody keeps for tests or for TLS."""
    users = by_address(inventory.edges)
    for sighting in inventory.sightings:
        if is_document(sighting) and not is_example(sighting.origin.place):
            name = name_with_users(sighting, users)
            for_tokens = name is not None and name.for_tokens
            if for_tokens or _is_bare_key(sighting, inventory.base):
                own = name_of(sighting)
                yield from _faults(sighting, own.role if own else "", inventory)


def _is_bare_key(sighting: Sighting, base: str) -> bool:
    """Tell whether the text is a key without a certificate, outside of tests: what TLS servers keep beside each other is not asked about."""
    kind = looks_like(sighting.text.reveal())
    return kind in ("pem", "jwk", "jwks") and not is_test_place(sighting.origin.place.removeprefix(base))


def _faults(sighting: Sighting, role: str, inventory: Inventory) -> Iterator[Finding]:
    document = read_key_document(sighting.text.reveal())
    yield from _damage(sighting, document, inventory)
    yield from _refused(sighting, document)
    if role in ("public", "set"):
        yield from _wrong_half(sighting, document, inventory)
    for found in document.keys:
        yield from _weakness(sighting, found, inventory)


def _damage(sighting: Sighting, document: KeyDocument, inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each kind of damage that a lenient reader looked past."""
    facts = {each.id: each.fact for found in document.keys for each in found.observations if each.id not in HARMLESS}
    for name, fact in facts.items():
        yield fault(name, f"{label_of(sighting, inventory)}: {fact}; strict readers refuse it", sighting.origin, "warning", "proven")


def _refused(sighting: Sighting, document: KeyDocument) -> Iterator[Finding]:
    for refusal in document.refused:
        name = _ERRORS.get(refusal.reason)
        if name is not None:
            yield fault(name, f"this is no usable key: {refusal.fact}", sighting.origin, "error", "proven")


def _wrong_half(sighting: Sighting, document: KeyDocument, inventory: Inventory) -> Iterator[Finding]:
    """Yield findings for what stands where a public key belongs."""
    label = label_of(sighting, inventory)
    if any(found.key.private and found.key.secret is None for found in document.keys):
        title = f"{label} is a private key where a public one belongs: whoever can read it can sign"
        yield fault("private-key-used-to-verify", title, sighting.origin, "error", "proven")
    facts = {each.id: each.fact for found in document.keys for each in found.observations if each.id in _IN_A_VERIFIER}
    for name, fact in facts.items():
        yield fault(name, f"{label}: {fact}", sighting.origin, "note")


def _weakness(sighting: Sighting, found: DocumentKey, inventory: Inventory) -> Iterator[Finding]:
    """Yield findings for keys that everybody has, or that are too weak to be trusted."""
    key, label = found.key, inventory.names.label(found.key)
    sample = sample_key_name(key) if key.secret is None else None
    if sample:
        yield fault("sample-key", f"{label} is a published sample key ({sample}): anyone can sign with it", sighting.origin, "error", "proven")
    if unsoundness(key) or any(each.id == "rsa-key-below-minimum" for each in found.observations):
        title = f"{label} is too weak to be trusted, or broken; verifiers refuse it (RFC 7518, section 3.3)"
        yield fault("rsa-key-below-minimum", title, sighting.origin, "warning", "proven")
