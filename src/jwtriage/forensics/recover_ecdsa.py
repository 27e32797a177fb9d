"""Which public keys can have made an ECDSA signature: public key recovery (SEC 1 version 2.0, section 4.1.6) with cryptography alone.

One token yields about two keys for *any* text, so an answer proves something only where one of them equals an independently known
key, or where two tokens share one. A lying kid does not disturb it; an altered text does. The arithmetic is not in constant time:
everything here is public.

The products of points are left to OpenSSL: u1·G by deriving a private key, the x-coordinate of u2·R by a Diffie-Hellman exchange. That
leaves the sign of u2·R open, which is just the choice between the two keys. Only the two additions are done here.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import new as new_hash
from typing import NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec

from jwtriage.jose.keys import Key


class _Curve(NamedTuple):
    """A curve of prime order ``n`` over the field of ``p`` elements; ``size`` is a coordinate's length in octets (RFC 7518 section 3.4)."""

    curve: ec.EllipticCurve
    p: int
    n: int
    size: int


_Point = tuple[int, int]
_EXCHANGE = ec.ECDH()

_CURVES = {
    "P-256": _Curve(
        ec.SECP256R1(),
        0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        32,
    ),
    "P-384": _Curve(
        ec.SECP384R1(),
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        48,
    ),
    "P-521": _Curve(
        ec.SECP521R1(),
        2**521 - 1,
        2**521 - 0x5AE79787C40D069948033FEB708F65A2FC44A36477663B851449048E16EC79BF7,
        66,
    ),
    "secp256k1": _Curve(
        ec.SECP256K1(),
        2**256 - 2**32 - 977,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
        32,
    ),
}


def recover(curve: str, hash_name: str, signing_input: bytes, signature: bytes) -> list[ec.EllipticCurvePublicKey]:
    """Return every public key under which ``signature`` verifies over ``signing_input``: about two, rarely none or four.

    ``curve`` is the JOSE name (``P-256``, ``P-384``, ``P-521``, ``secp256k1``), ``hash_name`` the `hashlib` one, ``signature`` r and s
    side by side (RFC 7518 section 3.4). An unknown curve or hash, a signature of another length or with numbers out of range
    yields ``[]``; nothing is raised.
    """
    try:
        digest = new_hash(hash_name, signing_input).digest()
    except ValueError:
        return []
    return recover_from_digest(curve, digest, signature)


def recover_from_digest(curve: str, digest: bytes, signature: bytes) -> list[ec.EllipticCurvePublicKey]:
    """Return every public key under which ``signature`` verifies over a text with this digest; as `recover` does."""
    domain = _CURVES.get(curve)
    if domain is None or len(signature) != 2 * domain.size:
        return []
    r, s = int.from_bytes(signature[: domain.size], "big"), int.from_bytes(signature[domain.size :], "big")
    try:
        return _recover(domain, _truncated(digest, domain.n), r, s)
    except (ValueError, UnsupportedAlgorithm):
        return []


def digest_test(key: Key, signature: bytes) -> Callable[[bytes], bool] | None:
    """Prepare the question which of many digests a key signed; ``None`` where no digest fits.

    A digest e fits when e·G = ±s·R - r·Q (SEC 1 section 4.1.4, multiplied by s): the right side is computed once, and e·G costs half of
    a verification. The test looks at x-coordinates alone, so that a yes is to be confirmed by verification; a no is certain. Never raises.
    """
    domain, public = _CURVES.get(key.curve or ""), key.public
    if domain is None or not isinstance(public, ec.EllipticCurvePublicKey) or len(signature) != 2 * domain.size:
        return None
    r, s = int.from_bytes(signature[: domain.size], "big"), int.from_bytes(signature[domain.size :], "big")
    try:
        wanted = _abscissas(domain, public.public_numbers().x, r, s)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return partial(_is_among, domain, wanted) if wanted else None


def known_signer(recovered: Iterable[ec.EllipticCurvePublicKey], keys: Iterable[Key]) -> Key | None:
    """Return the first of ``keys`` that is among the recovered ones, compared by RFC 7638 thumbprint, ``None`` if there is none."""
    wanted = {Key.from_public(public).thumbprint for public in recovered}
    return next((key for key in keys if key.kind == "EC" and key.thumbprint in wanted), None) if wanted else None


def common_signers(curve: str, hash_name: str, tokens: Sequence[tuple[bytes, bytes]]) -> list[ec.EllipticCurvePublicKey]:
    """Return the keys that all ``tokens``, pairs of signing input and signature, have in common.

    Exactly one key is a proof that one signer made them all. Tokens that differ neither in text nor in r say nothing twice and count once;
    with fewer than two left the answer is ``[]``.
    """
    distinct = list({(text, _r(signature)): (text, signature) for text, signature in tokens}.values())
    if len(distinct) < 2:
        return []
    common, *others = (recover(curve, hash_name, text, signature) for text, signature in distinct)
    return [key for key in common if all(key in other for other in others)]


def reuses_nonce(tokens: Sequence[tuple[bytes, bytes]]) -> bool:
    """Tell whether one r stands under different texts, for which signers give their private key away.

    It is told and nothing is computed from it. ``tokens`` are pairs of signing input and signature, of one signer.
    """
    texts: dict[bytes, set[bytes]] = {}
    for text, signature in tokens:
        texts.setdefault(_r(signature), set()).add(text)
    return any(len(different) > 1 for different in texts.values())


def _r(signature: bytes) -> bytes:
    return signature[: len(signature) // 2]


def _truncated(digest: bytes, order: int) -> int:
    """Take the leftmost bits of the digest, as many as the order has (FIPS 186-5 section 6.4.1)."""
    return int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - order.bit_length())


def _recover(domain: _Curve, digest: int, r: int, s: int) -> list[ec.EllipticCurvePublicKey]:
    order, curve = domain.n, domain.curve
    if not (0 < r < order and 0 < s < order):
        return []
    inverse = pow(r, -1, order)
    base_factor, point_factor = -digest * inverse % order, s * inverse % order
    points: list[_Point] = []
    for x in (r, r + order) if r + order < domain.p else (r,):
        product = _product(domain, point_factor, x)
        points += _sums(domain, base_factor, product) if product else ()
    return [ec.EllipticCurvePublicNumbers(x, y, curve).public_key() for x, y in points]


def _abscissas(domain: _Curve, public_x: int, r: int, s: int) -> frozenset[int]:
    """Return the x-coordinates of ±s·R ± r·Q; which signs are right does not matter, as a point and its negative share their x."""
    order, p = domain.n, domain.p
    own = _product(domain, r, public_x) if 0 < r < order and 0 < s < order else None
    wanted: set[int] = set()
    for x in (r, r + order) if r + order < p else (r,):
        other = _product(domain, s, x) if own else None
        if own and other and own[0] != other[0]:
            inverse = pow(other[0] - own[0], -1, p)
            wanted.update(_sum(p, own, point, inverse)[0] for point in (other, (other[0], p - other[1])))
    return frozenset(wanted)


def _is_among(domain: _Curve, abscissas: frozenset[int], digest: bytes) -> bool:
    factor = _truncated(digest, domain.n) % domain.n
    return factor != 0 and _base_product(domain, factor)[0] in abscissas


def _product(domain: _Curve, factor: int, x: int) -> _Point | None:
    """Multiply a point with this x-coordinate; the sign of the result is left open. ``None``: no point of the curve has it."""
    try:
        point = _lift(domain, x.to_bytes(domain.size, "big"))
    except ValueError:
        return None
    return _affine(_lift(domain, ec.derive_private_key(factor, domain.curve).exchange(_EXCHANGE, point)))


def _lift(domain: _Curve, x: bytes) -> ec.EllipticCurvePublicKey:
    """Find a point by its x-coordinate; `ValueError` where the curve has none, as for about half of all numbers."""
    return ec.EllipticCurvePublicKey.from_encoded_point(domain.curve, b"\x02" + x)


def _affine(public: ec.EllipticCurvePublicKey) -> _Point:
    numbers = public.public_numbers()
    return numbers.x, numbers.y


def _base_product(domain: _Curve, factor: int) -> _Point:
    return _affine(ec.derive_private_key(factor, domain.curve).public_key())


def _sums(domain: _Curve, base_factor: int, point: _Point) -> list[_Point]:
    """Add base_factor·G to ``point`` and to its negative; the point at infinity, which is no key, is left out."""
    p, (x, y) = domain.p, point
    if base_factor == 0:
        return [point, (x, p - y)]
    base = _base_product(domain, base_factor)
    if base[0] == x:
        return [_base_product(domain, 2 * base_factor % domain.n)]
    inverse = pow(x - base[0], -1, p)
    return [_sum(p, base, point, inverse), _sum(p, base, (x, p - y), inverse)]


def _sum(p: int, one: _Point, other: _Point, inverse: int) -> _Point:
    """Add two points of different x; ``inverse`` is that of the difference of the two."""
    slope = (other[1] - one[1]) * inverse % p
    x = (slope * slope - one[0] - other[0]) % p
    return x, (slope * (one[0] - x) - one[1]) % p
