"""Environments: this process's (``env:NAME``) and that of a running process (``proc:PID#NAME``)."""

from pathlib import Path

from jwtriage.model.case import Sighting, Unread
from jwtriage.places.dotenv import octets_of
from jwtriage.places.files import read_file
from jwtriage.places.found import Found, choose, sighting, unread
from jwtriage.places.keylike import is_key_like
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.surroundings import Surroundings


def read_env(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return the variable ``env:NAME``. Nothing else of the environment is looked at."""
    if reference.name is not None:
        raise UnusableReference(f"{reference.place}#{reference.name}: an environment variable is written env:NAME")
    value = surroundings.environment.get(reference.path)
    if value is None:
        raise UnusableReference(f"{reference.place}: there is no such variable in the environment of this process")
    return [sighting(_variable("", octets_of(value)), reference, verifier)]


def read_proc(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return a variable with which a process of this machine was started (``/proc/PID/environ``), or every key-like one."""
    if not reference.path.isascii() or not reference.path.isdecimal():
        raise UnusableReference(f"{reference.place}: expected proc:PID#NAME with the number of a process")
    octets = read_file(Path("/proc") / reference.path / "environ", reference.place)
    variables = [_variable(name.decode("utf-8", "replace"), value) for name, equals, value in _split(octets) if equals]
    if reference.name is not None:
        chosen = choose(variables, reference.name_parts(), reference)
        return [sighting(chosen, reference, verifier) if isinstance(chosen, Found) else unread(chosen, reference)]
    keys = [found for found in variables if is_key_like(found.name, found.text)]
    if not keys:
        raise UnusableReference(f"{reference.place}: has no variable that looks like a key")
    return [sighting(found, reference, verifier) for found in keys]


def _split(octets: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """Take the environment block apart: entries end in NUL."""
    return [entry.partition(b"=") for entry in octets.split(b"\0") if entry]


def _variable(name: str, text: bytes) -> Found:
    """Make a found variable; what a process has is final, no reader touches it any more."""
    return Found((name,), name, text, "variable")
