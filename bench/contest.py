"""What the benchmarks of searching and recovering share: contestants that take turns, medians, a table and JSON."""

import json
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

ROUNDS = 7

Call = Callable[[], object]


class Figure(NamedTuple):
    """One measured number and its goal; ``at_most`` tells on which side of the goal it must lie. Without a goal it is only told."""

    title: str
    value: float
    goal: float | None = None
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Tell whether the goal is reached."""
        return self.goal is None or (self.value <= self.goal if self.at_most else self.value >= self.goal)


class Contestant(NamedTuple):
    """What is measured: a call that does ``units`` pieces of work."""

    call: Call
    units: int = 1


def measure(contestants: dict[str, Contestant], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return the CPU seconds per unit of each contestant in each round; they take turns within a round."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, (call, units) in contestants.items():
            start = time.process_time()
            call()
            seconds[name].append((time.process_time() - start) / units)
    return seconds


def times(seconds: dict[str, list[float]], slower: str, faster: str) -> float:
    """Return the median over the rounds of how many times as long one contestant takes as another."""
    return statistics.median(one / other for one, other in zip(seconds[slower], seconds[faster], strict=True))


def report(figures: list[Figure]) -> int:
    """Print the figures as a table and as one line of JSON; return 1 if a goal is missed, else 0."""
    for figure in figures:
        goal = "" if figure.goal is None else f"  ({'at most' if figure.at_most else 'goal'} {figure.goal:g})"
        print(f"{figure.title:<64} {figure.value:>14,.2f}{goal}{'' if figure.met else '  MISSED'}")
    print(json.dumps([{"title": figure.title, "value": round(figure.value, 4), "goal": figure.goal, "met": figure.met} for figure in figures]))
    return 0 if all(figure.met for figure in figures) else 1
