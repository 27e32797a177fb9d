"""Rejections by time and by every dimension, as tables, and the timeline that pictures are drawn from."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from jwtriage.logs.explanation import Explained
from jwtriage.logs.outcome import DIMENSIONS
from jwtriage.logs.view import View, is_accepted, within
from jwtriage.logs.words import iso, percent
from jwtriage.model.report import Table

MOST_VALUES = 8
"""Values shown of each dimension."""
MOST_TIMES = 12
"""Rows of the table by time."""
MOST_REASONS = 3


def tables_of(view: View) -> tuple[Table, ...]:
    """Return the tables by time and by place; none where nothing has a time."""
    return (_by_time(view), _by_value(view)) if view.size else ()


def timeline_of(view: View, explanations: Sequence[Explained]) -> dict[str, Any]:
    """Return the member ``timeline`` of the report: counts by bucket, and marks where incidents begin and things changed."""
    rejected = view.series(lambda row: not is_accepted(row))
    marks = [mark for each in explanations for mark in _marks(each, view)]
    return {
        "start": iso(view.start),
        "end": iso(view.moment(view.size)),
        "bucket_seconds": view.width,
        "rejected": rejected,
        "accepted": view.series(is_accepted),
        "undated": view.undated,
        "marks": sorted(marks, key=lambda mark: mark["index"]),
    }


def _marks(each: Explained, view: View) -> Iterator[dict[str, Any]]:
    incident = each.incident
    if incident.since is not None:
        yield _mark(incident.since, f"begins: {each.shapes[0].id}", view)
    if incident.until is not None:
        yield _mark(incident.until, f"ends: {each.shapes[0].id}", view)
    for change in each.changes:
        yield _mark(change.time, change.text, view)


def _mark(moment: float, text: str, view: View) -> dict[str, Any]:
    index = min(max((moment - view.start) / view.width, 0.0), float(view.size))
    return {"at": iso(moment), "index": round(index, 2), "text": text}


def _by_time(view: View) -> Table:
    size = -(-view.size // MOST_TIMES)
    rows = tuple(_time_row(view, start, min(start + size, view.size)) for start in range(0, view.size, size))
    return Table("by time", ("from", "rejected", "accepted", "reasons"), rows)


def _time_row(view: View, start: int, end: int) -> tuple[str, ...]:
    inside = within(start, end)
    reasons = Counter[str]()
    for row in filter(inside, view.rows):
        reasons[row.reason] += row.cell.number
    accepted = reasons.pop("ok", 0)
    return iso(view.moment(start)), f"{reasons.total():,}", f"{accepted:,}", _reasons(reasons)


def _reasons(counts: Counter[str]) -> str:
    return ", ".join(f"{reason} {count:,}" for reason, count in counts.most_common(MOST_REASONS)) or "-"


def _by_value(view: View) -> Table:
    """Count under each value that is known of each dimension."""
    rows = tuple(row for index, dimension in enumerate(DIMENSIONS) for row in _value_rows(dimension, index, view))
    return Table("by place and key", ("of", "value", "rejected", "requests", "share", "reasons"), rows)


def _value_rows(dimension: str, index: int, view: View) -> Iterator[tuple[str, ...]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in view.rows:
        value = row.values[index]
        if value is not None:
            counts[value][row.reason] += row.cell.number
    order = sorted(counts, key=lambda value: (-(counts[value].total() - counts[value]["ok"]), value))
    for value in order[:MOST_VALUES]:
        total = counts[value].total()
        rejected = total - counts[value].pop("ok", 0)
        share = percent(rejected / total) if view.shows_accepted else "-"
        yield dimension, value, f"{rejected:,}", f"{total:,}", share, _reasons(counts[value])
    if len(order) > MOST_VALUES:
        yield dimension, f"and {len(order) - MOST_VALUES} more", "", "", "", ""
