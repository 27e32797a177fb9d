"""A file as a place of keys: the whole of it, one named value, or every value that looks like a key."""

from collections.abc import Sequence
from pathlib import Path

from jwtriage.model.case import Sighting, Unread
from jwtriage.places import dotenv, structured
from jwtriage.places.files import path_of, read_file
from jwtriage.places.found import Elsewhere, Found, choose, sighting, unread
from jwtriage.places.keylike import is_key_like, is_key_value
from jwtriage.places.recognise import WHOLE, recognise
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.structured import Names
from jwtriage.places.surroundings import Surroundings

MAX_CANDIDATES = 1_000
"""How many other values of a file are read beside the one that was asked for."""


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return what a file holds; raise `UnusableReference` when it cannot be read or lacks the name."""
    path = path_of(reference, surroundings)
    return read_octets(read_file(path, reference.place), path, reference, verifier)


def read_octets(octets: bytes, path: Path, reference: Reference, verifier: str | None, *, strict: bool = True) -> list[Sighting | Unread]:
    """Return what the octets of a file hold.

    ``strict`` refuses a file without anything like a key; otherwise it is no sighting, unless the whole file looks like one, as a JWKS does.
    """
    form = recognise(path.name, octets, reference)
    if form == WHOLE:
        return [sighting(_whole(octets, form), reference, verifier)]
    try:
        names = _names(octets, form, reference, path.parent)
    except UnusableReference:
        if form != "json" or reference.name is not None or not strict:
            raise
        # What was fetched as a key set may be an error page: that is evidence, not an unusable input.
        return [sighting(_whole(octets, form), reference, verifier)]
    if reference.name is not None:
        return _named(names, reference, verifier)
    keys = [entry for entry in names.entries if isinstance(entry, Elsewhere) or is_key_like(entry.parts[-1], entry.text)][:MAX_CANDIDATES]
    if not keys and not strict and not is_key_value(octets):
        return []
    return _unnamed(names, keys, _whole(octets, form), reference, verifier)


def values(names: Names, reference: Reference, verifier: str | None) -> list[Sighting | Unread]:
    """Return the value asked for, or every value: what a store holds under a name is there to be used, so that none of it is noise."""
    if reference.name is not None:
        return _named(names, reference, verifier)
    return [_shown(entry, reference, verifier) for entry in names.entries[:MAX_CANDIDATES]]


def _whole(octets: bytes, form: str) -> Found:
    """Take the exact octets of the file as one key text."""
    return Found((), "", octets, "file", labels={} if form == WHOLE else {"format": form})


def _names(octets: bytes, form: str, reference: Reference, folder: Path) -> Names:
    """Return the values of the file by name."""
    if form == "dotenv":
        return Names(list(dotenv.variables(octets, reference.place, reference.option("reader", "auto"))), "", every_value=True)
    return structured.names(octets, form, reference, folder)


def _named(names: Names, reference: Reference, verifier: str | None) -> list[Sighting | Unread]:
    """Return the value asked for; beside a verifier's, the other values of the file are candidates."""
    wanted = reference.name_parts(names.separator)
    chosen: Found | Elsewhere | None = None
    if not any(entry.parts == wanted for entry in names.entries):
        chosen = names.container(wanted) or names.dotted(wanted)
    chosen = chosen or choose(names.entries, wanted, reference)
    others = [] if verifier is None else _others(names, wanted)
    return [_shown(chosen, reference, verifier), *(_shown(entry, reference, None) for entry in others)]


def _others(names: Names, wanted: tuple[str, ...]) -> list[Found]:
    """Return the other values of a file: all of a dotenv file or manifest, the key-like ones of a tree of settings."""
    others = [entry for entry in names.entries if isinstance(entry, Found) and entry.parts != wanted]
    if not names.every_value:
        others = [entry for entry in others if is_key_like(entry.name, entry.text)]
    return others[:MAX_CANDIDATES]


def _unnamed(names: Names, keys: list[Found | Elsewhere], whole: Found, reference: Reference, verifier: str | None) -> list[Sighting | Unread]:
    """Return the key-like values. JSON is a key text itself (JWK, JWKS, a blob used as a secret); its values are then candidates."""
    if not names.every_value and (whole.labels.get("format") == "json" or not keys):
        return [sighting(whole, reference, verifier), *(_shown(entry, reference, None) for entry in keys)]
    if not keys:
        raise UnusableReference(f"{reference.place}: holds nothing that looks like a key{_has(names.entries)}; name a value after #")
    return [_shown(entry, reference, verifier) for entry in keys]


def _has(entries: Sequence[Found | Elsewhere]) -> str:
    """Name the first values of a file, as a hint."""
    shown = list(dict.fromkeys(entry.name for entry in entries))[:5]
    return f" (it has {', '.join(shown)})" if shown else ""


def _shown(entry: Found | Elsewhere, reference: Reference, verifier: str | None) -> Sighting | Unread:
    """Make the sighting of a value, or say where else it is."""
    return unread(entry, reference) if isinstance(entry, Elsewhere) else sighting(entry, reference, verifier)
