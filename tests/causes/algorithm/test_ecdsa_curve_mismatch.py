"""The key lies on another curve than the header's algorithm needs."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import ecdsa_curve_mismatch as cause
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.keys import ec, public_pem
from tests.support.token_faults import attempt, issued, received
from tests.support.tokens import HASHES, compact_json, segment

ID = "ecdsa-curve-mismatch"
SIZES = {"P-256": "256", "P-384": "384", "P-521": "512", "secp256k1": "256"}
NAMES = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K"}


def crossed(alg: str, curve: str, size: str, *, der: bool = False) -> Example:
    """Make the example of a token under ``alg``, signed on another curve with this hash, and its verifier."""
    text = segment(compact_json({"alg": alg, "typ": "JWT"})) + b"." + segment(compact_json(CLAIMS))
    signature = ec(curve).sign(text, ECDSA(HASHES[size]))
    octets = (ec(curve).curve.key_size + 7) // 8
    plain = b"".join(number.to_bytes(octets) for number in decode_dss_signature(signature))
    token = text + b"." + segment(signature if der else plain)
    return Example(token, {"key": public_pem(ec(curve))}, ("--verifier", "key"), (ID,))


def example() -> Example:
    """OpenSSL's secp256k1 looks like secp256r1."""
    return crossed("ES256", "secp256k1", "256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["ES256", "ES384", "ES512", "ES256K"])
@pytest.mark.parametrize("curve", list(SIZES))
def test_every_other_curve(alg: str, curve: str) -> None:
    """With the hash of the header, and with the hash of the curve."""
    if NAMES[curve] != alg:
        for size in dict.fromkeys((alg[2:5], SIZES[curve])):
            assert_explains(crossed(alg, curve, size))


@pytest.mark.parametrize("alg", ["ES256", "ES384", "ES512"])
def test_the_right_curve_is_valid(alg: str) -> None:
    assert diagnose(received(issued(alg), alg=alg))["verdict"] == "valid"


@drawn(st.sampled_from(["ES256", "ES384", "ES512"]), st.sampled_from(list(SIZES)))
def test_only_the_keys_own_curve_is_proposed(alg: str, curve: str) -> None:
    changes = list(cause.propose_recipe(attempt(issued(alg), ec(curve))))
    assert {change.recipe.curve for change in changes} == (set() if NAMES[curve] == alg else {curve})


def test_with_der() -> None:
    """A pair within the family."""
    assert_explains(replace(crossed("ES256", "P-384", "256", der=True), causes=("ecdsa-der-signature", ID)))


def test_both_sides_at_fault() -> None:
    files = {"key": public_pem(ec("secp256k1")).replace(b"\n", rb"\n")}
    assert_explains(replace(example(), causes=(ID, "pem-literal-backslash-n"), files=files))
