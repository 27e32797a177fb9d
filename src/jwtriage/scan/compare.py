"""Two trees that should hold the same keys: which differ, how, and which stand in one of them only (local against production)."""

from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.finding import Evidence, Finding, Fix
from jwtriage.model.report import Table
from jwtriage.scan.disagreement import finding_of, variants_of
from jwtriage.scan.explanation import Explanations
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import name_of
from jwtriage.scan.material import identity_of

COLUMNS = ("key", "in", "and in", "is")
Pair = tuple[list[Sighting], list[Sighting]]


def pairs(one: Inventory, other: Inventory) -> dict[str, Pair]:
    """Return the sightings of each name in the two trees; a name is what is written, or for a key of no known role nothing."""
    found: dict[str, Pair] = {}
    for side, inventory in enumerate((one, other)):
        for sighting in inventory.sightings:
            name = name_of(sighting)
            if name is not None:
                found.setdefault(str(name), ([], []))[side].append(sighting)
    return found


def findings(one: Inventory, other: Inventory) -> Iterator[Finding]:
    """Yield a finding for each key with different values in the two trees, and for each that one of them lacks."""
    explanations = Explanations()
    for name, (ours, theirs) in pairs(one, other).items():
        if not ours or not theirs:
            yield _missing(name, ours or theirs, (one if theirs else other).base)
        elif not {identity_of(each) for each in ours} & {identity_of(each) for each in theirs}:
            yield finding_of(name, variants_of((*ours, *theirs)), one, explanations)


def table(one: Inventory, other: Inventory) -> Table:
    """Return what became of each key, a row for each."""
    rows = [(name, *(_place(side) for side in sides), _verdict(sides)) for name, sides in pairs(one, other).items()]
    return Table("the keys of the two trees", COLUMNS, tuple(rows))


def _missing(name: str, there: list[Sighting], lacking: str) -> Finding:
    evidence = tuple(Evidence(f"it stands in {sighting.origin}", sighting.origin) for sighting in there[:5])
    fix = Fix(f"Set it in {lacking or 'the other tree'} too, or remove it where nobody reads it.")
    return Finding("copies-disagree", "possible", "note", f"{lacking or 'the other tree'} has no {name}", there[0].origin, evidence, (fix,))


def _place(side: list[Sighting]) -> str:
    return str(side[0].origin) if side else "-"


def _verdict(sides: Pair) -> str:
    ours, theirs = ({identity_of(each) for each in side} for side in sides)
    if not ours or not theirs:
        return "missing"
    return "the same" if ours == theirs else "partly the same" if ours & theirs else "different"
