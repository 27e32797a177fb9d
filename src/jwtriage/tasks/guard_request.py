"""What a guard is to demand: key sets of a `jwtriage.toml`, or one that the command line describes."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.durations import seconds_of
from jwtriage.tasks.request import UnusableRequest
from jwtriage.tasks.system import DEFAULT, System

ANYTHING = "ANY"
"""Written out in the place of an issuer, an audience, a type or ``exp``, it gives the requirement up."""
ROLES = ("current", "next", "previous")
_UNUSED = frozenset(("token_lifetime",))
"""Members of a key set that others read."""


@dataclass(frozen=True, slots=True)
class Keyset:
    """One issuer as it is configured; `jwtriage.guard.Verifier` explains the rules.

    ``references`` are REFs by role. ``issuer``, ``audience`` and ``typ`` may be `ANYTHING`; an empty ``issuer`` is that of an ``oidc:`` REF.
    ``expires`` is false where ``exp`` is not demanded. ``leeway`` is in seconds, ``next_from`` and ``previous_until`` are seconds since the
    epoch.
    """

    name: str = ""
    references: Mapping[str, str] = field(default_factory=dict)
    algorithms: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    typ: tuple[str, ...] = ()
    azp: tuple[str, ...] = ()
    leeway: float = 0.0
    expires: bool = True
    id_tokens: bool = False
    next_from: float | None = None
    previous_until: float | None = None


@dataclass(frozen=True, slots=True)
class GuardRequest:
    """Which key sets one listener accepts.

    ``described`` is the key set of the command line; without its REFs those named by ``keysets`` are read from ``config``, or the file's only
    one. ``surroundings`` are those of the REFs.
    """

    described: Keyset = field(default_factory=Keyset)
    config: str | None = None
    keysets: tuple[str, ...] = ()
    surroundings: Surroundings = field(default_factory=Surroundings)


def keysets_of(request: GuardRequest) -> list[Keyset]:
    """Return the key sets that are asked for. Raises `UnusableRequest`."""
    if request.described.references:
        if request.config is not None or request.keysets:
            raise UnusableRequest("keys come from the command line or from a configuration, not from both")
        return [request.described]
    if request.described != Keyset():
        raise UnusableRequest("rules on the command line need a key there: --key REF")
    return _configured(request)


def _configured(request: GuardRequest) -> list[Keyset]:
    """Read the key sets of a file; one that was not named by the operator may name only files below its own folder (SECURITY, rule 7)."""
    path = Path(request.config or DEFAULT)
    if request.config is None and not path.is_file():
        raise UnusableRequest(f"there is no key: name it with --key REF, or a configuration with --config (there is no {DEFAULT} here)")
    system = System(path, trusted=request.config is not None)
    tables = system.tables("keyset")
    names = request.keysets or tuple(tables)
    if not request.keysets and len(tables) != 1:
        raise UnusableRequest(f"{path}: name the key set with --keyset; there are: {', '.join(tables) or 'none'}")
    missing = [name for name in names if name not in tables]
    if missing:
        raise UnusableRequest(f"{path}: there is no keyset.{missing[0]}; there are: {', '.join(tables) or 'none'}")
    return [_Table(system, name, tables[name]).keyset() for name in dict.fromkeys(names)]


class _Table:
    """One ``[keyset.NAME]``: every member is read or refused, as a rule that is spelled wrong must not be silently absent."""

    def __init__(self, system: System, name: str, table: Mapping[str, Any]) -> None:
        self._system = system
        self._name = name
        self._table = table

    def keyset(self) -> Keyset:
        unknown = self._table.keys() - _READERS.keys() - set(ROLES) - _UNUSED
        if unknown:
            raise self._unusable(min(unknown), "is no member of a key set that a guard knows")
        references = {role: self._reference(role) for role in ROLES if role in self._table}
        if "current" not in references:
            raise self._unusable("current", "is missing: the REF of the key that signs now")
        read = {field: reader(self, member) for member, (field, reader) in _READERS.items() if member in self._table}
        return Keyset(self._name, references, **read)

    def texts(self, member: str) -> tuple[str, ...]:
        value = self._table[member]
        texts = value if isinstance(value, list) else [value]
        if not texts or not all(isinstance(text, str) and text for text in texts):
            raise self._unusable(member, "is a text or a list of texts, none of them empty")
        return tuple(texts)

    def seconds(self, member: str) -> float:
        value = self._table[member]
        seconds = seconds_of(value) if isinstance(value, str) else value
        if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 <= seconds < math.inf:
            raise self._unusable(member, "is a duration like 60s, or a number of seconds")
        return float(seconds)

    def moment(self, member: str) -> float:
        value = self._table[member]
        try:
            time = datetime.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            time = None
        if not isinstance(time, datetime):
            raise self._unusable(member, "is a time like 2026-11-24T12:00:00Z")
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()

    def demanded(self, member: str) -> bool:
        if self._table[member] != ANYTHING:
            raise self._unusable(member, f"is demanded, unless {ANYTHING!r} is written here")
        return False

    def flag(self, member: str) -> bool:
        value = self._table[member]
        if not isinstance(value, bool):
            raise self._unusable(member, "is true or false")
        return value

    def _reference(self, role: str) -> str:
        value = self._table[role]
        if not isinstance(value, str) or not value:
            raise self._unusable(role, "is a REF; leave it out where there is no such key")
        return self._system.reference(value)

    def _unusable(self, member: str, why: str) -> UnusableRequest:
        return UnusableRequest(f"{self._system.path}: keyset.{self._name}.{member} {why}")


_READERS: Mapping[str, tuple[str, Callable[[_Table, str], Any]]] = {
    "algorithms": ("algorithms", _Table.texts),
    "issuer": ("issuer", _Table.texts),
    "audience": ("audience", _Table.texts),
    "typ": ("typ", _Table.texts),
    "azp": ("azp", _Table.texts),
    "leeway": ("leeway", _Table.seconds),
    "exp": ("expires", _Table.demanded),
    "id_tokens": ("id_tokens", _Table.flag),
    "next_from": ("next_from", _Table.moment),
    "previous_until": ("previous_until", _Table.moment),
}
"""The members of a key set beside its REFs: the field each goes to, and how it is read."""
