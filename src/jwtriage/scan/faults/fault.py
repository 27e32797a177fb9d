"""How a fault of one key becomes a finding."""

from collections.abc import Iterable, Iterator

from jwtriage.causes.registry import CAUSES
from jwtriage.model.case import Origin, Sighting
from jwtriage.model.finding import Certainty, Evidence, Finding, Fix, Severity
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import LogicalKey
from jwtriage.scan.material import keys_of

REMEDIES = {
    "secret-too-short": "Make a secret of 32 random octets or more (openssl rand -base64 48), and rotate to it.",
    "secret-guessable": "Make a secret of 32 random octets or more (openssl rand -base64 48), and rotate to it: treat the old one as known.",
    "sample-key": "Generate a key pair of your own and rotate to it at once: the private half of this one is published.",
    "private-key-exposed": "Take the private key out of this place, treat it as known, and rotate to a new one.",
    "certificate-expired": "Renew the certificate; where only its key counts, publish the bare public key instead.",
    "algorithm-contradicts-key": "Let algorithm and key agree on every side: HS* takes a shared secret, RS*, PS*, ES* and EdDSA a key pair.",
    "jwks-over-http": "Fetch the key set over https: whoever is on the way can put in a key of their own.",
    "readers-disagree": "Write the value so that all readers agree: best a secret of letters and digits, without quotes.",
    "secret-hardcoded": "Keep the secret in a Secret or a secret store, not beside the public settings, and rotate it.",
}
"""What to do about findings that are no causes."""


def label_of(sighting: Sighting, inventory: Inventory) -> str:
    """Return the label of what is at a place (``key A``)."""
    return ", ".join(dict.fromkeys(inventory.names.label(key) for key in keys_of(sighting))) or "the key"


def fault(name: str, title: str, origin: Origin, severity: Severity, certainty: Certainty = "likely", facts: Iterable[str] = ()) -> Finding:
    """Make a finding with the id of a cause or of the contract, and with its remedy."""
    cause = CAUSES.get(name)
    remedy = REMEDIES.get(name) or (cause.remedy if cause else "")
    evidence = tuple(Evidence(fact, origin) for fact in facts) or (Evidence(title, origin),)
    return Finding(name, certainty, severity, title, origin, evidence, (Fix(remedy),) if remedy else (), cause.url if cause else "")


def token_keys(inventory: Inventory, *roles: str) -> Iterator[tuple[LogicalKey, Sighting]]:
    """Yield the sightings of keys for tokens in one of these roles."""
    for key in inventory.keys:
        if key.name.for_tokens and key.name.role in roles:
            yield from ((key, sighting) for sighting in key.sightings)
