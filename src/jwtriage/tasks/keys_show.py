"""Which key is this, and what do different readers and encodings make of its text?"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jwtriage import __version__
from jwtriage.forensics.key_document import PRIVATE_NOTE, DocumentKey
from jwtriage.forensics.secret_repairs import repaired
from jwtriage.jose.secret import Secret
from jwtriage.known.keys import sample_key_name
from jwtriage.known.secrets import is_default
from jwtriage.model.case import Unread
from jwtriage.model.finding import Evidence, Finding, Severity
from jwtriage.model.report import Report, Table
from jwtriage.places.surroundings import Surroundings
from jwtriage.report.details import short_fingerprint
from jwtriage.tasks.key_texts import KeyText, look, other_encodings, other_readers, size_of
from jwtriage.tasks.naming import KeyNames

COLUMNS = ("where", "key", "kind", "size", "fingerprint")


def show_keys(references: Iterable[str], environment: Mapping[str, str], surroundings: Surroundings) -> Report:
    """Return what the REFs hold: a row for each key, a note for each thing that a strict reader would not take.

    Raises `UnusableReference` and `UnusableFingerprintKey`.
    """
    texts, unread = look(references, surroundings)
    names = KeyNames(environment)
    members = all_members(texts, names)
    return Report(
        task="keys show",
        findings=tuple(finding for text in texts for finding in _findings(text, names)),
        tables=(key_table(members),) if members else (),
        unread=(*unread, *(Unread(str(text.sighting.origin), "a fingerprint holds no key; keys match compares it") for text in texts if text.tag)),
        details={"keys": members},
        facts={"version": __version__},
    )


def all_members(texts: Iterable[KeyText], names: KeyNames) -> list[dict[str, Any]]:
    """Return all keys ready for JSON; one secret has one tag, a copy with something added is named after it (SECURITY section 1)."""
    tagged: dict[Secret, str] = {}
    members = []
    for text in texts:
        for found in text.document.keys:
            members.append(key_members(text, found, names))
            if text.secret:
                core, label = Secret(repaired(found.key.octets)[0]), names.label(found.key)
                first = tagged.setdefault(core, label)
                members[-1] |= {} if first == label else {"fingerprint": f"{first}, with something added or taken off"}
    return members


def key_members(text: KeyText, found: DocumentKey, names: KeyNames) -> dict[str, Any]:
    """Return one key ready for JSON: which, where, of what size, and what others make of the same text."""
    key = found.key
    members = {
        "origin": str(text.sighting.origin),
        "line": text.sighting.origin.line,
        "label": names.label(key),
        "fingerprint": names.fingerprint(key),
        "spki_sha256": key.spki_sha256,
        "kind": key.kind,
        "size": size_of(key),
        "private": key.private,
        "kid": key.kid,
        "alg": key.alg,
        "use": key.use,
        "reader": text.sighting.reader,
        "readers": {reader: names.label(other) for reader, other in other_readers(text).items()},
        "encodings": {name: {"label": names.label(other), "size": size_of(other)} for name, other in other_encodings(text).items()},
        "observations": [{"id": each.id, "fact": each.fact} for each in found.observations],
    }
    return {name: value for name, value in members.items() if value not in (None, {}, [])}


def key_table(members: Iterable[Mapping[str, Any]]) -> Table:
    """Return one row for each key."""
    return Table("keys", COLUMNS, tuple(_row(each) for each in members))


def _row(members: Mapping[str, Any]) -> tuple[str, ...]:
    kind = f"{members['kind']}{' private' if members['private'] else ''}"
    return (members["origin"], members["label"], kind, members["size"], short_fingerprint(members["fingerprint"]))


def _findings(text: KeyText, names: KeyNames) -> Iterator[Finding]:
    for found in text.document.keys:
        label = names.label(found.key)
        for observation in found.observations:
            if observation != PRIVATE_NOTE:
                yield _finding(text, observation.id, f"{label}: {observation.fact}", "note")
        yield from _known(text, found, label)
    yield from _added(text, names)
    yield from _readings(text, names)


def _added(text: KeyText, names: KeyNames) -> Iterator[Finding]:
    """Note what a file or a shell may have added around a secret."""
    for found in text.document.keys if text.secret else ():
        for layer in repaired(found.key.octets)[1]:
            yield _finding(text, layer.id, f"{names.label(found.key)}: normalized it would have {layer.fact}", "note")


def _known(text: KeyText, found: DocumentKey, label: str) -> Iterator[Finding]:
    """Note a key that everybody has, and one that is none."""
    if not found.key.bits:
        yield _finding(text, "secret-undefined-or-empty", f"{label} is empty: it is no key", "error")
    sample = sample_key_name(found.key) if found.key.secret is None else None
    if sample:
        yield _finding(text, "sample-key", f"{label} is a published sample key ({sample}): anyone can sign with it", "error")
    if found.key.secret is not None and is_default(found.key.octets):
        yield _finding(text, "secret-default-or-placeholder", f"{label} is on the list of default secrets: anyone can sign with it", "error")


def _readings(text: KeyText, names: KeyNames) -> Iterator[Finding]:
    """Note how the other readers and encodings differ; labels tell which of them agree."""
    own = ", ".join(names.label(found.key) for found in text.document.keys)
    others = [f"{reader} reads {names.label(key)}" for reader, key in other_readers(text).items()]
    if others:
        yield _finding(text, "readers-disagree", f"readers of this file disagree: {text.sighting.reader} reads {own}", "warning", others)
    encodings = [f"decoded as {name} it is {names.label(key)}, {size_of(key)}" for name, key in other_encodings(text).items()]
    if encodings:
        yield _finding(text, "encodings-differ", f"as it stands the text is {own}; a program that decodes it has another key", "note", encodings)


def _finding(text: KeyText, name: str, title: str, severity: Severity, facts: Iterable[str] = ()) -> Finding:
    return Finding(name, "possible", severity, title, text.sighting.origin, tuple(Evidence(fact) for fact in facts))
