"""Metrics about keys and tokens for Prometheus (extra ``metrics``: prometheus-client)."""

from collections.abc import Iterator, Mapping

from jwtriage.guard.startup import shown_fingerprint
from jwtriage.guard.tally import Counted, Tally, Watched

try:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
    from prometheus_client.registry import Collector
except ImportError as error:
    raise ImportError("metrics need prometheus-client: pip install 'jwtriage[metrics]'") from error


class KeyCollector(Collector):
    """Collects at each scrape what one verifier holds and what its tally counted; for ``REGISTRY.register`` of prometheus-client.

    The label ``kid`` has the kids that are or were held, ``other`` for all others and nothing for tokens without a kid, so senders of tokens
    cannot add time series. Every process has its own numbers: prometheus-client's multiprocess mode does not add them up.
    """

    def __init__(self, verifier: Watched, tally: Tally) -> None:
        """Take both; the tally is the observer of the verifier, and is shown it here."""
        self._verifier = verifier
        self._tally = tally
        tally.watch(verifier)

    def collect(self) -> Iterator[Metric]:
        """Give all metrics as they are now."""
        yield from self._keys()
        counted = self._tally.snapshot()
        yield _verified(counted)
        yield _by_kid("jwt_accepted_last_seen_timestamp", "When a token of this kid was last accepted (Unix time).", counted.last_accepted)
        yield _by_kid("jwt_max_exp_seen", "The latest exp of an accepted token of this kid: after it nobody needs the key.", counted.max_exp)

    def _keys(self) -> Iterator[Metric]:
        held = self._verifier.held()
        info = GaugeMetricFamily("jwt_keyset_info", "A key that is held: always 1.", labels=("kid", "fp", "role"))
        for labels in sorted({(each.kid or "", shown_fingerprint(each.fingerprint), each.role) for each in held}):
            info.add_metric(labels, 1)
        yield info
        loaded = GaugeMetricFamily("jwt_keyset_loaded_timestamp", "When the newest of the keys was loaded, in seconds since the epoch.")
        if held:
            loaded.add_metric((), max(each.loaded_at for each in held))
        yield loaded
        yield GaugeMetricFamily("jwt_keyset_sequence", "Grows with each change of the keys in this process.", value=self._verifier.sequence)


def _verified(counted: Counted) -> Metric:
    family = CounterMetricFamily("jwt_verify", "Tokens that were accepted or rejected, and why.", labels=("kid", "result", "reason"))
    for (kid, reason), number in sorted(counted.counts.items()):
        family.add_metric((kid, "accepted" if reason == "ok" else "rejected", reason), number)
    return family


def _by_kid(name: str, meaning: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=("kid",))
    for kid, value in sorted(values.items()):
        family.add_metric((kid,), value)
    return family
