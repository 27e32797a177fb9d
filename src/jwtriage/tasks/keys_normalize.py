"""Repairs a key's text into a sound one: PEM rewritten, a secret freed of what its file added. Says which changes, by kind."""

from collections.abc import Callable
from typing import NamedTuple

from jwtriage.forensics.key_document import DocumentKey, private_pem
from jwtriage.jose.secret import Secret
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.key_texts import KeyText, look
from jwtriage.tasks.request import UnusableRequest


class Normal(NamedTuple):
    """The sound text, the kinds of change, and whether the text is a whole file (which alone can be replaced in place)."""

    text: Secret
    changes: tuple[str, ...]
    whole_file: bool


def normalize(reference: str, surroundings: Surroundings) -> Normal:
    """Return the sound text of the one key at a REF. Raises `UnusableReference`, and `UnusableRequest` where there is no or more than one key."""
    texts, unread = look([reference], surroundings)
    if unread:
        raise UnusableRequest(f"{unread[0].origin}: {unread[0].why}")
    if len(texts) != 1:
        raise UnusableRequest(f"{reference}: names {'several texts' if texts else 'nothing'}; name one with #NAME")
    return _of_secret(texts[0]) if texts[0].secret else _of_document(texts[0], reference)


def _of_document(text: KeyText, reference: str) -> Normal:
    keys = text.document.keys
    if len({found.key for found in keys}) != 1:
        raise UnusableRequest(f"{reference}: holds {'several keys' if keys else 'no key that can be read'}")
    found = next((each for each in keys if each.key.private), keys[0])
    if found.key.secret is not None:
        raise UnusableRequest(f"{reference}: a JWK of a shared secret is left as it is")
    sound = private_pem(found.key) or Secret(found.canonical)
    return Normal(sound, _document_changes(text, found, sound), text.sighting.kind == "file")


def _document_changes(text: KeyText, found: DocumentKey, sound: Secret) -> tuple[str, ...]:
    facts = tuple(each.fact for each in found.observations if each.id != "private-key-used-to-verify")
    return facts or (() if sound == text.sighting.text else ("rewritten in its canonical form",))


def _of_secret(text: KeyText) -> Normal:
    octets, changes = text.sighting.text.reveal(), []
    for name, repair in REPAIRS:
        repaired = repair(octets)
        if repaired != octets and repaired:
            octets = repaired
            changes.append(name)
    return Normal(Secret(octets), tuple(changes), text.sighting.kind == "file")


def _without_mark(octets: bytes) -> bytes:
    return octets.removeprefix(b"\xef\xbb\xbf")


def _from_utf16(octets: bytes) -> bytes:
    if octets[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return octets
    try:
        return octets.decode("utf-16").encode()
    except UnicodeDecodeError:
        return octets


def _is_text(octets: bytes) -> bool:
    """Tell whether white space around it can be noise: random octets may begin or end in any value."""
    try:
        return octets.strip().decode().isprintable()
    except UnicodeDecodeError:
        return False


def _without_nul(octets: bytes) -> bytes:
    return octets.rstrip(b"\0") if _is_text(octets.rstrip(b"\0")) else octets


def _without_white_space(octets: bytes) -> bytes:
    return octets.strip() if _is_text(octets) else octets


def _without_quotes(octets: bytes) -> bytes:
    quoted = len(octets) > 2 and octets[0] == octets[-1] and octets[:1] in (b'"', b"'", b"`")
    return octets[1:-1] if quoted and _is_text(octets) else octets


REPAIRS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("UTF-16 written as UTF-8", _from_utf16),
    ("the byte order mark removed", _without_mark),
    ("NUL at the end removed", _without_nul),
    ("white space around it removed", _without_white_space),
    ("quotes around it removed", _without_quotes),
)
