"""What happens to the text of a token on its way; each fault adds a change of the text to the draft."""

import re
from collections.abc import Callable

from tests.casebook.draft import Draft
from tests.casebook.material import ALPHANUMERIC

SPACES = ["whitespace-or-percent-encoding-inserted", "token-trailing-newline", "base64-line-wrapped"]


def _in_transit(identity: str, change: Callable[[bytes], bytes], *others: str, allow: tuple[str, ...] = ()) -> Callable[[Draft], None]:
    def fault(draft: Draft) -> None:
        draft.transit.append(change)
        draft.blame(identity, *others, allow=allow)

    return fault


def _insert(text: bytes, position: int, piece: bytes) -> bytes:
    return text[:position] + piece + text[position:]


def _pad(text: bytes) -> bytes:
    return b".".join(part + b"=" * (-len(part) % 4) for part in text.split(b"."))


def _pad_signature(text: bytes) -> bytes:
    return text + b"=" * (-len(text.rpartition(b".")[2]) % 4)


def _wrap(width: int) -> Callable[[bytes], bytes]:
    return lambda text: b".".join(b"\n".join(part[i : i + width] for i in range(0, len(part), width)) for part in text.split(b"."))


def _in_payload(text: bytes, share: float = 0.5) -> int:
    first, last = text.index(b"."), text.rindex(b".")
    return first + 1 + int((last - first - 1) * share)


def _other(character: int, source) -> bytes:
    return source.choice([c for c in ALPHANUMERIC if ord(c) != character]).encode()


def mistyped_signature(draft: Draft) -> None:
    """Change one character in the middle of the signature."""

    def change(text: bytes) -> bytes:
        at = len(text) - 12
        return text[:at] + _other(text[at], draft.source) + text[at + 1 :]

    _in_transit("token-mistyped", change)(draft)


def mistyped_payload(draft: Draft) -> None:
    """Change one character of the payload."""

    def change(text: bytes) -> bytes:
        at = _in_payload(text)
        return text[:at] + _other(text[at], draft.source) + text[at + 1 :]

    _in_transit("token-mistyped", change)(draft)


def lost_character(draft: Draft) -> None:
    """Lose one character of the signature."""
    _in_transit("token-mistyped", lambda text: text[:-9] + text[-8:], allow=("token-truncated-by-storage",))(draft)


def added_character(draft: Draft) -> None:
    """Type one character of the signature twice."""
    _in_transit("token-mistyped", lambda text: _insert(text, len(text) - 9, text[-9:-8]))(draft)


def swapped_characters(draft: Draft) -> None:
    """Swap two neighbours of the signature."""

    def change(text: bytes) -> bytes:
        at = next(i for i in range(len(text) - 20, 0, -1) if text[i] != text[i + 1])
        return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]

    _in_transit("token-mistyped", change)(draft)


def mistyped_case(draft: Draft) -> None:
    """Write one letter of the header in the other case."""

    def change(text: bytes) -> bytes:
        at = next(match.start() for match in re.finditer(rb"[A-Z]", text) if match.start() > 8)
        return text[:at] + text[at : at + 1].swapcase() + text[at + 1 :]

    _in_transit("token-mistyped", change)(draft)


def _standard(text: bytes) -> bytes:
    return text.translate(bytes.maketrans(b"-_", b"+/"))


def standard_signature(draft: Draft) -> None:
    """Write the signature in standard base64, with padding."""
    draft.transit.append(lambda text: _pad_signature(text.rpartition(b".")[0] + b"." + _standard(text.rpartition(b".")[2])))
    draft.blame("segments-standard-base64", "padding-added-in-transit", allow=["padding-added-in-transit"])


def spaces_for_plus(draft: Draft) -> None:
    """Write the signature in standard base64; a form decoder makes spaces of its plus signs."""
    draft.transit.append(lambda text: text.rpartition(b".")[0] + b"." + _standard(text.rpartition(b".")[2]).replace(b"+", b" "))
    draft.blame("plus-became-space", "segments-standard-base64", allow=["segments-standard-base64"])


BEARER = "bearer-prefix-or-wrapping"
PERCENT = "whitespace-or-percent-encoding-inserted"
TRANSIT = {
    "bearer": _in_transit(BEARER, lambda text: b"Bearer " + text),
    "bearer-small": _in_transit(BEARER, lambda text: b"bearer " + text),
    "bearer-twice": _in_transit(BEARER, lambda text: b"Bearer Bearer " + text),
    "header-line": _in_transit(BEARER, lambda text: b"Authorization: Bearer " + text),
    "braces": _in_transit(BEARER, lambda text: b"{" + text + b"}"),
    "brackets": _in_transit(BEARER, lambda text: b"[" + text + b"]"),
    "angles": _in_transit(BEARER, lambda text: b"<" + text + b">"),
    "quotes": _in_transit("token-quoted", lambda text: b'"' + text + b'"'),
    "apostrophes": _in_transit("token-quoted", lambda text: b"'" + text + b"'"),
    "quotes-percent": _in_transit("token-quoted", lambda text: b"%22" + text + b"%22", PERCENT, allow=(PERCENT,)),
    "newlines": _in_transit("token-trailing-newline", lambda text: text + b"\n\n"),
    "crlf": _in_transit("token-trailing-newline", lambda text: text + b"\r\n"),
    "space-first": _in_transit(PERCENT, lambda text: b" " + text),
    "space-last": _in_transit(PERCENT, lambda text: text + b" ", "token-trailing-newline"),
    "space-before-dot": _in_transit(PERCENT, lambda text: text.replace(b".", b" .", 1)),
    "space-inside": _in_transit(PERCENT, lambda text: _insert(text, _in_payload(text), b" "), "plus-became-space"),
    "mail-wrap": _in_transit(PERCENT, lambda text: _insert(text, _in_payload(text, 0.3), b"\r\n"), "base64-line-wrapped"),
    "percent-dots": _in_transit(PERCENT, lambda text: text.replace(b".", b"%2E")),
    "percent-padding": _in_transit("padding-added-in-transit", lambda text: _pad_signature(text).replace(b"=", b"%3D"), PERCENT, allow=(PERCENT,)),
    "fence": _in_transit(PERCENT, lambda text: b"```\n" + text + b"\n```", BEARER, "token-quoted"),
    "zero-width": _in_transit(PERCENT, lambda text: _insert(text, _in_payload(text), b"\xe2\x80\x8b")),
    "repr": _in_transit("token-bytes-repr", lambda text: b"b'" + text + b"'", allow=("token-quoted",)),
    "repr-quotes": _in_transit("token-bytes-repr", lambda text: b'b"' + text + b'"', allow=("token-quoted",)),
    "padded": _in_transit("padding-added-in-transit", _pad),
    "wrapped-64": _in_transit("base64-line-wrapped", _wrap(64), allow=(PERCENT,)),
    "wrapped-76": _in_transit("base64-line-wrapped", _wrap(76), allow=(PERCENT,)),
    "standard": standard_signature,
    "plus-space": spaces_for_plus,
}
MISTYPED = {
    "mistyped": mistyped_signature,
    "mistyped-payload": mistyped_payload,
    "lost": lost_character,
    "added": added_character,
    "swapped": swapped_characters,
    "case": mistyped_case,
}
