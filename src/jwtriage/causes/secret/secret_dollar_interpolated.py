"""A `$` in the secret was expanded by compose or a shell.

## What happens
The tool that starts the program takes `$NAME` for a variable and puts its value, mostly nothing, in its place; `$$`
becomes `$`. The file on disk still holds the right secret, the process has another one.

## Where it comes from
`env_file` and `environment` of docker compose, a shell that sources the file, `envsubst`, a Makefile, a dotenv reader
with expansion. Of the forms only an unset variable draws a warning.
Seen in als-apg/osprey#545, evolution-foundation/evo-crm-community#151, auth0/node-jsonwebtoken#624, Kong/kong#1898.

## How to fix it
Write each `$` as `$$` for compose or put the value in single quotes, and check what arrives with `docker compose
config`; simplest is a secret without `$` (`openssl rand -hex 32`).

Restart every service that read the expanded value.
"""

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import SecretText, TextChange

EXPANDED = "with its $ expanded as a variable"
RAW = "with its $ as they stand in the file"
READ = "as another reader expands its $"
DOUBLED = "with each $ doubled"
_BRACES = rb"\{[A-Za-z_][A-Za-z0-9_]*(?::?[-=]([^}]*)|:?[?+][^}]*)?\}"
_NAME = rb"[A-Za-z_][A-Za-z0-9_]*"
_VARIABLE = re.compile(rb"\$(?:" + _BRACES + rb"|" + _NAME + rb")")
_BRACED = re.compile(rb"\$" + _BRACES)
_COMPOSE = re.compile(rb"\$(?:\$|" + _BRACES + rb"|" + _NAME + rb")")
_SHELL = re.compile(rb"\$(?:" + _BRACES + rb"|" + _NAME + rb"|[0-9@*!])")
_MAKE = re.compile(rb"\$(?:\$|.)", re.DOTALL)


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Expand each ``$`` as the usual tools do with no variable set; undo it where the source or another reader shows the value."""
    octets = text.text
    if text.fresh and text.sighting is not None:
        yield from _known(octets, text.sighting)
    if b"$" not in octets:
        return
    for pattern in (_COMPOSE, _VARIABLE, _BRACED, _SHELL):
        changed = pattern.sub(_value, octets)
        if changed != octets:
            yield TextChange(changed, EXPANDED)
    yield from _simple(octets)


def _simple(octets: bytes) -> Iterator[TextChange]:
    if b"$$" in octets:
        yield TextChange(octets.replace(b"$$", b"$"), "with each $$ as one $")
    yield TextChange(octets.replace(b"$", b"$$"), DOUBLED)
    yield TextChange(octets.replace(b"\\$", b"$") if b"\\$" in octets else octets.replace(b"$", b"\\$"), "with each \\$ as $, or the reverse")
    yield TextChange(_MAKE.sub(_make_value, octets), EXPANDED)
    yield TextChange(octets.partition(b"$")[0] + octets[len(octets.rstrip()) :], "cut at its first $")
    yield TextChange(octets.replace(b"$", b""), "without its $")


def _value(match: re.Match[bytes]) -> bytes:
    """Return the value of an unset variable: its default, if it has one, else nothing."""
    return b"$" if match[0] == b"$$" else (match[1] or b"") if match.re.groups else b""


def _make_value(match: re.Match[bytes]) -> bytes:
    return b"$" if match[0] == b"$$" else b""


def _known(octets: bytes, sighting: Sighting) -> Iterator[TextChange]:
    """Yield what the source and the other readers say, where a ``$`` makes the difference."""
    source = sighting.source.reveal() if sighting.source is not None else b""
    if b"$" not in source and b"$" not in octets:
        return
    raw = source.strip(b" \t\r\n")
    for plain in (raw, raw[1:-1] if raw[:1] in (b'"', b"'") and raw[-1:] == raw[:1] else raw):
        if b"$" in plain and plain != octets:
            yield TextChange(plain, RAW)
    for reading in sighting.readings:
        if reading.text.reveal() != octets:
            yield TextChange(reading.text.reveal(), READ)
