"""Numbers as a line of bars, for places where no picture can be shown."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

BARS = "▁▂▃▄▅▆▇█"
WIDEST = 60
"""Columns of a line; more numbers are added up in groups."""


def sparkline(values: Sequence[int]) -> str:
    """Return one bar for each value, a dot for zero; more than `WIDEST` values share bars."""
    grouped = added_up(values, WIDEST)
    most = max(grouped, default=0)
    return "".join("·" if value == 0 else BARS[(value * len(BARS) - 1) // most] for value in grouped)


def added_up(values: Sequence[int], most: int) -> list[int]:
    """Return at most ``most`` sums of neighbours."""
    size = max(1, -(-len(values) // most))
    return [sum(values[start : start + size]) for start in range(0, len(values), size)]


def timeline_words(timeline: Mapping[str, Any]) -> str:
    """Return the rejections of a timeline as a sparkline with its ends."""
    size = max(1, -(-len(timeline["rejected"]) // WIDEST)) * timeline["bucket_seconds"]
    return f"{timeline['start']} {sparkline(timeline['rejected'])} {timeline['end']}  (rejections, {size} s each)"
