"""Claims as headers: what a proxy passes on to the service behind it, in the place of whatever the client sent under these names."""

import json
import re
from collections.abc import Mapping
from typing import Any, TypeAlias
from urllib.parse import quote

Header: TypeAlias = tuple[bytes, bytes]
"""Name in lower case and value, as ASGI has them."""

IDENTITY: Mapping[str, str] = {"X-Auth-Subject": "sub", "X-Auth-Issuer": "iss", "X-Auth-Scope": "scope"}
"""The headers by default, with the claim that each of them holds."""
LONGEST_VALUE = 2048
"""Octets of one header. Proxies hold all headers of an answer in one buffer of 4 to 8 KiB and fail above."""

_NAME = re.compile(r"[Xx]-[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_KEPT = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) != "%")
"""Visible ASCII and the space stand for themselves; the percent sign does not, so that a value has one reading."""


class TooLong(ValueError):
    """A claim that does not fit a header; the message names the header."""


class IdentityHeaders:
    """The headers of one listener. Every answer has all of them, so that none that a client sent can survive."""

    __slots__ = ("_claims", "_empty")

    def __init__(self, claims_by_header: Mapping[str, str] = IDENTITY) -> None:
        """Take the claim of each header.

        Raises `ValueError` for a name that does not begin with ``X-`` (no header that means something else may be written) or has other
        characters than letters, digits and hyphens (an underscore becomes a hyphen on the way to many services).
        """
        for name in claims_by_header:
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name[:64]!r} is no name of an identity header: X- and then letters, digits and single hyphens")
        self._claims = {name.lower().encode(): claim for name, claim in claims_by_header.items()}
        self._empty = [(name, b"") for name in self._claims]

    def empty(self) -> list[Header]:
        """Return the headers of a rejection: all there, and empty."""
        return list(self._empty)

    def of(self, claims: Mapping[str, Any]) -> list[Header]:
        """Return the headers of an accepted token; that of an absent claim is empty. Raises `TooLong`."""
        return [(name, header_value(claims.get(claim))) for name, claim in self._claims.items()]


def header_value(claim: object) -> bytes:
    """Write a claim as the value of a header: text as it is, anything else as JSON; octets that a header cannot carry are percent-encoded.

    Encoded are the percent sign, blanks at the ends, control characters and the octets of all characters beyond ASCII in UTF-8
    (RFC 3986, 2.1). Raises `TooLong`.
    """
    if claim is None:
        return b""
    text = claim if isinstance(claim, str) else json.dumps(claim, separators=(",", ":"))
    value = _without_outer_blanks(quote(text, safe=_KEPT)).encode("ascii")
    if len(value) > LONGEST_VALUE:
        raise TooLong(f"a claim of more than {LONGEST_VALUE} octets")
    return value


def _without_outer_blanks(text: str) -> str:
    """HTTP takes blanks at the ends away (RFC 9110, 5.5): they are encoded instead."""
    if text == text.strip(" "):
        return text
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return "%20" * before + text.strip(" ") + ("%20" * after if before < len(text) else "")
