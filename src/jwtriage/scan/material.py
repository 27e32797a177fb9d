"""What the text of a sighting is as a key: the bytes of a shared secret, or the keys of a document."""

from jwtriage.diagnosis.configured import is_document, key_octets
from jwtriage.forensics.keytext import read_document
from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting


def keys_of(sighting: Sighting) -> tuple[Key, ...]:
    """Return the keys that a lenient reader finds in a document, or the shared secret that the text is."""
    text = sighting.text.reveal()
    if is_document(sighting):
        return tuple(found.key for found in read_document(text))
    octets = key_octets(text, sighting.encoding)
    return () if octets is None else (Key.from_secret(octets),)


def identity_of(sighting: Sighting) -> tuple[object, ...]:
    """Return what two sightings share when a program has the same key from both: the secret's bytes, or the set of public halves."""
    keys = keys_of(sighting)
    if len(keys) == 1 and keys[0].secret is not None:
        return ("secret", keys[0].secret)
    return ("keys", *sorted({key.thumbprint for key in keys})) if keys else ("text", sighting.text)
