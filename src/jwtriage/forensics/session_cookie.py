"""Encrypted session cookies of web frameworks: which secret opens one. Nothing is decrypted for display, only the tag is checked.

The frameworks write a JWE with ``alg`` ``dir`` (RFC 7518 section 4.5) and derive its key from a configured secret with HKDF (RFC 5869).
"""

from collections.abc import Iterator
from hmac import compare_digest, digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jwtriage.forensics import loose_base64
from jwtriage.forensics.token import TokenText

PARTS = 5
KEY_OCTETS = {"A256GCM": 32, "A256CBC-HS512": 64}
COOKIES = ("authjs.session-token", "__Secure-authjs.session-token", "next-auth.session-token", "__Secure-next-auth.session-token")
"""Names of cookies, which Auth.js takes as salt."""

DERIVATIONS = (
    ("", "NextAuth.js Generated Encryption Key"),
    ("", "JWE CEK"),
    *((cookie, f"{name} Generated Encryption Key ({cookie})") for cookie in COOKIES for name in ("Auth.js", "NextAuth.js")),
)
"""Salt and info of HKDF with SHA-256: NextAuth.js 4, nextjs-auth0, Auth.js 5."""


def is_session(token: bytes) -> bool:
    """Tell whether the text is a compact JWE that may be such a cookie."""
    read = TokenText.read(token)
    return read.segments == PARTS and read.alg == "dir" and str(read.header.get("enc")) in KEY_OCTETS


def opens(secret: bytes, token: bytes) -> bool:
    """Tell whether a key that one of the frameworks derives from ``secret`` authenticates the cookie. Never raises; other texts are ``False``."""
    if not is_session(token) or not secret:
        return False
    encryption = str(TokenText.read(token).header["enc"])
    return any(_authenticates(encryption, key, token) for key in _keys(secret, KEY_OCTETS[encryption]))


def _keys(secret: bytes, octets: int) -> Iterator[bytes]:
    for salt, info in DERIVATIONS:
        yield HKDF(SHA256(), octets, salt.encode(), info.encode()).derive(secret)


def _authenticates(encryption: str, key: bytes, token: bytes) -> bool:
    header, _, *rest = token.split(b".")
    vector, text, tag = map(loose_base64.decode, rest)
    return (_gcm if encryption == "A256GCM" else _cbc)(key, header, vector, text, tag)


def _gcm(key: bytes, header: bytes, vector: bytes, text: bytes, tag: bytes) -> bool:
    """Check the tag of AES in GCM (RFC 7518 section 5.3)."""
    try:
        AESGCM(key).decrypt(vector, text + tag, header)
    except (InvalidTag, ValueError):
        return False
    return True


def _cbc(key: bytes, header: bytes, vector: bytes, text: bytes, tag: bytes) -> bool:
    """Check the tag of AES in CBC with HMAC-SHA-512 (RFC 7518 section 5.2.5): the first half of the key makes it."""
    covered = header + vector + text + (8 * len(header)).to_bytes(8, "big")
    return compare_digest(digest(key[:32], covered, "sha512")[:32], tag)
