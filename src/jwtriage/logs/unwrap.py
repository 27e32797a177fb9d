"""Frees a message of all that logs wrap around it, layer by layer: runtime, syslog, JSON in JSON, logfmt, the program's own prefix."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from jwtriage.logs import stack
from jwtriage.logs.message import Message
from jwtriage.logs.wrappings import access, json_record, logfmt, plain, transport
from jwtriage.logs.wrappings.layer import Layer

LONGEST_LINE = 1 << 20
"""Octets of a message that are looked at."""
MOST_LAYERS = 6
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_ENVOY_DETAILS = re.compile(r"(jwt_authn_access_denied)\{([^}]{0,300})\}")
_KEEP_OUTER = ("instance",)
"""Fields of which the outermost layer knows better."""
_Peel = Callable[[str, int | None], Layer | None]
_ENVELOPES: tuple[_Peel, ...] = (transport.cri, transport.klog, transport.syslog)
_STRUCTURES: tuple[_Peel, ...] = (json_record.peel, access.peel)


class _State(NamedTuple):
    fields: dict[str, Any]
    names: list[str]
    context: list[str]


def unwrap(line: bytes, *, year: int | None = None) -> Message:
    """Return the message in a line (or in lines joined by `jwtriage.logs.joining`); ``year`` completes times without one. Never raises."""
    text = _COLOUR.sub("", line[:LONGEST_LINE].decode("utf-8", "replace")).rstrip("\r\n")
    state = _State({}, [], [])
    texts = _open(text, state, year, MOST_LAYERS)
    said: list[str] = []
    frames: list[str] = []
    for each in texts:
        parted = stack.read(each)
        said += [_ENVOY_DETAILS.sub(_spaced, sentence) for sentence in parted.texts]
        frames.append(parted.frames)
    context = " ".join(filter(None, (*state.context, str(state.fields.get("service", "")))))
    return Message(
        texts=tuple(dict.fromkeys(said)), context=context, frames=" ".join(filter(None, frames)), wrapping=tuple(state.names), **state.fields
    )


def _open(text: str, state: _State, year: int | None, depth: int) -> list[str]:
    """Take layers off until sentences remain."""
    for peel in _ENVELOPES if depth else ():
        layer = peel(text, year)
        if layer is not None and layer.inner is not None:
            _note(layer, state)
            return _open(layer.inner, state, year, depth - 1)
    layer = next((layer for peel in _STRUCTURES if depth and (layer := peel(text, year)) is not None), None)
    if layer is not None:
        _note(layer, state)
        return [sentence for each in layer.texts for sentence in _open(each, state, year, depth - 1)]
    return _sentence(text, state, year, depth)


def _sentence(text: str, state: _State, year: int | None, depth: int) -> list[str]:
    """Take the program's own prefix off, what follows it may be JSON or pairs."""
    layer = plain.peel(text, year)
    _note(layer, state)
    (rest,) = layer.texts
    if depth and rest != text and rest.startswith("{"):
        return _open(rest, state, year, depth - 1)
    head, _, below = rest.partition("\n")
    pairs = logfmt.peel(head, year) if "=" in head else None
    if pairs is None:
        return [rest]
    _note(pairs, state)
    return [text for text in (below, *pairs.texts) if text.strip()]


def _note(layer: Layer, state: _State) -> None:
    """Keep a layer's fields: the innermost that states a field wins, but for those of which the outer ones know better."""
    for name, value in layer.fields.items():
        if value is not None and not (name in _KEEP_OUTER and name in state.fields):
            state.fields[name] = value
    state.names.append(layer.name)
    state.context.append(layer.context)


def _spaced(match: re.Match[str]) -> str:
    """Write Envoy's response details as the sentence that they were."""
    return f"{match[1]}: {match[2].replace('_', ' ')}"
