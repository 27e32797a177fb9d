"""Copies of one logical key that disagree, and how they differ in the words of the causes."""

from collections import Counter
from collections.abc import Iterator, Mapping

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.difference import difference
from jwtriage.diagnosis.secret_nodes import roots_of
from jwtriage.model.case import Sighting
from jwtriage.model.finding import Certainty, Evidence, Finding, Fix
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import LogicalKey
from jwtriage.scan.material import identity_of, keys_of

SECONDS = 10.0
"""Time for all comparisons of one scan."""

MOST_COMPARED = 20
"""So many differing copies of one logical key are compared with the most common one."""

BLOCK = 64
"""The block of SHA-256: `difference` asks for the hash's block, and most tokens under a shared secret are HS256."""

Variants = Mapping[tuple[object, ...], list[Sighting]]


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each logical key of which the copies disagree."""
    budget = Budget(SECONDS)
    for key in inventory.keys:
        variants = variants_of(key)
        if len(variants) > 1:
            yield _finding(key, variants, inventory, budget)


def variants_of(key: LogicalKey) -> Variants:
    """Return the distinct values of a logical key with where each was seen, the most common value first."""
    variants: dict[tuple[object, ...], list[Sighting]] = {}
    for sighting in key.sightings:
        variants.setdefault(identity_of(sighting), []).append(sighting)
    return dict(sorted(variants.items(), key=lambda entry: -len(entry[1])))


def _finding(key: LogicalKey, variants: Variants, inventory: Inventory, budget: Budget) -> Finding:
    (first, *_), *others = variants.values()
    evidence = [_seen(group, inventory) for group in variants.values()]
    steps = [found for group in others[:MOST_COMPARED] for found in _explained(first, group[0], budget)]
    evidence += [Evidence(f"{step.cause.id}: it is the other copy {step.how}", sighting.origin) for sighting, step in steps]
    certainty: Certainty = "likely" if steps else "possible"
    title = f"the copies of one {key.name} disagree: {len(variants)} values in {len(key.sightings)} places"
    return Finding("copies-disagree", certainty, "warning", title, others[0][0].origin, tuple(evidence), _fix(steps))


def _seen(group: list[Sighting], inventory: Inventory) -> Evidence:
    labels = ", ".join(dict.fromkeys(inventory.names.label(key) for key in keys_of(group[0]))) or "no key that can be read"
    more = f" and {len(group) - 1} more" if len(group) > 1 else ""
    return Evidence(f"{labels}: {group[0].origin}{more}", group[0].origin)


def _explained(first: Sighting, other: Sighting, budget: Budget) -> list[tuple[Sighting, Step]]:
    """Return the steps between two copies, none where they are strangers."""
    if budget.over:
        return []
    found = difference(roots_of(other), roots_of(first), BLOCK, budget)
    return [(other, step) for step in found or ()]


def _fix(steps: list[tuple[Sighting, Step]]) -> tuple[Fix, ...]:
    counted = Counter(step.cause.remedy for _, step in steps if step.cause.remedy)
    return tuple(Fix(remedy) for remedy in counted) or (Fix("Decide which value is right and let all places take it from one store."),)
