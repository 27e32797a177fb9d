"""Keys, tokens, what happens to them in transit, and how .env files are read."""

import json
from pathlib import Path

import pytest

from jwtriage.jose import load_keys, verify
from lab.implementations import IMPLEMENTATIONS, absent
from lab.material import Pair, Secret, make, token
from lab.readers import read
from lab.transit import TRANSITS

CLAIMS = {"sub": "u-1", "exp": 4_102_444_800, "scope": "orders:read orders:write", "name": "a name of some length, so that there is something to cut"}
SECRET = make("secret")
PAIR = make("ec")


@pytest.mark.parametrize(("key", "alg"), [(SECRET, "HS256"), (PAIR, "ES256")])
def test_our_verifier_accepts_what_is_signed(key: Secret | Pair, alg: str) -> None:
    material = key.text.encode() if isinstance(key, Secret) else key.public_pem
    assert verify(token(key, alg, CLAIMS, {}), load_keys(material), [alg])


@pytest.mark.parametrize("form", ["public", "private"])
def test_forms_of_a_pair(form: str) -> None:
    assert load_keys(PAIR.written(form, ""))[0].thumbprint == load_keys(json.loads(PAIR.written("jwk", "k")))[0].thumbprint


@pytest.mark.parametrize("transit", [name for name in TRANSITS if name])
def test_transit_breaks_a_token(transit: str) -> None:
    text = token(SECRET, "HS256", CLAIMS, {"kid": "k"} if transit == "padded" else {})
    altered = TRANSITS[transit](text)
    assert altered != text
    assert not verify(altered, load_keys(SECRET.written("text", "").encode()), ["HS256"])


@pytest.mark.parametrize(("reader", "value"), [("docker", '"a b" # c'), ("python", "a b"), ("shell", "a b")])
def test_readers_differ(reader: str, value: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('# a comment\nNAME="a b" # c\n')
    assert read(reader, tmp_path / ".env")["NAME"] == value


def test_what_is_absent_is_named() -> None:
    for name, implementation in IMPLEMENTATIONS.items():
        assert set(absent(name)) <= set(implementation.needs)
