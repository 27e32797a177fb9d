import secrets

import pytest

from jwtriage.guard import LoaderSource, Refusal, Verifier
from jwtriage.guard.sources.refreshing import Timing
from tests.guard.sources.test_refreshing import landed
from tests.support import keys
from tests.support.clock import Clock
from tests.support.tokens import CLAIMS, sign


def verifier(load, algorithm="HS256", **settings) -> Verifier:
    return Verifier(load, [algorithm], CLAIMS["iss"], CLAIMS["aud"], **settings)


@pytest.mark.parametrize("material", [keys.SECRET, keys.SECRET.decode(), [keys.SECRET]])
def test_a_function_gives_the_keys(material):
    assert verifier(lambda: material).verify(sign(CLAIMS, keys.SECRET)) == CLAIMS


def test_it_is_called_once_a_period_and_a_new_key_is_taken_over():
    clock, store, calls = Clock(), {"key": keys.SECRET}, []
    source = LoaderSource(lambda: calls.append(1) or store["key"], period=60.0, description="vault kv/jwt")
    guard = verifier(source, clock=clock)
    assert (len(calls), guard.held()[0].source) == (2, "vault kv/jwt")
    store["key"] = keys.SECRET[::-1]
    clock.advance(50.0)
    assert guard.verify(sign(CLAIMS, keys.SECRET)) == CLAIMS
    assert len(calls) == 2
    clock.advance(10.1)
    guard.verify(sign(CLAIMS, keys.SECRET))
    landed(source)
    assert len(calls) == 3
    assert guard.verify(sign(CLAIMS, keys.SECRET[::-1])) == CLAIMS


@pytest.mark.parametrize(
    ("load", "algorithm", "cause"),
    [
        (lambda: secrets.token_bytes(64), "HS256", "random-secret-per-worker"),
        (lambda: secrets.token_hex(32), "HS256", "random-secret-per-worker"),
        (lambda: keys.ec("P-256", secrets.token_hex(4)).public_key(), "ES256", None),
        (lambda: keys.public_pem(keys.ec("P-256", secrets.token_hex(4))), "ES256", "ephemeral-keypair-at-boot"),
        (lambda: "", "HS256", "secret-undefined-or-empty"),
        (lambda: None, "HS256", "public-pem-as-hmac-secret"),
        (lambda: keys.public_pem(keys.ec()), "HS256", "public-pem-as-hmac-secret"),
    ],
)
def test_what_could_never_work_is_refused_at_the_start(load, algorithm, cause):
    with pytest.raises(Refusal) as caught:
        verifier(load, algorithm)
    assert caught.value.cause == cause


def test_a_function_that_raises_is_refused_without_its_message():
    def load():
        raise OSError("password=hunter2")

    with pytest.raises(Refusal, match="OSError") as caught:
        verifier(load)
    assert "hunter2" not in str(caught.value)


def test_a_function_that_fails_later_leaves_the_last_keys():
    clock, store = Clock(), {"key": keys.SECRET}
    source = LoaderSource(lambda: store["key"], period=60.0, timing=Timing(jitter=0.0, max_stale=600.0))
    guard = verifier(source, clock=clock)
    del store["key"]
    clock.advance(70.0)
    guard.verify(sign(CLAIMS, keys.SECRET))
    landed(source)
    assert guard.sources()[0].error == "the loader raised KeyError"
    assert guard.verify(sign(CLAIMS, keys.SECRET)) == CLAIMS


def test_a_period_must_make_sense():
    for period in (0, -1, 1e9):
        with pytest.raises(Refusal):
            LoaderSource(lambda: keys.SECRET, period=period)
