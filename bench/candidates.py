"""Trying many keys on one token: secrets beside a ``jwt.decode`` loop, RSA keys beside the bare verification, EC keys by recovery.

Medians over rounds in which all take turns, in CPU time on one core. Run it as ``python -m bench.candidates``.
"""

import os
import random
import statistics
from base64 import urlsafe_b64decode

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from bench.contest import Contestant, Figure, measure, report, times
from bench.verify import claims
from jwtriage.forensics.hmac_search import PreparedKeys, first_match
from jwtriage.forensics.recipe import Recipe, verifies
from jwtriage.forensics.recover_ecdsa import known_signer, recover
from jwtriage.jose import Key

INVENTORY = 10_000
ENCODINGS = 30
PEER_TRIES = 4_000


def secrets() -> list[Figure]:
    """Search an HS256 token's secret among ten thousand that did not make it: the whole list is always tried."""
    token = jwt.encode(claims(), b"k" * 32, algorithm="HS256", headers={"kid": "key-2026-11"})
    signing_input, _, segment = token.encode().rpartition(b".")
    signature = urlsafe_b64decode(segment + b"=")
    candidates = [os.urandom(32) for _ in range(INVENTORY)]
    many = [os.urandom(32) for _ in range(INVENTORY * ENCODINGS)]
    prepared = PreparedKeys(candidates, "sha256")
    seconds = measure(
        {
            "PyJWT": Contestant(lambda: decode_loop(token, candidates[:PEER_TRIES]), PEER_TRIES),
            "search": Contestant(lambda: first_match(candidates, "sha256", signing_input, signature), INVENTORY),
            "prepared": Contestant(lambda: prepared.first_match(signing_input, signature), INVENTORY),
            "many": Contestant(lambda: first_match(many, "sha256", signing_input, signature)),
        }
    )
    return [
        Figure("jwt.decode loop, secrets/s", 1 / statistics.median(seconds["PyJWT"])),
        Figure("first_match, secrets/s", 1 / statistics.median(seconds["search"])),
        Figure("PreparedKeys, secrets/s", 1 / statistics.median(seconds["prepared"])),
        Figure("first_match, times a jwt.decode loop", times(seconds, "PyJWT", "search"), 25),
        Figure("PreparedKeys, times a jwt.decode loop", times(seconds, "PyJWT", "prepared"), 40),
        Figure("first_match, 10,000 secrets x 30 encodings, seconds", statistics.median(seconds["many"]), 0.5, at_most=True),
    ]


def decode_loop(token: str, candidates: list[bytes]) -> None:
    """Try the candidates as one would with PyJWT."""
    for candidate in candidates:
        try:
            jwt.decode(token, candidate, algorithms=["HS256"])
        except jwt.InvalidSignatureError:
            continue
        raise AssertionError("a random secret verified")


def rsa_keys() -> list[Figure]:
    """Try an RS256 token on an inventory of RSA-2048 keys, beside the bare verification of cryptography.

    The moduli are random and all larger than the signature: one that is smaller is refused early and would flatter.
    """
    private_key, text = rsa.generate_private_key(65_537, 2_048), b"x" * 350
    signature = private_key.sign(text, padding.PKCS1v15(), hashes.SHA256())
    moduli = (random.getrandbits(2_048) | (0xFFFF << 2_032) | 1 for _ in range(INVENTORY))
    publics = [rsa.RSAPublicNumbers(65_537, modulus).public_key() for modulus in moduli]
    keys = [Key.from_public(public) for public in publics]
    recipe, scheme, digest = Recipe("RSA", "sha256"), padding.PKCS1v15(), hashes.SHA256()

    def bare() -> None:
        for public in publics:
            try:
                public.verify(signature, text, scheme, digest)
            except InvalidSignature:
                continue

    seconds = measure({"bare": Contestant(bare), "ours": Contestant(lambda: [verifies(recipe, key, text, signature) for key in keys])}, 5)
    return [
        Figure("10,000 RSA-2048 keys, seconds", statistics.median(seconds["ours"])),
        Figure("10,000 RSA-2048 keys, times the bare verify loop", times(seconds, "ours", "bare"), 1.3, at_most=True),
    ]


def ec_keys() -> list[Figure]:
    """Find the signer of an ES256 token among ten thousand P-256 keys: loaded for the first time, and once their thumbprints are known."""
    private_key, text = ec.generate_private_key(ec.SECP256R1()), b"x" * 350
    r, s = decode_dss_signature(private_key.sign(text, ec.ECDSA(hashes.SHA256())))
    signature = r.to_bytes(32) + s.to_bytes(32)
    others = [ec.derive_private_key(scalar + 2, ec.SECP256R1()).public_key() for scalar in range(INVENTORY - 1)]
    keys = [Key.from_public(public) for public in [*others, private_key.public_key()]]

    def search() -> None:
        assert known_signer(recover("P-256", "sha256", text, signature), keys) is keys[-1]

    first = measure({"search": Contestant(search)}, 1)["search"][0]
    later = statistics.median(measure({"search": Contestant(search)})["search"])
    return [
        Figure("10,000 P-256 keys, the first token, milliseconds", 1_000 * first),
        Figure("10,000 P-256 keys, every other token, milliseconds", 1_000 * later, 5, at_most=True),
    ]


if __name__ == "__main__":
    raise SystemExit(report([*secrets(), *rsa_keys(), *ec_keys()]))
