import subprocess
import sys

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from jwtriage import Rejected, Verifier
from jwtriage.guard.prometheus import KeyCollector
from jwtriage.guard.tally import Tally
from jwtriage.jose.keys import Key
from tests.support.keys import ec

EVIL = 'a"}\n# HELP evil\nevil{x="\\'
NOW = 1795521600.0


@pytest.fixture
def samples():
    """Count some tokens; return all samples as a scrape reads them."""
    tally = Tally()
    keys = [Key.from_public(ec(name="a").public_key(), kid=EVIL), Key.from_public(ec(name="b").public_key(), kid="b")]
    registry = CollectorRegistry()
    registry.register(KeyCollector(Verifier(keys, ["ES256"], "i", "s", clock=lambda: NOW), tally))
    tally.accepted(EVIL, {"exp": NOW + 60}, NOW)
    for number in range(100):
        tally.rejected(Rejected("key_not_found", f"{EVIL}{number}", "ES256"), NOW)
    text = generate_latest(registry).decode()
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value for family in text_string_to_metric_families(text) for sample in family.samples
    }


def test_the_keys_that_are_held(samples):
    held = [labels for name, *labels in samples if name == "jwt_keyset_info"]
    assert [dict(labels)["kid"] for labels in held] == [EVIL, "b"]
    assert all(dict(labels)["role"] == "verify" and dict(labels)["fp"].startswith("ec:") for labels in held)
    assert samples["jwt_keyset_loaded_timestamp",] == NOW
    assert samples["jwt_keyset_sequence",] > 0


def test_the_tokens_that_were_seen_by_the_kids_that_are_held(samples):
    verified = {key: value for key, value in samples.items() if key[0] == "jwt_verify_total"}
    assert verified == {
        ("jwt_verify_total", ("kid", EVIL), ("reason", "ok"), ("result", "accepted")): 1,
        ("jwt_verify_total", ("kid", "other"), ("reason", "key_not_found"), ("result", "rejected")): 100,
    }
    assert samples["jwt_accepted_last_seen_timestamp", ("kid", EVIL)] == NOW
    assert samples["jwt_max_exp_seen", ("kid", EVIL)] == NOW + 60


def test_keys_of_two_algorithms_are_one_series():
    key = Key.from_public(ec().public_key(), kid="a")
    keys = KeyCollector(Verifier([key, Key.from_public(ec(name="b").public_key(), kid="b")], ["ES256"], "i", "s"), Tally())
    info = next(iter(keys.collect()))
    assert len({tuple(sample.labels.items()) for sample in info.samples}) == len(info.samples) == 2


def test_without_the_client_the_error_names_the_extra():
    code = "import sys; sys.modules['prometheus_client'] = None; import jwtriage.guard.prometheus"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'jwtriage[metrics]'" in run.stderr
