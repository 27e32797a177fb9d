"""The members of ``decode`` as text: light, because a token is looked at more often than it is diagnosed."""

from __future__ import annotations

from json import dumps

from jwtriage.report.escape import for_shell, for_terminal
from jwtriage.report.paint import Paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

LONGEST_VALUE = 400
"""Characters of one value; longer ones are cut."""


def render(members: Mapping[str, Any], *, colour: bool = False) -> str:
    """Write the members of ``decode`` as text, ending in a newline; ANSI colours only where ``colour`` is true."""
    paint = Paint(colour)
    return "\n".join(_lines(members, members["token"], paint)) + "\n"


def _lines(members: Mapping[str, Any], token: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    yield f"{paint('strong', for_terminal(token['is']))}, {for_terminal(token['token_fingerprint'])}; nothing was verified"
    yield from _part("header", token["header"], {}, paint)
    yield from _part("claims", token["claims"], token["times"], paint)
    if token["other_claims"]:
        yield f"  {paint('faint', 'by name only (--claims all):')} {for_terminal(', '.join(token['other_claims']))}"
    yield f"{paint('strong', 'signature')}  {_signature(token['signature_octets'])}"
    for finding in members["findings"]:
        yield f"{paint('note', 'note[' + for_terminal(finding['id']) + ']')}: {for_terminal(finding['title'])}"
    for step in members["next"]:
        yield f"{paint('help', 'help')}: {for_terminal(step['text'])}"
        if step["argv"]:
            yield f"      $ {' '.join(for_shell(word) for word in step['argv'])}"


def _part(title: str, values: Mapping[str, Any], words: Mapping[str, str], paint: Paint) -> Iterator[str]:
    if not values:
        return
    yield paint("strong", title)
    width = max(len(for_terminal(name)) for name in values)
    for name, value in values.items():
        note = f"  {paint('faint', for_terminal(words[name]))}" if name in words else ""
        yield f"  {for_terminal(name).ljust(min(width, 24))}  {_value(value)}{note}"


def _value(value: Any) -> str:
    text = for_terminal(dumps(value, ensure_ascii=False))
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def _signature(octets: int | None) -> str:
    if octets is None:
        return "removed or masked"
    return f"{octets} octets, not shown" if octets else "none"
