"""How a signature is made: a recipe with every knob that signers in the field turn wrongly.

The strict room knows a closed table of algorithms (RFC 7518). Here an algorithm is a set of knobs, so that a diagnosis can
turn one and see whether the signature verifies. No policy: weak keys, SHA-1 and MD5 take part. A true answer of `verifies` says that
this key made this signature in this way, never that a token is acceptable.
"""

from hashlib import new as new_hash
from hmac import compare_digest
from hmac import digest as hmac_digest
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed448, ed25519, padding
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.ml_dsa import parameter_set

if TYPE_CHECKING:
    from jwtriage.jose.keys import Key
    from jwtriage.jose.ml_dsa import MLDSAPublicKey

Family = Literal["HMAC", "RSA", "PSS", "ECDSA", "EdDSA", "ML-DSA", "none"]

ANY_SALT = -1
"""A PSS salt of whatever length. Chance fits: see `jwtriage.forensics.opening.open_pss` before calling it a proof."""

HASHES: dict[str, hashes.HashAlgorithm] = {
    "md5": hashes.MD5(),
    "sha1": hashes.SHA1(),
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
"""The hash functions met in signatures, by their `hashlib` name."""

_REFUSALS = (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, OverflowError)


class Recipe(NamedTuple):
    """One way to make a signature.

    ``family`` is the scheme and ``hash`` the `hashlib` name of its hash function (``""`` for EdDSA and ML-DSA, which bring their own).
    ``salt`` is the length of the PSS salt in octets (``None``: the hash's length, as RFC 7518 section 3.5 asks; ``ANY_SALT``: any) and
    ``mgf`` the hash of its mask generation (``""``: the same hash). ``twice``: the signing input was hashed once more before.
    ``der``: the ECDSA signature is a DER sequence instead of r and s side by side. ``curve`` is the JOSE name of the
    only curve allowed (``""``: any). ``bare``: the PKCS#1 padding holds the digest, in octets or in hexadecimal figures, without the
    DigestInfo that names its hash (RFC 8017 section 9.2).
    """

    family: Family
    hash: str = ""
    salt: int | None = None
    mgf: str = ""
    twice: bool = False
    der: bool = False
    curve: str = ""
    bare: bool = False


_RECIPES: dict[str, Recipe] = {
    **{name: Recipe(row.family, row.hash, curve=row.curves[0] if len(row.curves) == 1 else "") for name, row in ALGORITHMS.items()},
    **{name: Recipe("ML-DSA", curve=name) for name, row in ALGORITHMS.items() if row.family == "ML-DSA"},
    "none": Recipe("none"),
}
_KINDS: dict[str, str] = {"HMAC": "oct", "RSA": "RSA", "PSS": "RSA", "ECDSA": "EC", "EdDSA": "OKP", "ML-DSA": "AKP", "none": ""}


def recipe_for(alg: str) -> Recipe | None:
    """Return the recipe of a registered JWS algorithm (RFC 7518 section 3.1, 8037, 8812, 9864), ``None`` for another name.

    ``curve`` of an ML-DSA recipe holds the parameter set, which is a property of the key as a curve is.
    """
    return _RECIPES.get(alg)


def kind_for(recipe: Recipe) -> str:
    """Return the kind of key that the recipe needs: ``oct``, ``RSA``, ``EC``, ``OKP``, ``AKP``; ``""`` where there is none."""
    return _KINDS[recipe.family]


def is_slow(recipe: Recipe) -> bool:
    """Tell whether each further text for one signature costs tens of microseconds: HMAC hashes only, and an RSA signature is opened once."""
    return recipe.family not in ("HMAC", "RSA", "PSS", "none")


def verifies(recipe: Recipe, key: "Key", signing_input: bytes, signature: bytes) -> bool:
    """Tell whether ``key`` made ``signature`` over ``signing_input`` in the way of ``recipe``.

    Never raises: a key of another kind, an unusable key or an unsupported combination is ``False``. ``none`` verifies with no key.
    """
    check = _CHECKS.get(recipe.family)
    if check is None or key.kind != _KINDS[recipe.family]:
        return False
    try:
        message = new_hash(recipe.hash, signing_input).digest() if recipe.twice else signing_input
        return check(recipe, key, message, signature)
    except _REFUSALS:
        return False


def _hmac(recipe: Recipe, key: "Key", message: bytes, signature: bytes) -> bool:
    if key.secret is None:
        return False
    return compare_digest(hmac_digest(key.secret.reveal(), message, recipe.hash), signature)


def _rsa(recipe: Recipe, key: "Key", message: bytes, signature: bytes) -> bool:
    if not isinstance(key.public, RSAPublicKey):
        return False
    if recipe.bare:
        digest = new_hash(recipe.hash, message)
        return key.public.recover_data_from_signature(signature, _PKCS1, None) in (digest.digest(), digest.hexdigest().encode())
    key.public.verify(signature, message, _PKCS1, HASHES.get(recipe.hash) or _unknown())
    return True


def _pss(recipe: Recipe, key: "Key", message: bytes, signature: bytes) -> bool:
    if not isinstance(key.public, RSAPublicKey):
        return False
    mask = HASHES.get(recipe.mgf or recipe.hash) or _unknown()
    key.public.verify(signature, message, padding.PSS(padding.MGF1(mask), _salt(recipe)), HASHES.get(recipe.hash) or _unknown())
    return True


def _salt(recipe: Recipe) -> "int | padding._Auto | padding._DigestLength":
    if recipe.salt is None:
        return padding.PSS.DIGEST_LENGTH
    return padding.PSS.AUTO if recipe.salt == ANY_SALT else recipe.salt


def _ecdsa(recipe: Recipe, key: "Key", message: bytes, signature: bytes) -> bool:
    if not isinstance(key.public, EllipticCurvePublicKey) or recipe.curve not in ("", key.curve):
        return False
    der = signature if recipe.der else der_signature(signature, (key.public.curve.key_size + 7) // 8)
    key.public.verify(der, message, ECDSA(HASHES.get(recipe.hash) or _unknown()))
    return True


def der_signature(signature: bytes, size: int) -> bytes:
    """Turn r and s of ``size`` octets each, side by side (RFC 7518 section 3.4), into the DER sequence of RFC 3279 section 2.2.3.

    Raises `ValueError` for a signature of another length.
    """
    if len(signature) != 2 * size:
        raise ValueError("the signature does not hold two numbers of the curve's size")
    return encode_dss_signature(int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big"))


def _eddsa(recipe: Recipe, key: "Key", message: bytes, signature: bytes) -> bool:
    if not isinstance(key.public, _EDWARDS_KEYS) or recipe.curve not in ("", key.curve):
        return False
    key.public.verify(signature, message)
    return True


def _mldsa(recipe: Recipe, key: "Key", message: bytes, signature: bytes) -> bool:
    if recipe.curve not in ("", parameter_set(key.public)):
        return False
    cast("MLDSAPublicKey", key.public).verify(signature, message)
    return True


def _unknown() -> hashes.HashAlgorithm:
    raise ValueError("the hash function is not known")


_PKCS1 = padding.PKCS1v15()
_EDWARDS_KEYS = (ed25519.Ed25519PublicKey, ed448.Ed448PublicKey)
_CHECKS = {"HMAC": _hmac, "RSA": _rsa, "PSS": _pss, "ECDSA": _ecdsa, "EdDSA": _eddsa, "ML-DSA": _mldsa}
