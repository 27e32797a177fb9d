"""What the middlewares of all frameworks have in common: which paths need no token, which are answered here, and the answers."""

import ipaddress
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias, TypedDict, Unpack

from jwtriage.guard.answer import status, www_authenticate
from jwtriage.guard.caller import checked_scopes, has_scopes, insufficient_scope
from jwtriage.guard.rejected import Rejected

Report: TypeAlias = Callable[[], Mapping[str, Any]]
"""Makes what is told of the keys."""

KEYS_SCOPE = "jwtriage:keys"
"""The scope of tokens whose holders may ask which keys an instance holds."""
FORWARDED = frozenset(("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"))
"""Headers that say that somebody else is calling through this connection."""


class Answer(NamedTuple):
    """An answer that a middleware gives in the place of the application."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def __repr__(self) -> str:
        """Show the status alone: a body may tell of keys."""
        return f"Answer({self.status})"


class Settings(TypedDict, total=False):
    """What a middleware may be told, all of it optional.

    ``exempt``: paths that need no token, each exactly as it is asked for, relative to the application. ``realm``: that of the challenge.
    ``canary_path``: answers 200 to every good token, canaries too, which are rejected everywhere else. ``keys_path``: tells what ``report``
    returns of the keys, to callers whose token has ``keys_scope`` (`KEYS_SCOPE`), with ``keys_on_loopback`` also without token to those who
    call from this host: only where no proxy on it passes the path on.
    """

    exempt: Collection[str]
    realm: str | None
    canary_path: str | None
    keys_path: str | None
    keys_scope: str
    keys_on_loopback: bool
    report: Report


class Gate:
    """Knows the paths: those in ``exempt`` go to the application without a token, those in ``own`` are answered here."""

    def __init__(self, **settings: Unpack[Settings]) -> None:
        """Take the settings. Raises `ValueError` where one cannot be meant."""
        self.exempt = frozenset(_paths(settings.get("exempt", ())))
        self.canary_path, self.keys_path = settings.get("canary_path"), settings.get("keys_path")
        self.own = frozenset(_paths(path for path in (self.canary_path, self.keys_path) if path is not None))
        self._keys_scope = checked_scopes([settings.get("keys_scope", KEYS_SCOPE)])
        self._keys_on_loopback = settings.get("keys_on_loopback", False)
        self._report = settings.get("report", dict)
        self._realm = settings.get("realm")
        if self.exempt & self.own or (self.canary_path is not None and self.canary_path == self.keys_path):
            raise ValueError("a path is either exempt, or that of canaries, or that of the keys")
        if (self.keys_path is None) != ("report" not in settings):
            raise ValueError("keys_path needs report, which makes what is told there")

    def refusal(self, rejected: Rejected) -> Answer:
        """Answer a request without an acceptable token."""
        return Answer(status(rejected), (("WWW-Authenticate", www_authenticate(rejected, self._realm)),))

    def is_open(self, path: str, host: str | None, header_names: Iterable[str]) -> bool:
        """Tell whether one of our own paths is answered without a token, to a caller at this address with these headers in lower case."""
        return self._keys_on_loopback and path == self.keys_path and _is_loopback(host) and FORWARDED.isdisjoint(header_names)

    def answer(self, path: str, claims: Mapping[str, Any] | None) -> Answer:
        """Answer one of our own paths to the holder of a good token; ``claims`` are ``None`` where `is_open` told that none is needed."""
        if path == self.canary_path:
            return _json({"accepted": True})
        if claims is None or has_scopes(claims, self._keys_scope):
            return _json(self._report())
        return Answer(403, (("WWW-Authenticate", insufficient_scope(self._keys_scope, self._realm)),))


def _paths(paths: Iterable[str]) -> Iterable[str]:
    if isinstance(paths, str):
        raise ValueError("paths are a collection of texts, not one text")
    for path in paths:
        if not path.startswith("/"):
            raise ValueError("a path begins with a slash")
        yield path


def _is_loopback(host: str | None) -> bool:
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _json(value: Mapping[str, Any]) -> Answer:
    headers = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
    return Answer(200, headers, json.dumps(value, separators=(",", ":")).encode("ascii"))
