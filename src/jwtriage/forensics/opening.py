"""What an RSA signature says about itself once it is raised to the public exponent: the digest, the hash, the salt.

A signature that opens under a trusted key proves that this key signed that digest, and no more: whether the header, the payload or the
whole signature was exchanged afterwards is another question. Nothing of the kind exists for ECDSA, EdDSA, ML-DSA or HMAC.

Whoever may choose a signature freely can shape its e-th power in as many bits as an e-th root of the modulus has, without any
private key: with e = 3, a third of them. So a structure counts only where it fixes `MARGIN` bits more than that.
"""

from hashlib import new as new_hash
from typing import Literal, NamedTuple

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from jwtriage.jose.algorithms import MAXIMUM_RSA_BITS
from jwtriage.jose.keys import Key

MARGIN = 64
"""Bits that a structure must fix beyond what a forger can shape."""
ZERO_OCTETS = 8
"""Octets of zero padding that a PSS block must show: with less, a random block of a wrong key passes too often."""

_OBJECT_IDENTIFIERS = {
    "md5": "2a864886f70d0205",
    "sha1": "2b0e03021a",
    "sha224": "608648016503040204",
    "sha256": "608648016503040201",
    "sha384": "608648016503040202",
    "sha512": "608648016503040203",
}
_SIZES = {name: new_hash(name).digest_size for name in _OBJECT_IDENTIFIERS}
_PADDING = PKCS1v15()
_EXPONENT_BITS = 64

Form = Literal["digest-info", "digest-info-without-null", "bare", "raw"]


class Opened(NamedTuple):
    """What stands in a PKCS#1 v1.5 signature.

    ``hash`` is the `hashlib` name, ``digest`` the signed octets. ``form`` tells how they stood there: in a DigestInfo with the NULL
    that RFC 8017 section 9.2 wants, in one without, bare (``hash`` then is a guess from the length), or raw (octets of no
    digest's length; ``hash`` is ``""``).
    """

    hash: str
    digest: bytes
    form: Form = "digest-info"


class OpenedPss(NamedTuple):
    """What stands in a PSS signature: the hash, the hash of the mask generation, the salt, and what was made of digest and salt.

    The digest of the text cannot be read, but `is_signed_text` tells of any text whether it is the one.
    """

    hash: str
    mgf: str
    salt: bytes
    salted: bytes


def open_rsa(key: Key, signature: bytes) -> Opened | None:
    """Read the DigestInfo (RFC 8017 section 9.2) that ``key`` signed; ``None`` if the signature holds none under this key.

    Strict: full length, full padding, nothing behind the digest, odd exponent of at least three. Never raises.
    """
    octets = open_octets(key, signature)
    if octets is None:
        return None
    for prefix, name, form in _PREFIXES:
        if octets.startswith(prefix) and len(octets) == len(prefix) + _SIZES[name]:
            return Opened(name, octets[len(prefix) :], form)
    return None


def open_bare(key: Key, signature: bytes) -> Opened | None:
    """Read what a signer that leaves the DigestInfo out has signed: a digest, or some octets; ``None`` if `open_rsa` is the one to read it."""
    octets = open_octets(key, signature)
    if not octets or open_rsa(key, signature):
        return None
    name = next((name for name, size in _SIZES.items() if size == len(octets)), "")
    return Opened(name, octets, "bare" if name else "raw")


def open_octets(key: Key, signature: bytes) -> bytes | None:
    """Return what stands behind the padding of a PKCS#1 v1.5 signature (RFC 8017 section 9.2); ``None`` if ``key`` did not make it."""
    public = _trustworthy(key)
    if public is None or len(signature) != _octets(public):
        return None
    try:
        octets = public.recover_data_from_signature(signature, _PADDING, None)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return None
    return octets if _is_beyond_forging(public, 8 * (len(signature) - _free_octets(octets))) else None


def open_pss(key: Key, signature: bytes) -> OpenedPss | None:
    """Find the parameters of a PSS signature (RFC 8017 section 9.1) from its structure alone; ``None`` if ``key`` did not make it.

    Needs `ZERO_OCTETS` of padding, so a salt of (almost) the greatest length is not recognised: any block looks like that. Never raises.
    """
    public = _trustworthy(key)
    block = _pss_block(public, signature) if public else None
    if public is None or block is None:
        return None
    pairs = ((name, mgf) for name in _SIZES for mgf in sorted(_SIZES, key=lambda mgf: mgf != name))
    return next((found for name, mgf in pairs if (found := _pss_structure(public, block, name, mgf))), None)


def is_signed_text(opened: OpenedPss, signing_input: bytes) -> bool:
    """Tell whether this text was signed: a second hash over eight zero octets, its digest and the salt (RFC 8017 section 9.1.2)."""
    digest = new_hash(opened.hash, signing_input).digest()
    return new_hash(opened.hash, bytes(8) + digest + opened.salt).digest() == opened.salted


def padding_of(key: Key, signature: bytes) -> Literal["RSA", "PSS"] | None:
    """Tell which padding the signature may have under ``key``: that of PKCS#1 v1.5 for certain, of PSS by its last octet, or none of the two.

    ``None`` excludes both; ``PSS`` holds for one signature of another key in 256. Never raises.
    """
    if open_octets(key, signature) is not None:
        return "RSA"
    public = _trustworthy(key)
    return "PSS" if public is not None and _pss_block(public, signature) is not None else None


def pkcs1_block(hash_name: str, signing_input: bytes, octets: int) -> bytes:
    """Write the padded block of ``octets`` octets that a PKCS#1 v1.5 signature over this text holds (RFC 8017 section 9.2).

    Raises `ValueError` when the block is too short for the hash, `KeyError` for a hash that no signature uses.
    """
    content = _digest_info_prefix(hash_name, _NULL) + new_hash(hash_name, signing_input).digest()
    if octets < len(content) + 11:
        raise ValueError("the block is too short for this hash")
    return b"\x00\x01" + b"\xff" * (octets - len(content) - 3) + b"\x00" + content


def how_digested(opened: Opened, signing_input: bytes) -> Literal["once", "twice", "hexadecimal", "raw"] | None:
    """Tell how the signed octets come from this very text; ``None``: they come from another text.

    ``twice``: the digest was hashed again; ``hexadecimal``: the digest was written out in lower-case figures and hashed again;
    ``raw``: the text itself or the figures of its digest were signed without hashing.
    """
    if opened.digest in (signing_input, *(new_hash(name, signing_input).hexdigest().encode() for name in _SIZES)):
        return "raw"
    if not opened.hash:
        return None
    once = new_hash(opened.hash, signing_input)
    if opened.digest == once.digest():
        return "once"
    if opened.digest == new_hash(opened.hash, once.digest()).digest():
        return "twice"
    return "hexadecimal" if opened.digest == new_hash(opened.hash, once.hexdigest().encode()).digest() else None


def with_leading_zeros(key: Key, signature: bytes) -> bytes | None:
    """Give a signature the leading zero octets back that its signer stripped; ``None`` if it is not one or two octets short.

    One signature in 256 begins with a zero octet, and RFC 8017 section 8.2.1 keeps it.
    """
    missing = _octets(key.public) - len(signature) if isinstance(key.public, RSAPublicKey) else 0
    return bytes(missing) + signature if missing in (1, 2) else None


def _trustworthy(key: Key) -> RSAPublicKey | None:
    """Return the RSA public key, unless its exponent is none (RFC 8017 section 3.1: odd, at least three) or costs too much time."""
    public = key.public
    if not isinstance(public, RSAPublicKey) or public.key_size > MAXIMUM_RSA_BITS:
        return None
    exponent = public.public_numbers().e
    return public if exponent >= 3 and exponent % 2 and exponent.bit_length() <= _EXPONENT_BITS else None


def _octets(public: RSAPublicKey) -> int:
    return (public.key_size + 7) // 8


def _is_beyond_forging(public: RSAPublicKey, fixed_bits: int) -> bool:
    return fixed_bits >= public.key_size // public.public_numbers().e + MARGIN


def _free_octets(octets: bytes) -> int:
    """Count the octets behind the padding that no structure fixes: of a DigestInfo only the digest."""
    return min((_SIZES[name] for prefix, name, _ in _PREFIXES if octets.startswith(prefix)), default=len(octets))


def _digest_info_prefix(name: str, parameters: bytes) -> bytes:
    """Write the DER of a DigestInfo up to the digest (RFC 8017 appendix A.2.4)."""
    identifier = bytes.fromhex(_OBJECT_IDENTIFIERS[name])
    algorithm = bytes((0x06, len(identifier))) + identifier + parameters
    rest = bytes((0x30, len(algorithm))) + algorithm + bytes((0x04, _SIZES[name]))
    return bytes((0x30, len(rest) + _SIZES[name])) + rest


_NULL = b"\x05\x00"
_VARIANTS: tuple[tuple[Form, bytes], ...] = (("digest-info", _NULL), ("digest-info-without-null", b""))
_PREFIXES = [(_digest_info_prefix(name, parameters), name, form) for form, parameters in _VARIANTS for name in _SIZES]


def _pss_block(public: RSAPublicKey, signature: bytes) -> bytes | None:
    """Raise the signature to the public exponent; ``None`` unless the result has the length and the last octet of a PSS block."""
    numbers = public.public_numbers()
    value = int.from_bytes(signature, "big")
    if len(signature) != _octets(public) or value >= numbers.n:
        return None
    power, bits = pow(value, numbers.e, numbers.n), public.key_size - 1
    return power.to_bytes((bits + 7) // 8, "big") if power.bit_length() <= bits and power & 0xFF == 0xBC else None


def _pss_structure(public: RSAPublicKey, block: bytes, name: str, mgf: str) -> OpenedPss | None:
    """Read zero padding, the octet 01 and the salt from the block, taken for one of this hash and this mask."""
    size = _SIZES[name]
    masked, digest = block[: -size - 1], block[-size - 1 : -1]
    unused = 8 * len(block) - (public.key_size - 1)
    mask = int.from_bytes(_mgf1(digest, len(masked), mgf), "big")
    data = ((int.from_bytes(masked, "big") ^ mask) & ((1 << (8 * len(masked) - unused)) - 1)).to_bytes(len(masked), "big")
    salted = data.lstrip(b"\0")
    zeros = len(data) - len(salted)
    if zeros < ZERO_OCTETS or salted[:1] != b"\x01" or not _is_beyond_forging(public, 8 * (zeros + 2 + size)):
        return None
    return OpenedPss(name, mgf, salted[1:], digest)


def _mgf1(seed: bytes, length: int, name: str) -> bytes:
    """Generate a mask of ``length`` octets (RFC 8017 appendix B.2.1)."""
    rounds = -(-length // _SIZES[name])
    return b"".join(new_hash(name, seed + counter.to_bytes(4, "big")).digest() for counter in range(rounds))[:length]
