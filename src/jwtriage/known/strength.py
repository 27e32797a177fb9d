"""Whether a secret could be guessed (stub)."""

from jwtriage.known.secrets import is_default, is_placeholder

SHORTEST = 10


def is_weak(octets: bytes) -> bool:
    """Tell whether fewer than about 2^80 guesses would find ``octets``; when unsure, they are weak."""
    return len(octets) < SHORTEST or is_default(octets) or is_placeholder(octets)
