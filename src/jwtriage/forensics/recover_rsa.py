"""Which RSA key made these tokens: its modulus from two or more signatures, by a greatest common divisor.

A PKCS#1 v1.5 signature s over the padded block m has s^e = m modulo n, so n divides s^e - m; two such numbers have little
else in common. The numbers are huge for e = 65537 (134 million bits for 2048), so the type that does the arithmetic is handed in: Python's
own serves small exponents, gmpy2's all. PSS signatures hold an unknown salt in m and cannot be used. Pure: nothing is started or read.
"""

from collections.abc import Callable, Iterable, Sequence
from math import gcd as python_gcd
from typing import NamedTuple

from jwtriage.forensics.opening import pkcs1_block

SMALL_EXPONENTS = (3, 17, 257)
"""Exponents whose arithmetic takes moments, tried first."""
USUAL_EXPONENT = 65537
"""What nearly every key has; takes a minute."""
SHORTEST, LONGEST = 64, 1024
"""Octets that a signature may have."""

_LONGEST_COFACTOR = 128
_SMALL_PRIMES = [number for number in range(2, 1000) if all(number % divisor for divisor in range(2, int(number**0.5) + 1))]


class Unrecoverable(ValueError):
    """These tokens cannot give a key away; the message says why in one line."""


class SignedText(NamedTuple):
    """One intact token of an RS algorithm: its signing input, its signature and the `hashlib` name of its hash."""

    signing_input: bytes
    signature: bytes
    hash: str

    def __repr__(self) -> str:
        """Show the hash, never the signature."""
        return f"SignedText({self.hash!r})"


class Arithmetic(NamedTuple):
    """Who computes: ``integer`` makes a number of its own type from Python's, ``gcd`` takes two of those."""

    integer: Callable[[int], int]
    gcd: Callable[[int, int], int]


PYTHON = Arithmetic(int, python_gcd)
"""Python's own integers: good for `SMALL_EXPONENTS` only, for their greatest common divisor takes quadratic time."""


class Recovered(NamedTuple):
    """The public numbers of the key that made all the tokens."""

    modulus: int
    exponent: int


def distinct_texts(tokens: Iterable[SignedText]) -> list[SignedText]:
    """Return the tokens that can be computed with: one for each signing input, in order.

    Raises `Unrecoverable` unless at least two are left and all signatures have one sensible length.
    """
    distinct = list({token.signing_input: token for token in tokens}.values())
    if len(distinct) < 2:
        raise Unrecoverable("two tokens with different content are needed to recover an RSA key")
    lengths = {len(token.signature) for token in distinct}
    if len(lengths) > 1:
        raise Unrecoverable("the tokens' signatures differ in length: not of one RSA key")
    if not SHORTEST <= lengths.pop() <= LONGEST:
        raise Unrecoverable("the signatures are too short or too long for an RSA key that could be recovered")
    return distinct


def recover(tokens: Sequence[SignedText], exponents: Iterable[int], arithmetic: Arithmetic = PYTHON) -> Recovered | None:
    """Return the one RSA key under which all ``tokens`` verify, trying ``exponents`` in order; ``None`` if there is none.

    Two tokens suffice; a third removes cofactors that two may have in common. Raises `Unrecoverable` as `distinct_texts` does.
    """
    distinct = distinct_texts(tokens)
    try:
        pairs = [_pair(token) for token in distinct]
    except (ValueError, KeyError):
        return None
    return next((found for exponent in exponents if (found := _with_exponent(pairs, exponent, len(distinct[0].signature), arithmetic))), None)


def _pair(token: SignedText) -> tuple[int, int]:
    """Return the signature and the padded block as numbers."""
    block = pkcs1_block(token.hash, token.signing_input, len(token.signature))
    return int.from_bytes(token.signature, "big"), int.from_bytes(block, "big")


def _with_exponent(pairs: Sequence[tuple[int, int]], exponent: int, octets: int, arithmetic: Arithmetic) -> Recovered | None:
    common = _common_multiple(pairs[0], pairs[1], exponent, arithmetic)
    for signature, block in pairs[2:]:
        if not _may_hold_modulus(common, octets):
            return None
        common = python_gcd(common, pow(signature, exponent, common) - block)
    modulus = _without_small_factors(common) if _may_hold_modulus(common, octets) else 0
    sound = (modulus.bit_length() + 7) // 8 == octets and modulus % 2 == 1
    return Recovered(modulus, exponent) if sound and all(_verifies(pair, exponent, modulus) for pair in pairs) else None


def _common_multiple(one: tuple[int, int], other: tuple[int, int], exponent: int, arithmetic: Arithmetic) -> int:
    """Compute a small multiple of the modulus; the huge numbers are handed on at once, so that no copy stays behind."""
    integer = arithmetic.integer
    return int(arithmetic.gcd(integer(one[0]) ** exponent - one[1], integer(other[0]) ** exponent - other[1]))


def _may_hold_modulus(common: int, octets: int) -> bool:
    """Tell whether the number is long enough for a modulus, and not so long that the cofactor were no accident."""
    return 8 * (octets - 1) < common.bit_length() <= 8 * octets + _LONGEST_COFACTOR


def _without_small_factors(number: int) -> int:
    """Divide the primes below a thousand out: no RSA modulus has one, a common multiple often has."""
    for prime in _SMALL_PRIMES:
        while number and number % prime == 0:
            number //= prime
    return number


def _verifies(pair: tuple[int, int], exponent: int, modulus: int) -> bool:
    return pair[0] < modulus and pow(pair[0], exponent, modulus) == pair[1]
