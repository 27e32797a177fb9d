"""Is a key fit to be trusted at all? Broken keys are ``key_invalid``, weak ones ``key_too_weak``."""

from cryptography.hazmat.primitives.asymmetric import ed448, ed25519, rsa

from jwtriage.jose.algorithms import MAXIMUM_RSA_BITS, Algorithm
from jwtriage.jose.keys import Key
from jwtriage.jose.reason import Reason

_ED25519_PRIME = 2**255 - 19
_ED448_PRIME = 2**448 - 2**224 - 1
_ED25519_D = -121665 * pow(121666, -1, _ED25519_PRIME) % _ED25519_PRIME

_ROCA_PRIMES = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)
_ROCA_GENERATOR = 65537


def unsoundness(key: Key) -> Reason | None:
    """Say why no algorithm may use the key, ``None`` if nothing speaks against it.

    ``key_invalid``: an RSA modulus that is even or longer than 16,384 bits, an even exponent or one below 3, an Edwards point of small
    order or not in canonical form. ``key_too_weak``: an RSA modulus as a certain chip library made them (ROCA, CVE-2017-15361).
    """
    public = key.public
    if isinstance(public, rsa.RSAPublicKey):
        return _rsa_unsoundness(public.public_numbers())
    if isinstance(public, ed25519.Ed25519PublicKey):
        return "key_invalid" if _is_bad_ed25519(public.public_bytes_raw()) else None
    if isinstance(public, ed448.Ed448PublicKey):
        return "key_invalid" if _is_bad_ed448(public.public_bytes_raw()) else None
    return None


def weakness(algorithm: Algorithm, key: Key) -> Reason | None:
    """Say ``key_too_weak`` for a key shorter than the algorithm allows (RFC 7518, 3.2, 3.3, 3.5)."""
    return "key_too_weak" if key.bits < algorithm.minimum_bits else None


def _rsa_unsoundness(numbers: rsa.RSAPublicNumbers) -> Reason | None:
    if numbers.e < 3 or numbers.e % 2 == 0 or numbers.n % 2 == 0 or numbers.n.bit_length() > MAXIMUM_RSA_BITS:
        return "key_invalid"
    return "key_too_weak" if _is_roca(numbers.n) else None


def _is_roca(modulus: int) -> bool:
    """Tell whether the modulus is a power of 65537 modulo every prime of the list, as one in about 2^28 honest ones is."""
    return all(modulus % prime in powers for prime, powers in _ROCA_POWERS.items())


def _powers(prime: int) -> frozenset[int]:
    return frozenset(pow(_ROCA_GENERATOR, exponent, prime) for exponent in range(prime - 1))


_ROCA_POWERS = {prime: _powers(prime) for prime in _ROCA_PRIMES}


def _is_bad_ed25519(octets: bytes) -> bool:
    """Tell whether a point is not canonical (RFC 8032, 5.1.3) or of an order that divides 8."""
    y = int.from_bytes(octets, "little") & (2**255 - 1)
    if y >= _ED25519_PRIME or y in (0, 1, _ED25519_PRIME - 1):
        return True
    # A point of order 8 doubles to one with y = 0; the doubling formula turns that into this equation.
    return (_ED25519_D * pow(y, 4, _ED25519_PRIME) + 2 * y * y - 1) % _ED25519_PRIME == 0


def _is_bad_ed448(octets: bytes) -> bool:
    """Tell whether a point is not canonical (RFC 8032, 5.2.3) or of an order that divides 4."""
    y = int.from_bytes(octets[:-1], "little")
    return octets[-1] & 0x7F != 0 or y >= _ED448_PRIME or y in (0, 1, _ED448_PRIME - 1)
