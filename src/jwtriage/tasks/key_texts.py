"""Key texts for people: what stands at the REFs, and the keys that a lenient reader finds in each text."""

from collections.abc import Iterable
from typing import NamedTuple

from jwtriage.diagnosis.configured import is_document, key_octets
from jwtriage.forensics.key_document import KeyDocument, document_key
from jwtriage.forensics.keytext import read_key_document
from jwtriage.forensics.secret_forms import URL_MARKS, read_base64, read_hex
from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting, Unread
from jwtriage.places.resolve import sightings
from jwtriage.places.surroundings import Surroundings

MOST_KEYS = 200
_LENGTH_CLASSES = ((1, "empty"), (32, "shorter than 32 octets"), (48, "32 to 47 octets"), (64, "48 to 63 octets"), (129, "64 to 128 octets"))


class KeyText(NamedTuple):
    """One text with its keys. ``secret`` tells that it is a shared secret, not a document.

    Of a fingerprint that was seen elsewhere there is only the ``tag``, no key.
    """

    sighting: Sighting
    document: KeyDocument
    secret: bool
    tag: str | None = None


def look(references: Iterable[str], surroundings: Surroundings) -> tuple[list[KeyText], list[Unread]]:
    """Read the texts at the REFs; raises `UnusableReference` for a REF that cannot be used."""
    seen = [each for reference in references for each in sightings(reference, None, surroundings)]
    texts = [key_text(each) for each in seen if isinstance(each, Sighting)]
    refused = [Unread(str(text.sighting.origin), refusal.fact) for text in texts for refusal in text.document.refused]
    return texts[:MOST_KEYS], [each for each in seen if isinstance(each, Unread)] + refused


def key_text(sighting: Sighting) -> KeyText:
    """Read the keys of one text: of a document leniently, of a secret under the REF's ``encoding=``, of a fingerprint none."""
    if sighting.kind == "fingerprint":
        return KeyText(sighting, KeyDocument(()), secret=False, tag=sighting.labels["fingerprint"])
    if is_document(sighting):
        return KeyText(sighting, read_key_document(sighting.text.reveal()), secret=False)
    octets = key_octets(sighting.text.reveal(), sighting.encoding)
    keys = () if octets is None else (document_key(Key.from_secret(octets), []),)
    return KeyText(sighting, KeyDocument(keys), secret=True)


def other_encodings(text: KeyText) -> dict[str, Key]:
    """Return the keys that a secret's text gives to programs that decode it, by the encoding that its shape allows."""
    octets = text.sighting.text.reveal()
    if not text.secret or text.sighting.encoding not in ("auto", "utf8"):
        return {}
    decoded, hexadecimal = read_base64(octets), read_hex(octets)
    found = {} if decoded is None else {"base64url" if set(decoded.marks) & set(URL_MARKS) else "base64": Key.from_secret(decoded.octets)}
    return found if hexadecimal is None else found | {"hex": Key.from_secret(hexadecimal)}


def other_readers(text: KeyText) -> dict[str, Key]:
    """Return the keys that the other readers of the same source would give a program, as the bytes of their text."""
    return {reading.reader: Key.from_secret(reading.text.reveal()) for reading in text.sighting.readings} if text.secret else {}


def size_of(key: Key) -> str:
    """Write a key's size: bits of a public key, for a secret only the class of its length (SECURITY section 1)."""
    if key.secret is None:
        return key.curve or f"{key.bits} bits"
    octets = key.bits // 8
    return next((words for limit, words in _LENGTH_CLASSES if octets < limit), "longer than 128 octets")
