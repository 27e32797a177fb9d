"""Do these belong together: a private key, its public key, a certificate, a JWK, a copy of a secret?"""

from collections.abc import Mapping, Sequence

from jwtriage import __version__
from jwtriage.forensics.secret_repairs import repaired
from jwtriage.jose.keys import Key
from jwtriage.model.case import Unread
from jwtriage.model.finding import Evidence, Finding
from jwtriage.model.report import Report
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.key_texts import KeyText, look, other_encodings, other_readers
from jwtriage.tasks.keys_show import all_members, key_table
from jwtriage.tasks.naming import KeyNames

MATCH, DIFFER, UNKNOWN = "match", "differ", "unknown"


def match_keys(references: Sequence[str], environment: Mapping[str, str], surroundings: Surroundings) -> Report:
    """Return whether all REFs hold one key in common (a private key counts by its public half): verdict ``match``, ``differ`` or ``unknown``.

    Raises `UnusableReference` and `UnusableFingerprintKey`.
    """
    looks = [look([reference], surroundings) for reference in references]
    sides = [texts for texts, _ in looks]
    unread = tuple(entry for _, entries in looks for entry in entries)
    names = KeyNames(environment)
    verdict = _verdict(sides, unread, names)
    members = all_members([text for texts in sides for text in texts], names)
    return Report(
        task="keys match",
        verdict=verdict,
        findings=tuple(_near(sides)) if verdict == DIFFER else tuple(_by_tag(sides)) if verdict == MATCH else (),
        unread=unread,
        tables=(key_table(members),),
        details={"keys": members},
        facts={"version": __version__},
        problem=verdict == DIFFER,
        incomplete=verdict == UNKNOWN,
    )


def _verdict(sides: Sequence[Sequence[KeyText]], unread: Sequence[Unread], names: KeyNames) -> str:
    keys = [found for texts in sides if (found := _keys(texts)) or not _tags(texts)]
    common = set.intersection(*keys) if keys else set()
    if any(all(_bears(key, _tags(texts), names) for texts in sides if not _keys(texts)) for key in common):
        return MATCH
    return UNKNOWN if unread or not keys or not all(keys) else DIFFER


def _tags(texts: Sequence[KeyText]) -> list[str]:
    return [text.tag for text in texts if text.tag is not None]


def _bears(key: Key, tags: Sequence[str], names: KeyNames) -> bool:
    """Tell whether one of the tags is this key's; of a public key's thumbprint the beginning suffices."""
    return any(names.fingerprint(key).startswith(tag) for tag in tags)


def _by_tag(sides: Sequence[Sequence[KeyText]]) -> list[Finding]:
    """Say of each fingerprint that equal tags are likely one key, no proof (contract section 3)."""
    tagged = [text.sighting.origin for texts in sides if not _keys(texts) for text in texts if text.tag is not None]
    return [
        Finding("equal-fingerprints", "likely", "note", "equal fingerprints: likely the same key, but no bytes were compared", at) for at in tagged
    ]


def _keys(texts: Sequence[KeyText]) -> set[Key]:
    """Return the keys of one side; an empty text is none."""
    return {found.key for text in texts for found in text.document.keys if found.key.bits}


def _repaired(texts: Sequence[KeyText]) -> set[Key]:
    return {Key.from_secret(repaired(found.key.octets)[0]) for text in texts if text.secret for found in text.document.keys}


def _near(sides: Sequence[Sequence[KeyText]]) -> list[Finding]:
    """Say where two different secrets would be one if one text were read in another way."""
    found = []
    for texts in sides:
        others = set().union(*(_keys(other) | _repaired(other) for other in sides if other is not texts))
        found += [finding for text in texts if (finding := _same_when_read_otherwise(text, others)) is not None]
    return found


def _same_when_read_otherwise(text: KeyText, others: set[Key]) -> Finding | None:
    ways = {f"decoded as {name}": key for name, key in other_encodings(text).items()}
    ways |= {f"read by {reader}": key for reader, key in other_readers(text).items()}
    facts = [f"{way} it is the other's key" for way, key in ways.items() if key in others]
    if _repaired([text]) & others:
        facts.append("without what its file added it is the other's key")
    if not facts:
        return None
    title = "two copies of one key are read differently"
    return Finding("copies-disagree", "possible", "warning", title, text.sighting.origin, tuple(map(Evidence, facts)))
