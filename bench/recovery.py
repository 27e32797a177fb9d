"""Recovering public keys from signatures: ECDSA beside one verification, RSA beside the bare gmpy2 arithmetic.

Run it as ``python -m bench.recovery``; with ``--full`` it also recovers one RSA-2048 key of exponent 65537 in the child process
(about a minute) and tells its memory.
"""

import resource
import statistics
import sys
import time

import gmpy2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from bench.contest import Contestant, Figure, measure, report, times
from jwtriage.diagnosis.rsa_recovery import recover_rsa_key
from jwtriage.forensics.opening import pkcs1_block
from jwtriage.forensics.recover_ecdsa import recover as recover_ecdsa
from jwtriage.forensics.recover_rsa import Arithmetic, SignedText, recover

CURVES: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    "P-256": (ec.SECP256R1(), hashes.SHA256()),
    "P-384": (ec.SECP384R1(), hashes.SHA384()),
    "P-521": (ec.SECP521R1(), hashes.SHA512()),
    "secp256k1": (ec.SECP256K1(), hashes.SHA256()),
}
GOALS = {"P-256": 3.5, "P-384": 3.5, "P-521": 3.5}
"""How many verifications a recovery may take. OpenSSL has no fast path for secp256k1."""
TOKENS = 100
EXPONENT = 4_097
"""Stands for 65537, whose arithmetic is the same and takes thirty times as long."""


def ecdsa(name: str) -> list[Figure]:
    """Measure one curve over a hundred tokens."""
    curve, digest = CURVES[name]
    private_key = ec.generate_private_key(curve)
    public, width = private_key.public_key(), (curve.key_size + 7) // 8
    tokens = []
    for count in range(TOKENS):
        text = b"%d" % count
        der = private_key.sign(text, ec.ECDSA(digest))
        tokens.append((text, der, b"".join(number.to_bytes(width) for number in decode_dss_signature(der))))
    assert all(public in recover_ecdsa(name, digest.name, text, signature) for text, _, signature in tokens)
    seconds = measure(
        {
            "verify": Contestant(lambda: [public.verify(der, text, ec.ECDSA(digest)) for text, der, _ in tokens], TOKENS),
            "recover": Contestant(lambda: [recover_ecdsa(name, digest.name, text, signature) for text, _, signature in tokens], TOKENS),
        }
    )
    return [
        Figure(f"{name} recovery, milliseconds", 1_000 * statistics.median(seconds["recover"])),
        Figure(f"{name} recovery, verifications", times(seconds, "recover", "verify"), GOALS.get(name), at_most=True),
    ]


def signed(private_key: rsa.RSAPrivateKey) -> list[SignedText]:
    """Sign two texts with RS256."""
    return [SignedText(text, private_key.sign(text, padding.PKCS1v15(), hashes.SHA256()), "sha256") for text in (b"one", b"two")]


def rsa_arithmetic() -> list[Figure]:
    """Compare the whole recovery with two powers and one greatest common divisor.

    No library makes a key with this exponent, so the numbers are not from one key: the arithmetic takes the same time and finds none.
    """
    tokens = signed(rsa.generate_private_key(65_537, 2_048))
    (s1, m1), (s2, m2) = (
        (gmpy2.mpz(int.from_bytes(token.signature)), int.from_bytes(pkcs1_block("sha256", token.signing_input, 256))) for token in tokens
    )
    arithmetic = Arithmetic(gmpy2.mpz, gmpy2.gcd)
    seconds = measure(
        {
            "bare": Contestant(lambda: gmpy2.gcd(s1**EXPONENT - m1, s2**EXPONENT - m2)),
            "recover": Contestant(lambda: recover(tokens, (EXPONENT,), arithmetic)),
        },
        5,
    )
    return [Figure("RSA-2048 recovery, times the bare gmpy2 arithmetic", times(seconds, "recover", "bare"), 1.05, at_most=True)]


def rsa_in_full() -> list[Figure]:
    """Recover one RSA-2048 key as `diagnose --recover rsa` does."""
    private_key, start = rsa.generate_private_key(65_537, 2_048), time.monotonic()
    key = recover_rsa_key(signed(private_key), lambda stage, share: None)
    seconds = time.monotonic() - start
    assert key is not None
    assert key.public == private_key.public_key()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return [
        Figure("RSA-2048, 65537, two tokens, seconds on the clock", seconds),
        Figure("RSA-2048, 65537, two tokens, CPU seconds", children.ru_utime + children.ru_stime),
        Figure("RSA-2048, 65537, two tokens, MB of memory", children.ru_maxrss / 1_024, 220, at_most=True),
    ]


if __name__ == "__main__":
    figures = [figure for name in CURVES for figure in ecdsa(name)] + rsa_arithmetic()
    raise SystemExit(report(figures + (rsa_in_full() if "--full" in sys.argv else [])))
