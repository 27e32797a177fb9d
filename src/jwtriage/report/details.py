"""A task's own members (``signer``, ``token``, ``tried``…) as short lines of words, for the formats that people read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any


def detail_lines(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give ``(name, words)`` for each member; a list gives one line per element, an absent value none."""
    for name, value in details.items():
        if name == "verifiers" and hasattr(value, "items"):
            yield from ((str(each), _verifier(part)) for each, part in value.items())
        elif isinstance(value, (list, tuple)):
            yield from ((name, words(element)) for element in value)
        elif value is not None and value != {}:
            yield name, words(value)


def words(value: Any) -> str:
    """Write one JSON-ready value in words: ``alg HS256, kid "a"``."""
    if hasattr(value, "items"):
        return ", ".join(f"{name} {words(member)}" for name, member in value.items() if member not in (None, [], {}, ()))
    if isinstance(value, (list, tuple)):
        return " ".join(words(element) for element in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _verifier(part: Any) -> str:
    """Write one of several verifiers: its verdict and the ids of its causes."""
    causes = ", ".join(str(cause.get("id")) for cause in part.get("causes", ()))
    return f"{part.get('verdict')}" + (f": {causes}" if causes else "")
