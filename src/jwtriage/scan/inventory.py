"""All that a scan has seen: the keys, who uses which, and the settings beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting, Unread
from jwtriage.model.edge import Edge, Holder, Setting
from jwtriage.model.finding import Finding
from jwtriage.places.walking.file import FileFound
from jwtriage.scan.logical import LogicalKey


class Names(Protocol):
    """Gives each distinct key of one report its label (``key A``), decided on bytes, and its fingerprint."""

    def label(self, key: Key) -> str:
        """Return the label of a key."""
        ...

    def quick_fingerprint(self, key: Key) -> str | None:
        """Return the fingerprint where it costs nothing and gives nothing away."""
        ...


@dataclass(frozen=True, slots=True)
class Inventory:
    """What was found in the scanned trees. ``keys`` are the logical keys: sightings that are meant to be one key, with their users.

    ``base`` is the folder above all that was scanned.
    """

    names: Names = field(repr=False)
    sightings: tuple[Sighting, ...] = ()
    edges: tuple[Edge, ...] = ()
    settings: tuple[Setting, ...] = ()
    holders: tuple[Holder, ...] = ()
    unread: tuple[Unread, ...] = ()
    keys: tuple[LogicalKey, ...] = ()
    base: str = ""


Check = Callable[[Inventory], Iterator[Finding]]
"""A check looks at the whole inventory and yields findings, in a stable order."""

FileCheck = Callable[[FileFound], Iterator[Finding]]
"""A check looks at one file while the tree is walked, for what is no key: source code, templates."""
