"""JSON as a forgiving parser reads it: duplicate members, NaN and a byte order mark pass; only what is no JSON at all fails."""

from __future__ import annotations

from json import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LIMIT = 1 << 20
"""Texts of more octets than this are not parsed."""


def object_of(octets: bytes) -> dict[str, Any] | None:
    """Return the JSON object in ``octets``, or ``None`` if there is none (or it is too large or too deep). Never raises."""
    if len(octets) > LIMIT or not octets.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    value = _parse(octets)
    return value if isinstance(value, dict) else None


def _parse(octets: bytes, members: Callable[[list[tuple[str, Any]]], None] | None = None) -> object:
    try:
        return loads(_text(octets), object_pairs_hook=members)
    except (ValueError, RecursionError):
        return None


def _text(octets: bytes) -> str:
    """Decode as UTF-8; where that fails as Latin-1, which is what the commonest careless encoders wrote."""
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def repeats_a_member(octets: bytes) -> bool:
    """Tell whether an object anywhere in ``octets`` names a member twice (RFC 8259, section 4). Never raises."""
    repeated = False

    def members(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated = repeated or len({name for name, _ in pairs}) < len(pairs)

    if len(octets) <= LIMIT:
        _parse(octets, members)
    return repeated
