"""Copies of one logical key that disagree, and how they differ in the words of the causes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jwtriage.diagnosis.chain import Step
from jwtriage.model.case import Sighting
from jwtriage.model.finding import Certainty, Evidence, Finding, Fix
from jwtriage.model.predecessor import is_older
from jwtriage.scan.explanation import Explanations, slip_between
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import LogicalKey
from jwtriage.scan.material import identity_of, keys_of
from jwtriage.scan.systems import systems_of

MOST_COMPARED = 12
"""So many differing copies of one logical key are compared with sounder ones."""

MOST_SOUND = 3
"""A copy is compared with so many sounder ones, until one of them explains it."""

MOST_SHOWN = 10
"""So many places of one value, and so many values, are listed; the others are counted."""

AROUND = b" \t\r\n\"'`\0\xef\xbb\xbf"
"""Octets that files and editors put around a secret."""

Variants = Mapping[tuple[object, ...], list[Sighting]]


class Explained(NamedTuple):
    """A copy, the sounder one beside which it was put, and the steps between them (none where they are strangers), or the slip."""

    copy: Sighting
    sound: Sighting
    steps: tuple[Step, ...]
    slip: str = ""


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each key for tokens of which the copies disagree."""
    explanations = Explanations()
    for key in inventory.keys:
        for system in systems_of(key.sightings, explanations) if key.name.for_tokens else ():
            variants = variants_of(system)
            if len(variants) > 1 and not is_growing(key, variants):
                yield finding_of(str(key), variants, inventory, explanations)


def variants_of(sightings: Iterable[Sighting]) -> Variants:
    """Return the distinct values with where each was seen: the most common first, then those that nothing was put around."""
    variants: dict[tuple[object, ...], list[Sighting]] = {}
    for sighting in sightings:
        variants.setdefault(identity_of(sighting), []).append(sighting)
    return dict(sorted(variants.items(), key=lambda entry: (-len(entry[1]), not _is_sound(entry[1][0]))))


def _is_sound(sighting: Sighting) -> bool:
    text = sighting.text.reveal()
    return text.strip(AROUND) == text


def is_growing(key: LogicalKey, variants: Variants) -> bool:
    """Tell whether several sets of public keys under one name are a list that grows: some may hold keys that others do not have yet."""
    counts = {len(keys_of(group[0])) for group in variants.values()}
    return key.name.role in ("set", "public") and len(counts) > 1 and 0 not in counts


def finding_of(name: str, variants: Variants, inventory: Inventory, explanations: Explanations) -> Finding:
    """Make the finding: which values there are, where, and how each differs from a sounder copy."""
    first, *others = [group[0] for group in variants.values()]
    explained = [_explained(other, [first, *others[:place]], explanations) for place, other in enumerate(others[:MOST_COMPARED])]
    evidence = [fact for group in list(variants.values())[:MOST_SHOWN] for fact in _seen(group, inventory)]
    evidence += [fact for entry in explained for fact in _differences(entry)]
    certainty: Certainty = "likely" if any(entry.steps or entry.slip for entry in explained) else "possible"
    title = f"the copies of one {name} disagree: {len(variants)} values in {sum(map(len, variants.values()))} places"
    return Finding("copies-disagree", certainty, "warning", title, others[0].origin, tuple(evidence), fixes(explained))


def _explained(copy: Sighting, sounder: Sequence[Sighting], explanations: Explanations) -> Explained:
    """Return how a copy differs from the first of the sounder ones of which it is a damaged copy."""
    for sound in sounder[:MOST_SOUND]:
        steps = explanations.between(sound, copy)
        slip = "" if steps else slip_between(sound.text.reveal(), copy.text.reveal())
        if steps or slip:
            return Explained(copy, sound, steps, slip)
    return Explained(copy, sounder[0], ())


def _seen(group: Sequence[Sighting], inventory: Inventory) -> Iterator[Evidence]:
    labels = ", ".join(dict.fromkeys(inventory.names.label(key) for key in keys_of(group[0]))) or "nothing that can be read as a key"
    for sighting in group[:MOST_SHOWN]:
        yield Evidence(f"{labels} stands in {sighting.origin}", sighting.origin)
    if len(group) > MOST_SHOWN:
        yield Evidence(f"{labels} stands in {len(group) - MOST_SHOWN} more places")


def _differences(entry: Explained) -> Iterator[Evidence]:
    for step in entry.steps:
        sound = f"the value of {entry.sound.origin}"
        words = f"it is {sound}, {step.how}" if step.axis == "copy" else f"{step.how} it is {sound}"
        yield Evidence(f"{step.cause.id}: {words}", entry.copy.origin)
    if entry.slip:
        yield Evidence(f"it is the value of {entry.sound.origin}, {entry.slip}", entry.copy.origin)
    elif not entry.steps:
        older = ", by its name the older one" if is_older(entry.copy, entry.sound) else ""
        yield Evidence(f"it is another value{older}, not a damaged copy of what stands in {entry.sound.origin}", entry.copy.origin)


def fixes(explained: Iterable[Explained]) -> tuple[Fix, ...]:
    """Return what to do, once for each cause."""
    remedies = dict.fromkeys(step.cause.remedy for entry in explained for step in entry.steps if step.cause.remedy)
    return tuple(map(Fix, remedies)) or (Fix("Decide which value is right and let all places take it from one store."),)
