"""RSA keys of sizes and exponents that no library generates any more: small, so that tests are quick."""

from functools import cache
from math import gcd
from random import Random

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPrivateNumbers, RSAPublicNumbers


@cache
def small_rsa(bits: int, exponent: int, name: str = "a") -> RSAPrivateKey:
    """Make the key of that name: the same numbers in every run."""
    random = Random(f"{bits} {exponent} {name}")
    while True:
        p, q = (_prime(random, bits // 2, exponent) for _ in range(2))
        if p != q:
            return _private(p, q, exponent)


def _private(p: int, q: int, exponent: int) -> RSAPrivateKey:
    d = pow(exponent, -1, (p - 1) * (q - 1))
    public = RSAPublicNumbers(exponent, p * q)
    return RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public).private_key()


def _prime(random: Random, bits: int, exponent: int) -> int:
    """Draw a prime with its two highest bits set, so that two of them make a modulus of full length."""
    while True:
        number = random.getrandbits(bits) | (3 << (bits - 2)) | 1
        if gcd(number - 1, exponent) == 1 and _is_prime(random, number):
            return number


def _is_prime(random: Random, number: int) -> bool:
    """Test with Fermat and random bases: enough for keys that protect nothing."""
    return all(pow(random.randrange(2, number), number - 1, number) == 1 for _ in range(5))
