"""Which names and values look as if they held a key. Used to leave out noise, never to judge a key."""

import re

_WORDS = re.compile(
    r"secret|key|token|private|public|jwt|jwk|jws|pem|cert|hmac|sign|passw|passphrase|pwd|salt|crypt|auth|oidc|credential|hs256|hs384|hs512|rsa|ecdsa",
    re.IGNORECASE,
)
_NOT_A_KEY = re.compile(
    r"(_|-|\.|^)(url|uri|host|port|path|file|ttl|alg|algorithm|issuer|audience|iss|aud|expir\w*|lifetime|leeway|id|name|type|enabled|timeout)$",
    re.IGNORECASE,
)
_VALUE = re.compile(rb"-----BEGIN |ssh-(?:rsa|ed25519)|\"kty\"|\"keys\"\s*:")
_RANDOM = re.compile(rb"[A-Za-z0-9+/_=.$~!@%^&*-]{24,}\Z")


def is_key_name(name: str) -> bool:
    """Tell whether a variable or field of that name is likely to hold a key."""
    return bool(_WORDS.search(name)) and not _NOT_A_KEY.search(name)


def is_key_value(text: bytes) -> bool:
    """Tell whether a value looks like a key whatever its name: a PEM, a JWK, or long text without spaces that mixes letters and digits."""
    if _VALUE.search(text):
        return True
    return bool(_RANDOM.match(text)) and text[:4] != b"http" and any(48 <= octet <= 57 for octet in text) and any(octet >= 65 for octet in text)


def is_key_like(name: str, text: bytes) -> bool:
    """Tell whether a named value is worth reading as a key."""
    return is_key_name(name) or is_key_value(text)
