"""Repairs a key's text into a sound one: PEM rewritten, a secret freed of what its file added. Says which changes, by kind."""

from typing import NamedTuple

from jwtriage.forensics.key_document import DocumentKey, private_pem
from jwtriage.forensics.secret_repairs import repaired
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
    octets, changes = repaired(text.sighting.text.reveal())
    if not octets:
        raise UnusableRequest(f"{text.sighting.origin}: is empty")
    return Normal(Secret(octets), tuple(change.fact for change in changes), text.sighting.kind == "file")
