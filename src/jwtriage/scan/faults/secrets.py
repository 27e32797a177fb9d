"""Shared secrets that anyone knows or can guess, that are too short, or that carry what a file or a shell added."""

from collections.abc import Iterator

from jwtriage.diagnosis.configured import is_document
from jwtriage.forensics.loose_base64 import ALPHABET
from jwtriage.forensics.secret_forms import read_base64
from jwtriage.forensics.secret_repairs import repaired
from jwtriage.known.secrets import is_default, is_placeholder
from jwtriage.known.strength import is_weak
from jwtriage.model.case import Sighting
from jwtriage.model.finding import Finding
from jwtriage.scan.example_places import is_example
from jwtriage.scan.faults.fault import fault, label_of, token_keys
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import name_of

SHORTEST = 32
"""Octets of a secret for HS256 (RFC 7518, section 3.2)."""

NOTHING = frozenset((b"undefined", b"null", b"None", b"nil", b"<nil>", b"NaN", b"[object Object]"))
"""What languages write for a value that is not there."""

_LEFT_OPEN = ("field",)
"""Kinds of places where an empty value is a question to whoever installs: the values of a chart."""


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each shared secret for tokens that is none, or no good one."""
    for _, sighting in token_keys(inventory, "secret"):
        if not is_document(sighting):
            yield from _faults(sighting, inventory)


def check_empty(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each secret for tokens that is set to nothing."""
    for sighting in inventory.sightings:
        name = name_of(sighting) if not sighting.text and sighting.kind not in _LEFT_OPEN else None
        if name is not None and name.role == "secret" and name.for_tokens and not is_example(sighting.origin.place):
            yield fault("secret-undefined-or-empty", f"the {name} is empty", sighting.origin, "warning")


def check_framework(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each default secret whose name does not say what it is for: frameworks sign tokens with it too."""
    for key in inventory.keys:
        for sighting in key.sightings if key.name.role == "secret" and not key.name.for_tokens and not key.name.qualifiers else ():
            if sighting.origin.name and is_default(sighting.text.reveal()):
                yield _default(sighting, inventory)


def _faults(sighting: Sighting, inventory: Inventory) -> Iterator[Finding]:
    octets = sighting.text.reveal()
    core, layers = repaired(octets)
    if core in NOTHING:
        yield fault("secret-undefined-or-empty", "the secret is the text that a program writes for a missing value", sighting.origin, "error")
    elif is_default(core) or is_placeholder(core):
        yield _default(sighting, inventory)
    else:
        yield from _strength(sighting, core, inventory)
    for layer in layers:
        title = f"{label_of(sighting, inventory)}: normalized it would have {layer.fact}"
        yield fault(layer.id, title, sighting.origin, "warning", facts=("whoever trims it has another key than whoever does not",))
    if _is_encoded_twice(sighting):
        title = f"{label_of(sighting, inventory)}: what the manifest decodes to is base64 of a text again"
        yield fault("secret-double-base64", title, sighting.origin, "warning")


def _default(sighting: Sighting, inventory: Inventory) -> Finding:
    title = f"{label_of(sighting, inventory)} is a default or a placeholder: anyone can sign with it"
    return fault("secret-default-or-placeholder", title, sighting.origin, "error")


def _strength(sighting: Sighting, octets: bytes, inventory: Inventory) -> Iterator[Finding]:
    label = label_of(sighting, inventory)
    if len(octets) < SHORTEST:
        title = f"{label} is shorter than 32 octets, the least for HS256 (RFC 7518, section 3.2)"
        yield fault("secret-too-short", title, sighting.origin, "warning", "proven")
    elif is_weak(octets):
        title = f"{label} can be guessed: one token is enough to try words, patterns and repetitions against it"
        yield fault("secret-guessable", title, sighting.origin, "warning")


def _is_encoded_twice(sighting: Sighting) -> bool:
    """Tell whether a value of a manifest is base64 of printable text with two layers to see: nobody generates such a secret."""
    text = sighting.text.reveal().strip()
    if not sighting.kind.startswith("kubernetes") or len(text) < SHORTEST // 2 or text.translate(None, ALPHABET + b"-_="):
        return False
    inner = read_base64(text)
    return inner is not None and _is_plain(inner.octets)


def _is_plain(octets: bytes) -> bool:
    return octets.rstrip(b"\r\n").isascii() and octets.rstrip(b"\r\n").decode("ascii").isprintable()
