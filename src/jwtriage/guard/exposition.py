"""A guard's metrics as Prometheus scrapes them (extra ``metrics``: prometheus-client)."""

from jwtriage.guard.prometheus import KeyCollector

# isort: split
from prometheus_client import CollectorRegistry, generate_latest

from jwtriage.guard.admin import Metrics
from jwtriage.guard.tally import Tally
from jwtriage.guard.verifier import Verifier


def exposition(verifier: Verifier, tally: Tally) -> Metrics:
    """Return what writes the metrics of this verifier, and of nothing else in the process; ``tally`` is its observer."""
    registry = CollectorRegistry()
    registry.register(KeyCollector(verifier, tally))
    return lambda: generate_latest(registry)
