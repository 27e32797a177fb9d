"""A scenario as data: the state at first, what happens, and the truth that the commands must find."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lab import gateways
from lab.implementations import IMPLEMENTATIONS, absent

SCENARIOS = Path(__file__).parent / "scenarios"
STEPS = ("traffic", "write", "point", "restart", "kill", "issuer", "change", "pause", "fetch", "rotate")
_PLACEHOLDER = re.compile(r"<<([\w-]+)(?: ([\w-]+))?(?: ([\w.-]+))?>>")


class Unplayable(ValueError):
    """A scenario file that says something the player does not know."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its implementation, how many run, and where each finds its key at its start.

    ``environment`` holds variables as texts with placeholders; ``env_file`` is read by the program ``reader`` as that program reads it;
    ``key_file`` is a file of the evidence folder.
    """

    name: str
    implementation: str
    algorithm: str
    replicas: int = 1
    environment: Mapping[str, str] = field(default_factory=dict)
    key_file: str = ""
    env_file: str = ""
    reader: str = "docker"

    @property
    def programs(self) -> list[str]:
        """Return the names of its processes."""
        return [self.name] if self.replicas == 1 else [f"{self.name}-{number}" for number in range(1, self.replicas + 1)]


@dataclass(frozen=True, slots=True)
class Issuer:
    """How tokens are made: with which key, under which kid, how old, how long good, and the claims and headers besides."""

    key: str
    algorithm: str
    kid: str = ""
    age: int = 60
    lifetime: int = 900
    der: bool = False
    claims: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """A command over the evidence folder, and what its report must say: the verdict where it has one, and what it names, most specific first.

    ``not_yet`` tells why the command does not say so yet; when it does, the note must go.
    """

    words: str
    verdict: str = ""
    causes: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    not_yet: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario. ``accepted`` and ``rejected`` count the answers, so that a fault that did not happen is noticed."""

    name: str
    title: str
    keys: Mapping[str, str]
    issuer: Issuer
    services: tuple[Service, ...]
    steps: tuple[tuple[str, Any], ...]
    accepted: int
    rejected: int
    commands: tuple[Command, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    gateways: Mapping[str, str] = field(default_factory=dict)
    """Kinds of gateways by the names of their programs, in the order of their start."""

    @property
    def implementations(self) -> list[str]:
        """Return the implementations of its services."""
        return sorted({service.implementation for service in self.services})

    @property
    def absent(self) -> list[str]:
        """Return what this machine lacks to play it."""
        lacking = [part for name in self.implementations for part in absent(name)]
        return lacking + [part for kind in self.gateways.values() for part in gateways.absent(kind)]


def names() -> list[str]:
    """Return the names of all scenarios."""
    return sorted(path.stem for path in SCENARIOS.glob("*.yaml"))


def load(name: str) -> Scenario:
    """Read a scenario by name; raises `Unplayable`."""
    try:
        return parse(name, yaml.safe_load((SCENARIOS / f"{name}.yaml").read_text()))
    except (KeyError, TypeError) as error:
        raise Unplayable(f"{name}: {error}") from error


def parse(name: str, document: Mapping[str, Any]) -> Scenario:
    """Read a parsed scenario file."""
    members = {member.replace("-", "_"): value for member, value in document.items()}
    services = tuple(Service(service, **_members(given)) for service, given in members.pop("services").items())
    steps = tuple(_step(given) for given in members.pop("steps"))
    commands = tuple(_command(given) for given in members.pop("commands"))
    scenario = Scenario(name, services=services, issuer=Issuer(**_members(members.pop("issuer"))), steps=steps, commands=commands, **members)
    _check(scenario)
    return scenario


def fill(text: str, written: Callable[[str, str, str], str]) -> str:
    """Replace each placeholder ``<<name form detail>>`` by what ``written`` returns for its words."""
    return _PLACEHOLDER.sub(lambda found: written(found[1], found[2] or "", found[3] or ""), text)


def _members(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name.replace("-", "_"): value for name, value in given.items()}


def _step(given: Mapping[str, Any]) -> tuple[str, Any]:
    ((verb, what),) = given.items()
    if verb not in STEPS:
        raise Unplayable(f"no step is called {verb!r}")
    return verb, what


def _command(given: Mapping[str, Any]) -> Command:
    members = _members(given)
    return Command(
        members["run"], members.get("verdict", ""), _ids(members.get("causes", ())), _ids(members.get("allowed", ())), members.get("not_yet", "")
    )


def _ids(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(given)


def _check(scenario: Scenario) -> None:
    unknown = [name for name in scenario.implementations if name not in IMPLEMENTATIONS]
    unknown += [kind for kind in scenario.gateways.values() if kind not in gateways.GATEWAYS]
    if unknown:
        raise Unplayable(f"{scenario.name}: no implementation is called {unknown[0]!r}")
    if not scenario.commands:
        raise Unplayable(f"{scenario.name}: it asks no command for the truth")
