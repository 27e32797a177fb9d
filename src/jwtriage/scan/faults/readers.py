"""Secrets that change on their way: readers of one file that disagree, ``$`` that compose or a shell expands, scalars that YAML converts."""

from collections.abc import Iterator

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.configured import is_document
from jwtriage.model.case import Sighting
from jwtriage.model.finding import Evidence, Finding, Fix, Severity
from jwtriage.scan.faults.fault import REMEDIES, label_of, token_keys
from jwtriage.scan.inventory import Inventory

_NARROW = frozenset(("docker", "helm"))
"""Readers that alone read differently: docker leaves quotes, Helm writes long numbers in another way; few files are read by them."""

_YAML = ("yaml-1.1", "yaml-1.2", "helm")


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each key for tokens that two readers of its file would hand to their programs differently."""
    for _, sighting in token_keys(inventory, "secret", "private", "public", "set"):
        if sighting.readings and not is_document(sighting) and not _is_escaped(sighting):
            yield _finding(sighting, inventory)


def _finding(sighting: Sighting, inventory: Inventory) -> Finding:
    name = cause_of(sighting)
    label, readers = label_of(sighting, inventory), ", ".join(reading.reader for reading in sighting.readings)
    severity: Severity = "note" if {reading.reader for reading in sighting.readings} <= _NARROW else "warning"
    evidence = [Evidence(f"another value for {readers} than for {_reader(sighting)}", sighting.origin)]
    evidence += [Evidence(f"{name}: {CAUSES[name].title}")] if name in CAUSES else []
    fix = CAUSES[name].remedy if name in CAUSES else REMEDIES["readers-disagree"]
    title = f"{label}: readers of this value disagree"
    shown = name if name in _OWN else "readers-disagree"
    url = CAUSES[shown].url if shown in CAUSES else ""
    return Finding(shown, "proven", severity, title, sighting.origin, tuple(evidence), (Fix(fix),), url)


_OWN = ("secret-dollar-interpolated", "secret-yaml-scalar-coerced")
"""Causes that are told under their own id."""


def _reader(sighting: Sighting) -> str:
    return sighting.reader if sighting.reader != "auto" else "the reader in charge"


def cause_of(sighting: Sighting) -> str:
    """Return the cause by which readers come to different values."""
    source = sighting.source.reveal() if sighting.source else b""
    if any(reading.reader in _YAML for reading in sighting.readings):
        return "secret-yaml-scalar-coerced"
    if b"$" in source:
        return "secret-dollar-interpolated"
    if b"#" in source:
        return "secret-hash-comment-truncated"
    return "secret-quotes-kept" if source[:1] in (b'"', b"'", b"`") else "readers-disagree"


def _is_escaped(sighting: Sighting) -> bool:
    """Tell whether each ``$`` is doubled, as compose wants it: only a reader that is not in charge would see two."""
    source = sighting.source.reveal() if sighting.source else b""
    return {reading.reader for reading in sighting.readings} == {"uninterpolated"} and b"$" not in source.replace(b"$$", b"")
