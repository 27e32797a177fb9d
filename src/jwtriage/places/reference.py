"""REFs: the text by which an operator says where a key is.

``[scheme:]path[?option=value&…][#name]``. A literal ``?``, ``#`` or ``%`` of a path, and a ``.`` or ``/`` inside one name
after ``#``, is percent-encoded (RFC 3986, section 2.1). A text that begins with no known scheme is a path.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "reader": ("auto", "python", "node", "node-env-file", "compose", "docker", "shell", "systemd"),
    "yaml": ("1.1", "1.2"),
    "encoding": ("auto", "utf8", "base64", "base64url", "hex"),
    "as": ("raw", "jwks", "pem"),
    "stage": (),
    "version": (),
}
"""The options of a REF with their values; no values: any text."""

STORE_OPTIONS = ("context", "profile", "region")
LIVE_SCHEMES = ("docker", "k8s", "k8s-pod", "ecs-task", "s3", "aws-secret", "aws-ssm", "vault", "gcp-secret", "azure-secret")
"""Schemes of running systems and stores. Not all are read: see `jwtriage.places.resolve.PLACES`."""

SCHEMES = ("env", "proc", "fp", "http", "https", "oidc", *LIVE_SCHEMES)
_SCHEME = re.compile(r"([a-z][a-z0-9-]*):")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CREDENTIALS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)+//(?:[^/?#]*@|[^/?#\[]*:(?![0-9]*(?:[/?#]|$)).*@)")
"""A URL with a user or a password in it; also one whose password holds a character that ends the authority (RFC 3986, section 3.2.1)."""
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class UnusableReference(ValueError):
    """An input named by the operator cannot be used. The message is one line that says which and why; it holds no secret."""

    def __init__(self, message: str) -> None:
        """Keep ``message`` on one line: names in it may come from anywhere."""
        super().__init__(_UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], message))


class Reference(NamedTuple):
    """A REF taken apart.

    ``place`` is scheme and path as written, for people; ``path`` is decoded. ``name`` is still percent-encoded, because
    its separators depend on what the place is: see `name_parts`. ``scheme`` is ``file`` for a plain path.
    """

    place: str
    scheme: str
    path: str
    options: Mapping[str, str]
    name: str | None

    def option(self, name: str, default: str) -> str:
        """Return the option ``name``, or ``default`` where the REF does not give it."""
        return self.options.get(name, default)

    def name_parts(self, separator: str = "") -> tuple[str, ...]:
        """Split the name at ``separator`` and decode each part; without a separator the whole name is one part."""
        if self.name is None:
            return ()
        parts = self.name.split(separator) if separator else [self.name]
        return tuple(unquote(part) for part in parts)


def parse_reference(text: str) -> Reference:
    """Take a REF apart; raise `UnusableReference` if it is none."""
    if not text or "\0" in text:
        raise UnusableReference("an empty REF names nothing" if not text else "a REF cannot contain a NUL character")
    if _CREDENTIALS.match(text):
        raise UnusableReference("a REF cannot contain a user or a password (https://user:password@host): they are neither used nor shown")
    scheme = _scheme(text)
    if scheme in ("http", "https", "oidc"):
        return _network_reference(text, scheme)
    head, hash_sign, name = text.partition("#")
    place, _, query = head.partition("?")
    _check_percent(text, place, name)
    path = unquote(place if scheme == "file" else place[len(scheme) + 1 :])
    if not path:
        raise UnusableReference(f"{text}: there is no path before the option or name")
    return Reference(place, scheme, path, _options(text, query), _name(text, hash_sign, name))


def _scheme(text: str) -> str:
    """Return the known scheme that ``text`` begins with, else ``file``."""
    match = _SCHEME.match(text)
    return match[1] if match and match[1] in SCHEMES else "file"


def _check_percent(text: str, *parts: str) -> None:
    """Refuse a percent sign that begins no octet."""
    if any(_BROKEN_PERCENT.search(part) for part in parts):
        raise UnusableReference(f"{text}: a literal % is written %25")


def _name(text: str, hash_sign: str, name: str) -> str | None:
    """Return the name after ``#``; a ``#`` without a name is a slip."""
    if hash_sign and not name:
        raise UnusableReference(f"{text}: there is no name after # (a literal # of a path is written %23)")
    return name or None


def _options(text: str, query: str) -> dict[str, str]:
    """Read the options; a name or value that does not exist is a slip."""
    options: dict[str, str] = {}
    for pair in query.split("&") if query else ():
        name, _, value = pair.partition("=")
        if name not in OPTIONS and name not in STORE_OPTIONS:
            raise UnusableReference(f"{text}: there is no option {name!r} (a literal ? of a path is written %3F); options: {', '.join(OPTIONS)}")
        options[name] = _option_value(text, name, unquote(value))
    return options


def _option_value(text: str, name: str, value: str) -> str:
    """Return ``value`` if the option ``name`` knows it."""
    allowed = OPTIONS.get(name, ())
    if not value or (allowed and value not in allowed):
        raise UnusableReference(f"{text}: {name}= is one of {', '.join(allowed)}" if allowed else f"{text}: {name}= needs a value")
    return value


def _network_reference(text: str, scheme: str) -> Reference:
    """Take a URL apart: only our own option names leave its query."""
    head, hash_sign, name = text.partition("#")
    base, _, query = head.partition("?")
    pairs = query.split("&") if query else []
    ours = [pair for pair in pairs if pair.partition("=")[0] in OPTIONS]
    rest = "&".join(pair for pair in pairs if pair not in ours)
    place = f"{base}?{rest}" if rest else base
    url = place.removeprefix("oidc:") if scheme == "oidc" else place
    if not url.partition("://")[2].strip("/"):
        raise UnusableReference(f"{text}: expected {'oidc:https://host' if scheme == 'oidc' else 'https://host/path'}")
    return Reference(place, scheme, url, _options(text, "&".join(ours)), _name(text, hash_sign, name))
