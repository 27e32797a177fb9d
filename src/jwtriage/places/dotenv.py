"""Dotenv files: one text, seven readers, and what each of them hands to the program."""

import codecs
import re
from collections.abc import Callable, Iterable, Mapping

from jwtriage.places.dialects import compose, docker, node, node_env_file, python, shell, systemd
from jwtriage.places.dialects.assignment import Assignment, Refused
from jwtriage.places.found import Found, written
from jwtriage.places.reference import UnusableReference

DIALECTS: Mapping[str, Callable[[str], Iterable[Assignment]]] = {
    "python": python.read,
    "node": node.read,
    "node-env-file": node_env_file.read,
    "compose": compose.read,
    "docker": docker.read,
    "shell": shell.read,
    "systemd": systemd.read,
}
"""Every reader by its name in ``reader=``; ``auto`` prefers them in this order."""

MAX_OCTETS = 1024 * 1024
MAX_LINES = 20_000
MAX_VARIABLES = 10_000
_NAME = re.compile(r"[^\s=]+")
"""Some readers make a name of anything, even of lines; such a name is nothing that a REF could ask for."""


def variables(octets: bytes, place: str, reader: str = "auto") -> list[Found]:
    """Return the variables of a dotenv file as ``reader`` sees them, with the differing results of the other readers.

    ``auto`` is python-dotenv's reading, or that of the first reader which sees the variable at all. Raises `UnusableReference`
    where the reader asked for refuses the file, and for a file beyond the bounds.
    """
    if len(octets) > MAX_OCTETS or octets.count(b"\n") > MAX_LINES:
        raise UnusableReference(f"{place}: is larger than 1 MiB or {MAX_LINES} lines, too large for a file of variables")
    if octets.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnusableReference(f"{place}: is UTF-16 text, which no reader of such files understands; save it as UTF-8 without BOM")
    text = octets.decode("utf-8", "surrogateescape")
    seen = {name: _read(name, text, place, required=name == reader) for name in DIALECTS}
    names = dict.fromkeys(name for assignments in seen.values() for name in assignments if _NAME.fullmatch(name))
    if len(names) > MAX_VARIABLES:
        raise UnusableReference(f"{place}: holds more than {MAX_VARIABLES} variables")
    found = [_found(name, {dialect: values[name] for dialect, values in seen.items() if name in values}, reader) for name in names]
    return [entry for entry in found if entry is not None]


def _read(dialect: str, text: str, place: str, *, required: bool) -> dict[str, Assignment]:
    """Return the last assignment of each name, as every reader does; nothing where this reader refuses the file."""
    try:
        return {assignment.name: assignment for assignment in DIALECTS[dialect](text)}
    except Refused as refused:
        if required:
            raise UnusableReference(f"{place}: {dialect} refuses this file: {refused}") from None
        return {}


def _found(name: str, seen: Mapping[str, Assignment], reader: str) -> Found | None:
    """Make one variable of what the readers saw; ``None`` if the reader in charge does not see it or cannot know its value."""
    known = {dialect: assignment for dialect, assignment in seen.items() if assignment.text is not None}
    used = next(iter(known), "") if reader == "auto" else reader
    if used not in known:
        return None
    chosen = known[used]
    readings = tuple((dialect, octets_of(other.text or "")) for dialect, other in known.items() if other.text != chosen.text)
    return Found(
        parts=(name,),
        name=written((name,), ""),
        text=octets_of(chosen.text or ""),
        kind="variable",
        line=chosen.line,
        source=octets_of(chosen.source),
        reader=used if readings or reader != "auto" else "auto",
        readings=readings,
        labels=_labels(chosen, seen),
    )


def _labels(chosen: Assignment, seen: Mapping[str, Assignment]) -> dict[str, str]:
    """Say what is special: an expanded ``$``, readers that do not see the variable, readers whose value only the running system knows."""
    labels = {"interpolated": "yes"} if chosen.interpolated else {}
    absent = " ".join(name for name in DIALECTS if name not in seen)
    unknown = " ".join(name for name, assignment in seen.items() if assignment.text is None)
    labels.update({"absent-for": absent} if absent else {})
    labels.update({"unknown-for": unknown} if unknown else {})
    return labels


def octets_of(text: str) -> bytes:
    """Return the octets of a text that may hold undecodable ones."""
    return text.encode("utf-8", "surrogateescape")
