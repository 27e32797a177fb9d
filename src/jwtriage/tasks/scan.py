"""Which keys live in these trees of configuration and code, which copies disagree, which are broken, default or leaked?"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jwtriage import __version__
from jwtriage.model.case import Sighting, Unread
from jwtriage.model.edge import Edge, Holder, Setting
from jwtriage.model.finding import CERTAINTIES, SEVERITIES, Finding
from jwtriage.model.report import Report, Table
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.registry import read
from jwtriage.places.reference import UnusableReference
from jwtriage.places.walking.file import FileFound
from jwtriage.places.walking.walk import Walk
from jwtriage.scan import baseline, compare, inventory_file
from jwtriage.scan.baseline import Accepted, UnusableBaseline, accepted_of
from jwtriage.scan.candidates import may_hold_keys
from jwtriage.scan.checks import CHECKS, FILE_CHECKS
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import logical_keys
from jwtriage.scan.material import keys_of
from jwtriage.scan.places_of_tests import is_test_place
from jwtriage.tasks.naming import KeyNames
from jwtriage.tasks.request import UnusableRequest
from jwtriage.tasks.scan_map import MappedKeys, key_map

MOST_LABELS = 6
"""So many values of a logical key are named in the table; the others are counted."""


def no_progress(stage: str, share: float) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """What is scanned: files and folders by path. ``every`` reads also what is skipped otherwise.

    ``compare`` takes exactly two paths for two trees that should hold the same keys. ``baseline`` is the content of a file of accepted findings.
    ``config`` is a ``jwtriage.toml`` that says which places hold one key.
    """

    paths: tuple[str, ...]
    every: bool = False
    compare: bool = False
    baseline: bytes | None = field(default=None, repr=False)
    config: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    progress: Callable[[str, float], None] = no_progress


@dataclass(frozen=True, slots=True)
class Scan:
    """The result: the report, and what can be written beside it, ready for JSON: the inventory, and a baseline that accepts all that was found."""

    report: Report
    inventory: Mapping[str, Any]
    baseline: Mapping[str, Any]


def scan(request: ScanRequest) -> Report:
    """Scan the trees of a request; raises `UnusableReference`, `UnusableRequest` and `UnusableFingerprintKey`."""
    return full_scan(request).report


def full_scan(request: ScanRequest) -> Scan:
    """Scan the trees of a request; raises `UnusableReference`, `UnusableRequest` and `UnusableFingerprintKey`."""
    accepted = _accepted(request)
    names = KeyNames(request.environment)
    counted: Counter[str] = Counter()
    inventory, found = take_inventory(request, names, counted)
    found += [finding for check in CHECKS for finding in check(inventory)]
    tables = [*_compared(request, found, names), *_tables(inventory)]
    kept = [finding for finding in found if accepted_of(finding, inventory.base) not in accepted]
    report = Report(
        task="scan",
        findings=tuple(sorted(_once(kept), key=_rank)),
        tables=tuple(tables),
        unread=inventory.unread,
        details={
            "files": counted.pop("files", 0),
            "keys": len(inventory.sightings),
            "accepted": len(found) - len(kept),
            "skipped": dict(sorted(counted.items())),
        },
        facts={"version": __version__},
    )
    return Scan(report, inventory_file.members(inventory), baseline.members(found, inventory.base))


def _accepted(request: ScanRequest) -> frozenset[Accepted]:
    if request.compare and len(request.paths) != 2:
        raise UnusableRequest("scan: --compare takes two paths")
    try:
        return frozenset() if request.baseline is None else baseline.parse(request.baseline)
    except UnusableBaseline as error:
        raise UnusableRequest(f"--baseline: the file {error}") from None


def _compared(request: ScanRequest, found: list[Finding], names: KeyNames) -> Iterator[Table]:
    """Compare the two trees of a request that asks for it: add the findings, and yield the table."""
    if request.compare:
        one, other = (take_inventory(replace(request, paths=(path,)), names, Counter())[0] for path in request.paths)
        found += compare.findings(one, other)
        yield compare.table(one, other)


def _once(findings: list[Finding]) -> list[Finding]:
    """Keep one finding for each rule and place, the most certain: two checks may see the same."""
    kept: dict[object, Finding] = {}
    for finding in sorted(findings, key=_rank):
        kept.setdefault((finding.id, finding.origin, finding.title) if finding.origin is None else (finding.id, finding.origin), finding)
    return list(kept.values())


def take_inventory(request: ScanRequest, names: KeyNames, counted: Counter[str]) -> tuple[Inventory, list[Finding]]:
    """Read all files of a request and group what they hold; return also what the checks of single files found.

    ``counted`` takes the number of files that were read, and of what was skipped, by reason.
    """
    found = list(_entries(request, counted))
    sightings = tuple(entry for entry in found if isinstance(entry, Sighting))
    edges = tuple(entry for entry in found if isinstance(entry, Edge))
    base = base_of(request.paths)
    inventory = Inventory(
        names,
        sightings,
        edges,
        tuple(entry for entry in found if isinstance(entry, Setting)),
        tuple(entry for entry in found if isinstance(entry, Holder)),
        tuple(entry for entry in found if isinstance(entry, Unread)),
        logical_keys(sightings, edges, base, MappedKeys(key_map(request.config))),
        base,
    )
    return inventory, [entry for entry in found if isinstance(entry, Finding)]


def _entries(request: ScanRequest, counted: Counter[str]) -> Iterator[Entry | Finding]:
    wanted = may_hold_keys()
    for path in request.paths:
        root = Path(path)
        if not root.exists():
            raise UnusableReference(f"{path}: no such file or folder")
        files = Walk(root, every=request.every, wanted=wanted, progress=request.progress, processes=min(2, os.cpu_count() or 1))
        for file in files:
            if isinstance(file, Unread):
                yield file
            else:
                yield from read(file)
                yield from _in_file(file, path, request)
        counted.update(files.skipped)
        counted["files"] += files.files


def _in_file(file: FileFound, root: str, request: ScanRequest) -> Iterator[Finding]:
    """Yield what the checks of single files find; code and templates of tests, examples and documentation run nowhere and are left out."""
    if request.every or not is_test_place(file.place.removeprefix(root)):
        yield from (found for check in FILE_CHECKS for found in check(file))


def base_of(paths: tuple[str, ...]) -> str:
    """Return the path above all that is scanned: names in it tell nothing about the environments within."""
    if len(paths) == 1:
        return paths[0] if Path(paths[0]).is_dir() else str(Path(paths[0]).parent)
    try:
        return os.path.commonpath(paths)
    except ValueError:
        return ""


def _rank(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), CERTAINTIES.index(finding.certainty)


def _tables(inventory: Inventory) -> Iterator[Table]:
    rows = [(str(key), *_counted(key.sightings, inventory), str(key.sightings[0].origin)) for key in inventory.keys]
    if rows:
        yield Table("logical keys", ("key", "places", "values", "first place"), tuple(rows))
    users = tuple((str(edge.user), edge.name, edge.kind, edge.address) for edge in inventory.edges)
    if users:
        yield Table("who uses which key", ("user", "as", "by", "key"), users)


def _counted(sightings: tuple[Sighting, ...], inventory: Inventory) -> tuple[str, str]:
    labels = list(dict.fromkeys(inventory.names.label(key) for sighting in sightings for key in keys_of(sighting)))
    more = f" and {len(labels) - MOST_LABELS} more" if len(labels) > MOST_LABELS else ""
    return str(len(sightings)), ", ".join(labels[:MOST_LABELS]) + more or "-"
