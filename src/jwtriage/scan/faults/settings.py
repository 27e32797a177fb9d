"""Settings beside keys that contradict them, key sets fetched in the clear, secrets among public settings."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from jwtriage.diagnosis.configured import is_document
from jwtriage.model.case import Sighting
from jwtriage.model.edge import Setting
from jwtriage.model.finding import Finding
from jwtriage.model.key_name import words_in
from jwtriage.scan.example_places import is_example
from jwtriage.scan.faults.fault import fault, label_of, token_keys
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.places_of_tests import is_test_place

_SYMMETRIC = re.compile(r"HS(?:256|384|512)")
_ASYMMETRIC = re.compile(r"(?:RS|PS|ES)(?:256|384|512)|ES256K|EdDSA|Ed25519")
_LOCAL = re.compile(r"localhost|127\.[0-9.]+|\[?::1\]?|host\.docker\.internal|[a-z0-9_-]+|.*\.(?:local|internal|localhost|test|svc)", re.IGNORECASE)
"""Hosts of this machine, and names without a dot or within a cluster: their traffic does not leave it."""


def check_algorithms(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each algorithm that needs another kind of key than the only one of the same file and object."""
    held: dict[tuple[str, str], list[tuple[bool, Sighting]]] = {}
    for _, sighting in token_keys(inventory, "secret", "private", "public", "set"):
        held.setdefault((sighting.origin.place, _object(sighting.origin.name)), []).append((is_document(sighting), sighting))
    for setting in inventory.settings:
        beside = held.get((setting.origin.place, _object(setting.origin.name)), [])
        wanted = _wants_document(setting)
        if wanted is not None and beside and all(document is not wanted for document, _ in beside):
            title = f"{setting.name} is {setting.value}, but {label_of(beside[0][1], inventory)} beside it is {_KIND[not wanted]}"
            yield fault("algorithm-contradicts-key", title, setting.origin, "error", facts=(title, f"the key: {beside[0][1].origin}"))


_KIND = {True: "a key pair's half", False: "a shared secret"}


def _object(name: str | None) -> str:
    return re.split(r"[./](?=[^./]*$)", name or "")[0] if re.search(r"[./]", name or "") else ""


def _wants_document(setting: Setting) -> bool | None:
    words = words_in(setting.name)
    if not words or words[-1] not in ("alg", "algorithm", "algorithms"):
        return None
    symmetric, asymmetric = bool(_SYMMETRIC.search(setting.value)), bool(_ASYMMETRIC.search(setting.value))
    return asymmetric if symmetric != asymmetric else None


def check_addresses(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each key set that is fetched over plain http from another host."""
    for setting in inventory.settings:
        if (
            setting.value.lower().startswith("http://")
            and "jwks" in {*words_in(setting.name), *words_in(setting.value)}
            and _is_in_use(setting, inventory)
        ):
            yield fault("jwks-over-http", f"{setting.name} fetches the key set over plain http", setting.origin, "warning", "proven")


def _is_in_use(setting: Setting, inventory: Inventory) -> bool:
    place = setting.origin.place
    return not (_LOCAL.fullmatch(_host(setting.value)) or is_example(place) or is_test_place(place.removeprefix(inventory.base)))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "localhost"
    except ValueError:
        return "localhost"


def check_public_objects(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each secret or private key for tokens in a ConfigMap, which everyone in the namespace may read."""
    for key, sighting in token_keys(inventory, "secret", "private"):
        if sighting.labels.get("object-kind") == "ConfigMap":
            name = "private-key-exposed" if key.name.role == "private" else "secret-hardcoded"
            yield fault(name, f"{label_of(sighting, inventory)} stands in a ConfigMap instead of a Secret", sighting.origin, "warning", "proven")
