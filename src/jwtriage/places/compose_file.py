"""Compose files: ``#service/VARIABLE``, from ``environment`` and ``env_file``, with compose's own interpolation.

What ``$`` stands for comes from the ``.env`` beside the file, never from this process (compose-spec, interpolation).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from jwtriage.places.dialects import compose, docker
from jwtriage.places.dialects.assignment import Assignment, Refused
from jwtriage.places.dotenv import octets_of
from jwtriage.places.files import read_file
from jwtriage.places.found import Elsewhere, Found, written
from jwtriage.places.interpolation import InterpolationError, interpolate
from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, Tree, text_at

MAX_ENV_FILES = 20


def is_compose(document: Tree) -> bool:
    """Tell whether a document describes services that have an image, a build or an environment."""
    services = document.get("services") if isinstance(document, dict) else None
    members = ("image", "build", "environment", "env_file", "command", "extends")
    return isinstance(services, dict) and any(isinstance(service, dict) and any(m in service for m in members) for service in services.values())


def values(document: Tree, folder: Path) -> list[Found | Elsewhere]:
    """Return every variable of every service; ``environment`` comes after ``env_file`` because it wins."""
    services = document.get("services") if isinstance(document, dict) else None
    project = _project(folder)
    entries: list[Found | Elsewhere] = []
    for name, service in services.items() if isinstance(services, dict) else ():
        if isinstance(service, dict):
            entries.extend(_of_env_files(name, service.get("env_file"), folder, project))
            entries.extend(_of_environment(name, service.get("environment"), project))
    return entries


def _project(folder: Path) -> dict[str, str]:
    """Return the variables of the ``.env`` beside the file; none where there is no such file or compose refuses it."""
    try:
        octets = read_file(folder / ".env", ".env")
        return {found.name: found.text or "" for found in compose.read(octets.decode("utf-8", "surrogateescape"))}
    except (UnusableReference, Refused):
        return {}


def _named(service: str, variable: str) -> str:
    """Write ``service/VARIABLE`` as a REF does."""
    return written((service, variable), "/")


def _of_environment(service: str, environment: Tree | None, project: Mapping[str, str]) -> Iterator[Found | Elsewhere]:
    """Yield the variables of ``environment``, a mapping or a list of ``NAME=value``."""
    if isinstance(environment, dict):
        for variable, value in environment.items():
            if isinstance(value, Scalar):
                yield _variable(service, variable, None if value.kind == "null" else value, project)
    elif isinstance(environment, list):
        for entry in environment:
            if isinstance(entry, Scalar):
                yield _list_entry(service, entry, project)


def _list_entry(service: str, entry: Scalar, project: Mapping[str, str]) -> Found | Elsewhere:
    """Make the variable of a list entry, ``NAME=value`` or a name alone."""
    name, equals, text = entry.text.partition(b"=")
    value = entry._replace(text=text, source=None, readings=()) if equals else None
    return _variable(service, name.decode("utf-8", "replace"), value, project)


def _variable(service: str, variable: str, value: Scalar | None, project: Mapping[str, str]) -> Found | Elsewhere:
    """Make one variable. Without a value compose takes it from the ``.env``, else from the environment of whoever runs it."""
    parts, name = (service, variable), _named(service, variable)
    if value is None and variable not in project:
        return Elsewhere(parts, name, "has no value here: compose takes it from the environment in which it is run")
    if value is None:
        return Found(parts, name, octets_of(project[variable]), "variable", reader="compose", labels={"from": ".env"})
    raw = value.text.decode("utf-8", "surrogateescape")
    try:
        text = octets_of(interpolate(raw, project))
    except InterpolationError as error:
        return Elsewhere(parts, name, f"compose refuses it: it {error}")
    if text == value.text:
        return Found(parts, name, text, "variable", value.line, value.source, "compose", value.readings)
    readings = (("uninterpolated", value.text),)
    return Found(parts, name, text, "variable", value.line, value.source or value.text, "compose", readings, {"interpolated": "yes"})


def _of_env_files(service: str, env_file: Tree | None, folder: Path, project: Mapping[str, str]) -> Iterator[Found | Elsewhere]:
    """Yield the variables of the service's env files that lie beside the compose file or below it."""
    entries = env_file if isinstance(env_file, list) else [env_file] if env_file is not None else []
    for entry in entries[:MAX_ENV_FILES]:
        path = entry.text.decode("utf-8", "replace") if isinstance(entry, Scalar) else text_at(entry, "path")
        raw = isinstance(entry, dict) and text_at(entry, "format") == "raw"
        yield from _of_env_file(service, path, folder, project, raw=raw)


def _of_env_file(service: str, path: str, folder: Path, project: Mapping[str, str], *, raw: bool) -> Iterator[Found | Elsewhere]:
    """Yield the variables of one env file; one outside of the folder was not named by the operator and is not opened."""
    name = _named(service, "*")
    if not _is_beside(path, folder):
        yield Elsewhere((service, "*"), name, "names an env_file outside of the folder of the compose file: give it as a REF of its own")
        return
    try:
        text = read_file(folder / path, path).decode("utf-8", "surrogateescape")
        assignments = list(docker.read(text) if raw else compose.read(text, project))
    except (UnusableReference, Refused) as error:
        yield Elsewhere((service, "*"), name, f"env_file cannot be used: {error}")
        return
    for assignment in assignments:
        yield _from_env_file(service, path, assignment)


def _from_env_file(service: str, path: str, assignment: Assignment) -> Found:
    """Make a variable that a service has from an env file."""
    parts = (service, assignment.name)
    labels = {"from": path} | ({"interpolated": "yes"} if assignment.interpolated else {})
    text, source = octets_of(assignment.text or ""), octets_of(assignment.source)
    return Found(parts, _named(*parts), text, "variable", assignment.line, source, "compose", labels=labels)


def _is_beside(path: str, folder: Path) -> bool:
    """Tell whether a relative path stays in the folder, symbolic links followed."""
    if not path or PurePosixPath(path).is_absolute() or "\0" in path:
        return False
    return (folder / path).resolve().is_relative_to(folder.resolve())
