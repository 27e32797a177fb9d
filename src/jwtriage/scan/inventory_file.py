"""What later commands may know of a scan: which workload uses which key, by label, and by fingerprint where that gives nothing away."""

from collections.abc import Iterator
from typing import Any

from jwtriage.jose.keys import Key
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import LogicalKey
from jwtriage.scan.material import keys_of

SCHEMA = "jwtriage.inventory/1"


def members(inventory: Inventory) -> dict[str, Any]:
    """Return the inventory ready for JSON; no value is in it."""
    return {
        "schema": SCHEMA,
        "keys": [_key(key, inventory) for key in inventory.keys],
        "uses": [{"user": str(edge.user), "as": edge.name, "by": edge.kind, "key": edge.address} for edge in inventory.edges],
    }


def _key(key: LogicalKey, inventory: Inventory) -> dict[str, Any]:
    environment = {"environment": key.environment} if key.environment else {}
    values = [{"place": str(sighting.origin), "keys": list(_named(keys_of(sighting), inventory))} for sighting in key.sightings]
    return {"name": str(key.name), **environment, "values": values, "users": [str(edge.user) for edge in key.users]}


def _named(keys: tuple[Key, ...], inventory: Inventory) -> Iterator[dict[str, str]]:
    for key in keys:
        tag = inventory.names.quick_fingerprint(key)
        yield {"label": inventory.names.label(key), **({"fingerprint": tag} if tag else {})}
