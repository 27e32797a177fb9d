"""The timeline as an SVG picture: requests in grey, rejections in red, marks for onsets and changes. No script, no style, no address in it."""

from __future__ import annotations

from html import escape

from jwtriage.report.escape import for_terminal
from jwtriage.report.sparkline import added_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

WIDTH, HEIGHT = 720, 160
"""Size of the field with the bars, in the picture's units."""
MOST_BARS = 120
MOST_MARKS = 8
LONGEST_LABEL = 60
_COLOURS = {"accepted": "#b8c0cc", "rejected": "#c0392b", "mark": "#1f4e79", "text": "#333333"}


def svg(timeline: Mapping[str, Any]) -> str:
    """Draw the member ``timeline`` of a report; every text in it is escaped."""
    marks = list(timeline["marks"])[:MOST_MARKS]
    height = HEIGHT + 24 + 16 * len(marks)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">'
    return "".join((head, "<title>rejections over time</title>", *_bars(timeline), *_axis(timeline), *_marks(timeline, marks), "</svg>"))


def _bars(timeline: Mapping[str, Any]) -> Iterator[str]:
    """Stack the rejections under the accepted requests, a bar for each moment."""
    rejected, accepted = (added_up(timeline[name], MOST_BARS) for name in ("rejected", "accepted"))
    most = max((below + above for below, above in zip(rejected, accepted, strict=True)), default=0) or 1
    width = WIDTH / max(1, len(rejected))
    for index, (below, above) in enumerate(zip(rejected, accepted, strict=True)):
        low, high = HEIGHT * below / most, HEIGHT * above / most
        yield _bar(index * width, HEIGHT - low, width, low, "rejected")
        yield _bar(index * width, HEIGHT - low - high, width, high, "accepted")


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    if height == 0:
        return ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width - 0.5, 0.5):.1f}" height="{height:.1f}" fill="{_COLOURS[colour]}"/>'


def _axis(timeline: Mapping[str, Any]) -> Iterator[str]:
    yield f'<line x1="0" y1="{HEIGHT}" x2="{WIDTH}" y2="{HEIGHT}" stroke="{_COLOURS["text"]}"/>'
    yield _text(0, HEIGHT + 16, str(timeline["start"]))
    yield _text(WIDTH, HEIGHT + 16, str(timeline["end"]), "end")


def _marks(timeline: Mapping[str, Any], marks: list[Mapping[str, Any]]) -> Iterator[str]:
    """Draw a line at each mark, and below the field what it stands for."""
    for number, mark in enumerate(marks, 1):
        x = WIDTH * mark["index"] / max(1, len(timeline["rejected"]))
        yield f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{HEIGHT}" stroke="{_COLOURS["mark"]}" stroke-dasharray="4 3"/>'
        yield _text(min(x + 3, WIDTH - 12), 12, str(number))
        yield _text(0, HEIGHT + 20 + 16 * number, f"{number}  {mark['at']}  {mark['text']}")


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    shown = escape(for_terminal(text)[:LONGEST_LABEL])
    return f'<text x="{x:.1f}" y="{y:.1f}" font-family="sans-serif" font-size="12" fill="{_COLOURS["text"]}" text-anchor="{anchor}">{shown}</text>'
