"""What a place found, before it is a sighting: a text under a name."""

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jwtriage.jose.secret import Secret
from jwtriage.model.case import Origin, Reading, Sighting, Unread
from jwtriage.places.reference import Reference, UnusableReference

NO_LABELS: Mapping[str, str] = {}
NAMES_SHOWN = 5
MAX_NAMES_COMPARED = 2_000
MAX_NAME_CHARACTERS = 120


class Found(NamedTuple):
    """A text under a name. ``parts`` are the decoded parts of the name, ``name`` is the name as a REF would write it.

    The other fields are those of `jwtriage.model.case.Sighting`; texts are octets here, and are wrapped as secrets there.
    """

    parts: tuple[str, ...]
    name: str
    text: bytes
    kind: str
    line: int | None = None
    source: bytes | None = None
    reader: str = "auto"
    readings: tuple[tuple[str, bytes], ...] = ()
    labels: Mapping[str, str] = NO_LABELS

    def __repr__(self) -> str:
        """Name the place only: the text may be a secret."""
        return f"Found({self.name!r})"


class Elsewhere(NamedTuple):
    """A name whose value is in another place that was not named by the operator, so it is not followed."""

    parts: tuple[str, ...]
    name: str
    why: str


def written(parts: Sequence[str], separator: str) -> str:
    """Write the parts of a name as a REF does: what separates parts, or has a meaning in a REF, is percent-encoded."""
    special = re.compile(rf"[%#?{re.escape(separator)}\x00-\x1f\x7f\ud800-\udfff]")
    return separator.join(special.sub(_percent_encoded, part) for part in parts)


def _percent_encoded(found: re.Match[str]) -> str:
    """Return every octet of a character as a percent sign and two digits (RFC 3986, section 2.1)."""
    return "".join(f"%{octet:02X}" for octet in found[0].encode("utf-8", "surrogatepass"))


def sighting(found: Found, reference: Reference, verifier: str | None, place: str | None = None) -> Sighting:
    """Make the sighting of what was found, with the options of the REF."""
    labels = dict(found.labels)
    labels.update((option, reference.options[option]) for option in ("stage", "version") if option in reference.options)
    return Sighting(
        text=Secret(found.text),
        origin=Origin(place or reference.place, found.name or None, found.line),
        kind=found.kind,
        verifier=verifier,
        reader=found.reader,
        readings=tuple(Reading(reader, Secret(text)) for reader, text in found.readings),
        source=None if found.source is None else Secret(found.source),
        encoding=reference.option("encoding", "auto"),
        form=reference.option("as", "auto"),
        labels=labels,
    )


def unread(elsewhere: Elsewhere, reference: Reference) -> Unread:
    """Say that a value is elsewhere."""
    return Unread(f"{reference.place}#{elsewhere.name}", elsewhere.why)


def choose(found: Sequence[Found | Elsewhere], wanted: tuple[str, ...], reference: Reference) -> Found | Elsewhere:
    """Return the last entry of that name; raise `UnusableReference` with the nearest names if there is none."""
    for entry in reversed(found):
        if entry.parts == wanted:
            return entry
    raise UnusableReference(f"{reference.place} has no {reference.name}{_near_names(reference.name or '', [entry.name for entry in found])}")


def _near_names(name: str, names: list[str]) -> str:
    """Write the hint for a name that is missing."""
    unique = [name for name in dict.fromkeys(names) if len(name) <= MAX_NAME_CHARACTERS][:MAX_NAMES_COMPARED]
    near = difflib.get_close_matches(name[:MAX_NAME_CHARACTERS], unique, NAMES_SHOWN, 0.5) or unique[:NAMES_SHOWN]
    return f"; it has {', '.join(near)}" if near else "; it has no names at all"
