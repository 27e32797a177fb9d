"""The ECDSA signature was made with another hash than the header says."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA384, SHA512

from jwtriage.causes.algorithm import alg_label_lies_ecdsa as cause
from tests.support.example import Example, assert_accuses_nobody, assert_explains, diagnose
from tests.support.keys import ec, public_pem
from tests.support.token_faults import attempt, issued
from tests.support.tokens import CLAIMS, compact_json, segment

ID = "alg-label-lies-ecdsa"
CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521", "ES256K": "secp256k1"}
OWN = {"ES256": SHA256, "ES384": SHA384, "ES512": SHA512, "ES256K": SHA256}
OTHERS = [(alg, real) for alg in CURVES for real in (SHA1, SHA256, SHA384, SHA512) if OWN[alg] is not real]


def lying(alg: str, real: type, *, der: bool = False, name: str = "a") -> bytes:
    """Return a token of the right curve, signed over another hash."""
    key = ec(CURVES[alg], name)
    text = segment(compact_json({"alg": alg, "typ": "JWT"})) + b"." + segment(compact_json(CLAIMS))
    signature = key.sign(text, ECDSA(real()))
    octets = (key.curve.key_size + 7) // 8
    plain = b"".join(number.to_bytes(octets) for number in decode_dss_signature(signature))
    return text + b"." + segment(signature if der else plain)


def case_of(alg: str, token: bytes, *causes: str) -> Example:
    """Make the example of a verifier that holds the right key."""
    return Example(token, {"key": public_pem(ec(CURVES[alg], "a"))}, ("--verifier", "key"), causes)


def example() -> Example:
    """SHA-512 under ES256."""
    return case_of("ES256", lying("ES256", SHA512), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(("alg", "real"), OTHERS)
def test_every_pair_of_curve_and_hash(alg: str, real: type) -> None:
    assert_explains(case_of(alg, lying(alg, real), ID))


@pytest.mark.parametrize("alg", CURVES)
def test_the_right_hash_is_valid(alg: str) -> None:
    """Near miss: nothing lies."""
    assert diagnose(case_of(alg, lying(alg, OWN[alg])))["verdict"] == "valid"


def test_another_curve_is_another_cause() -> None:
    """Near miss: the key's curve is not the header's; that cause tries the hashes itself."""
    assert not list(cause.propose_recipe(attempt(issued("ES256"), ec("P-384"))))


def test_another_key_with_another_hash_accuses_nobody() -> None:
    """Near miss: a stranger's signature fits under no hash."""
    stranger = case_of("ES256", lying("ES256", SHA512, name="stranger"))
    assert_accuses_nobody(replace(stranger, verdict="unexplained", arguments=("--verifier", "key", "--budget", "0.2s")))


def test_one_lie_at_a_time() -> None:
    start = attempt(issued("ES256"), ec())
    recipes = [change.recipe for change in cause.propose_recipe(start)]
    assert start.recipe not in recipes
    assert not any(list(cause.propose_recipe(start._replace(recipe=recipe))) for recipe in recipes)
    overridden = start.token.with_signing_input(b"another text")
    assert not list(cause.propose_recipe(start._replace(token=overridden)))


def test_with_der() -> None:
    """A pair within the family."""
    assert_explains(case_of("ES384", lying("ES384", SHA256, der=True), "ecdsa-der-signature", ID))


def test_both_sides_at_fault() -> None:
    files = {"key": public_pem(ec("P-256", "a")).replace(b"\n", rb"\n")}
    assert_explains(replace(example(), causes=(ID, "pem-literal-backslash-n"), files=files))
