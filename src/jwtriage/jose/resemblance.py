"""Does a text resemble a key document? If it does, however damaged, it is never a shared secret (RFC 8725, 2.1: algorithm confusion)."""

import re
from binascii import Error, a2b_base64

_LABEL = (
    rb"(?:(?:PUBLIC|PRIVATE|RSA|DSA|EC|ENCRYPTED|OPENSSH|SSH2|ED25519|TRUSTED|NEW|X509|PGP|BLOCK)[\W_]*(?:20)?)*"
    rb"(?:KEY|CERTIFICATE|CRL|REQUEST|PARAMETERS|PKCS7|CMS)"
)
_MARKER = re.compile(
    rb"-----\s*(?:BEGIN|END)|(?:BEGIN|END)[\W_]+(?:20)?" + _LABEL + rb"|(?:PUBLIC|PRIVATE)[\W_]{1,3}(?:20)?KEY[\W_]*-{2}",
    re.IGNORECASE,
)
"""Boundaries of PEM and SSH2 blocks, whatever became of their dashes; ``20`` is what percent-encoding leaves of a space."""
_JWK = re.compile(
    rb"^[\s\"'\\\xef\xbb\xbf]*(?:\[\s*)?\{\s*\\?[\"'][\w#-]{1,20}\\?[\"']\s*:|[\"'](?:kty|crv|x5c|keys|key_ops)\\?[\"']\s*:|kty[\"'\\]*\s*[:=]",
    re.IGNORECASE,
)
"""The start of a JSON object, or a member that only key documents have."""
_SSH = re.compile(rb"\b(?:sk-)?(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-nistp)|AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh|G3NrLXNz|InNrLWVj)")
_DER = re.compile(
    rb"\x30(?:\x82..|\x81.|[\x10-\x7f])"
    rb"(?:\x02\x01[\x00-\x03](?:\x30|\x04|\x02)|\x30(?:\x82..|\x81.|[\x02-\x7f])(?:\x06[\x03-\x0b]|\xa0\x03\x02\x01|\x02\x01)|\x02\x82..\x00|\x02\x81.\x00)",
    re.DOTALL,
)
_BASE64_RUN = re.compile(rb"(?:MI|M[A-Z])[A-Za-z0-9+/_-]{14}")
_BASE64_TEXT = re.compile(rb"\s*[\"']?((?:LS0tL|eyJ|ewo|W3si)[A-Za-z0-9+/_=\s-]{8,})")
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")


def resembles_key_document(material: bytes) -> bool:
    """Tell whether the octets look like PEM, DER, JWK, a JWK set, a certificate or an OpenSSH key, whole or damaged.

    Also recognised: the same in UTF-16, with escaped line breaks, and once more in base64.
    """
    text = material.replace(b"\x00", b"")
    return bool(_DER.match(material)) or _is_document_text(text) or _hides_document(text)


def _is_document_text(text: bytes) -> bool:
    return bool(_MARKER.search(text) or _JWK.search(text) or _SSH.search(text))


def _hides_document(text: bytes) -> bool:
    if any(_DER.match(_decoded(run[0])) for run in _BASE64_RUN.finditer(text)):
        return True
    encoded = _BASE64_TEXT.match(text)
    return encoded is not None and _is_document_text(_decoded(encoded[1]))


def _decoded(text: bytes) -> bytes:
    """Decode base64 or base64url as far as it goes."""
    compact = b"".join(text.split()).rstrip(b"=").translate(_TO_STANDARD)
    try:
        return a2b_base64(compact[: len(compact) // 4 * 4])
    except Error:
        return b""
