"""Facets, shares and times in words."""

from datetime import UTC, datetime

from jwtriage.logs.grouping import Facet


def named(facet: Facet) -> str:
    """Write a facet's values with the word for what they are."""
    word = {"alg": "algorithm", "kid": "key"}.get(facet.dimension, facet.dimension)
    return f"{word}{'s' if len(facet.values) > 1 else ''} {listed(facet.values)}"


def listed(values: tuple[str, ...], most: int = 4) -> str:
    """Write values in a row, the first few of many."""
    return ", ".join(values[:most]) + (f" and {len(values) - most} more" if len(values) > most else "")


def percent(share: float) -> str:
    """Write a share in per cent, without pretending to know more."""
    return f"{share:.0%}" if share >= 0.01 or share == 0 else f"{share:.1%}"


def iso(moment: float) -> str:
    """Write a time as ISO 8601, in UTC, to the second."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
