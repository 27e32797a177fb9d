"""Secrets that everybody knows: defaults of tutorials, templates and debuggers, published examples, placeholders.

The list is package data (``data/secrets.zlib``, origin in ``data/ORIGIN.md``); it is decompressed at the first question and kept.
Nothing here tells which entry matched: callers learn only whether one did.
"""

import json
import pkgutil
import re
import zlib
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from functools import cache

SMALLEST_DECODED_KEY = 8
"""A decoded form of fewer octets than this is left out: short words decode to noise that would match by chance."""

LONGEST_PLACEHOLDER = 4096
"""Only so many octets are searched for placeholder words."""

_PLACEHOLDER = re.compile(
    rb"change[-_ ]?(?:me|it|this)|to[-_ ]?be[-_ ]?(?:changed|modified|replaced)|replace[-_ ]?(?:me|this|with)|your[-_ ]"
    rb"|example|placeholder|insecure|default|dummy|fallback|goes[-_ ]here|must[-_ ]be[-_ ](?:changed|at[-_ ]least)|at[-_ ]least[-_ ][0-9]"
)
_TEMPLATE = re.compile(rb"<[a-z][a-z0-9_ -]*>|\$\{[a-z0-9_.:-]*\}|\{\{[a-z0-9_. -]*\}\}|%[a-z0-9_.]+%|x{6}|\*{3}")


@cache
def default_secrets() -> tuple[bytes, ...]:
    """Return the known secrets as raw bytes, the most common ones first, each once."""
    sections = _sections()
    return tuple(dict.fromkeys(secret for name in sections for secret in sections[name]))


@cache
def debugger_secrets() -> tuple[bytes, ...]:
    """Return the secrets with which web debuggers (jwt.io and its like) sign what is typed into them."""
    return _sections()["debugger"]


@cache
def default_key_bytes() -> tuple[bytes, ...]:
    """Return the known secrets and, behind them, what they decode to as Base64 and as hexadecimal, each once.

    Tutorials write a key as text and let the library decode it, so either form may be the HMAC key.
    """
    decoded = (form for secret in default_secrets() for form in _decoded_forms(secret))
    return tuple(dict.fromkeys((*default_secrets(), *decoded)))


def is_default(octets: bytes) -> bool:
    """Tell whether ``octets`` are a known secret, as written or decoded."""
    return octets in _default_key_set()


def is_placeholder(octets: bytes) -> bool:
    """Tell whether ``octets`` read like a value that someone was meant to replace; in linear time."""
    text = octets[:LONGEST_PLACEHOLDER].lower()
    if not _is_text(text):
        return False
    return bool(_PLACEHOLDER.search(text) or _TEMPLATE.search(text)) or b"here" in text.partition(b"secret")[2]


def _is_text(octets: bytes) -> bool:
    """Tell whether ``octets`` are UTF-8; a character cut off at the end counts as text."""
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(octets) == LONGEST_PLACEHOLDER and error.start >= LONGEST_PLACEHOLDER - 3
    return True


@cache
def _sections() -> dict[str, tuple[bytes, ...]]:
    """Return the entries of the data file by section, in the order of the file."""
    packed = pkgutil.get_data(__package__, "data/secrets.zlib")
    sections = json.loads(zlib.decompress(packed or b""))
    return {name: tuple(map(bytes.fromhex, entries)) for name, entries in sections.items()}


@cache
def _default_key_set() -> frozenset[bytes]:
    """Return ``default_key_bytes`` for membership tests."""
    return frozenset(default_key_bytes())


def _decoded_forms(secret: bytes) -> tuple[bytes, ...]:
    """Return what ``secret`` decodes to as Base64 (either alphabet) and as hexadecimal, where that makes a key."""
    forms = (base64_decoded(secret), hex_decoded(secret))
    return tuple(form for form in forms if len(form) >= SMALLEST_DECODED_KEY)


def base64_decoded(secret: bytes) -> bytes:
    """Decode Base64 or base64url, padded or not (RFC 4648 4 and 5); nothing when ``secret`` is neither."""
    digits = secret.rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")
    if not re.fullmatch(rb"[A-Za-z0-9_-]+", digits):
        return b""
    try:
        return urlsafe_b64decode(digits + b"=" * (-len(digits) % 4))
    except Base64Error:
        return b""


def hex_decoded(secret: bytes) -> bytes:
    """Decode pairs of hexadecimal digits; nothing when ``secret`` is something else."""
    if len(secret) % 2 or not re.fullmatch(rb"[0-9A-Fa-f]+", secret):
        return b""
    return bytes.fromhex(secret.decode("ascii"))
