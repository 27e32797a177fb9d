"""One secret in several environments: whoever can read the one can sign for the other."""

from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.finding import Evidence, Finding, Fix, Severity
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.material import identity_of, keys_of

PRODUCTION = "production"
_FIX = Fix("Give each environment a key of its own, and rotate the one of production: every reader of the other environment has it.")


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each secret or private key that stands in places of different environments; worse where one is production."""
    seen: dict[tuple[object, ...], dict[str, Sighting]] = {}
    for key in inventory.keys:
        if key.environment and key.name.role in ("secret", "private"):
            for sighting in key.sightings:
                seen.setdefault(identity_of(sighting), {}).setdefault(key.environment, sighting)
    for places in seen.values():
        if len(places) > 1:
            yield _finding(places, inventory)


def _finding(places: dict[str, Sighting], inventory: Inventory) -> Finding:
    severity: Severity = "warning" if any(PRODUCTION in environment.split("+") for environment in places) else "note"
    first = places.get(PRODUCTION) or next(iter(places.values()))
    labels = ", ".join(inventory.names.label(key) for key in keys_of(first)) or "one key"
    evidence = tuple(Evidence(f"{environment}: {sighting.origin}", sighting.origin) for environment, sighting in places.items())
    title = f"{labels} serves several environments: {', '.join(places)}"
    return Finding("secret-shared-between-environments", "proven", severity, title, first.origin, evidence, (_FIX,))
