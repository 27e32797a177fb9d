"""Which texts may say anything about keys: found by words, by the same engines as in logs, before anything is parsed.

A text without these words has no name from which `model.key_name` or a setting beside a key could be read, no key text, and no call of a
library for tokens.
"""

from collections.abc import Callable

from jwtriage.logs.engines import engine

STRONG = (
    b"secret",
    b"jwk",
    b"jwt",
    b"jws",
    b"jose",
    b"priv",
    b"hmac",
    b"hs256",
    b"hs384",
    b"hs512",
    b"-----begin ",
    b"ls0tls1crudjti",
    b'"kty"',
    b"ssh-rsa ",
    b"ssh-ed25519 ",
)
"""Each is enough by itself."""
WEAK = (b"key", b"pem", b"alg", b"iss", b"aud")
"""Words that need one of `BESIDE` in the same text."""
BESIDE = (b"token", b"bearer", b"rs256", b"es256", b"sign", b"auth", b"oidc", b"pub")


def may_hold_keys(name: str | None = None) -> Callable[[memoryview], bool]:
    """Return a function that tells whether a text may say anything about keys; ``name`` chooses the engine."""
    found = engine((*STRONG, *WEAK), name)

    def wanted(text: memoryview) -> bool:
        return bool(found.hits(text)) and _is_more_than_a_word(bytes(text).lower())

    return wanted


def _is_more_than_a_word(low: bytes) -> bool:
    return any(word in low for word in STRONG) or (any(word in low for word in BESIDE) and any(word in low for word in WEAK))
