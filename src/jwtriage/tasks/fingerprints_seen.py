"""Fingerprints seen elsewhere (``fp:`` REFs) beside the keys of a report: a match is likely, never proven."""

from collections.abc import Iterable
from typing import Any

from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting
from jwtriage.tasks.naming import KeyNames

MOST = 20
"""So many keys are compared: a tag of the slow scheme costs 0.1 s each."""


def fingerprints_seen(sightings: Iterable[Sighting], keys: Iterable[Key], names: KeyNames) -> list[dict[str, Any]]:
    """Return for each ``fp:`` REF the label of the key that has this fingerprint (``same_as``, ``None`` if no key here does)."""
    seen = [sighting for sighting in sightings if sighting.kind == "fingerprint"]
    distinct = list({names.label(key): key for key in keys}.items())[:MOST] if seen else []
    return [{"origin": str(sighting.origin), "same_as": _holder(sighting, distinct, names), "certainty": "likely"} for sighting in seen]


def _holder(sighting: Sighting, keys: Iterable[tuple[str, Key]], names: KeyNames) -> str | None:
    fingerprint = sighting.labels.get("fingerprint", "")
    return next((label for label, key in keys if names.fingerprint(key).startswith(fingerprint)), None)
