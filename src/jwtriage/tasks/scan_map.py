"""Which places are meant to hold one key, where a `jwtriage.toml` says so (contract section 10)."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from jwtriage.model.case import Origin
from jwtriage.tasks.system import System


def key_map(config: str | None) -> dict[str, str]:
    """Return the name of the key set by REF, for the keys of all issuers and verifiers and the current key of each set.

    Raises `UnusableRequest` where the file cannot be read.
    """
    if config is None:
        return {}
    system = System(Path(config), trusted=True)
    return {place_of(system.reference(reference)): keyset for keyset, reference in _references(system)}


def _references(system: System) -> Iterator[tuple[str, str]]:
    for kind in ("issuer", "verifier"):
        for table in system.tables(kind).values():
            if isinstance(table.get("keyset"), str) and isinstance(table.get("key"), str):
                yield table["keyset"], table["key"]
    for name, table in system.tables("keyset").items():
        if isinstance(table.get("current"), str):
            yield name, table["current"]


def place_of(reference: str) -> str:
    """Return a REF, or the origin of a sighting, in one spelling whatever the folder that it is seen from."""
    path, hash_sign, name = reference.partition("#")
    return f"{os.path.abspath(path)}{hash_sign}{name}"


class MappedKeys:
    """Answers which key set a sighting belongs to."""

    def __init__(self, named: Mapping[str, str]) -> None:
        """Take the key sets by REF."""
        self._named = named

    def __call__(self, origin: Origin) -> str | None:
        """Return the name of the key set, ``None`` where the configuration does not say."""
        return self._named.get(place_of(str(origin))) if self._named else None
