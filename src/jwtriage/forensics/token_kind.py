"""What sort of thing a text is that was handed over as a token."""

from __future__ import annotations

import re

from jwtriage.forensics import loose_json
from jwtriage.forensics.json_token import signed_parts
from jwtriage.forensics.token import TokenText
from jwtriage.forensics.token_inside import tokens_inside

LIMIT = 1 << 20
"""Longer texts are not looked into."""

VENDORS = (
    ("gho_", "a GitHub OAuth token"),
    ("ghp_", "a GitHub personal access token"),
    ("ghs_", "a GitHub App installation token"),
    ("ghu_", "a GitHub App user token"),
    ("ghr_", "a GitHub refresh token"),
    ("github_pat_", "a GitHub personal access token"),
    ("glpat-", "a GitLab personal access token"),
    ("sb_secret_", "a Supabase secret API key"),
    ("sb_publishable_", "a Supabase publishable API key"),
    ("sbp_", "a Supabase access token"),
    ("sk_live_", "a Stripe or Clerk secret key"),
    ("sk_test_", "a Stripe or Clerk secret key"),
    ("sk-", "an API key in the manner of OpenAI"),
    ("pk_", "a publishable API key"),
    ("xoxb-", "a Slack bot token"),
    ("xoxp-", "a Slack user token"),
    ("xapp-", "a Slack app token"),
    ("ya29.", "a Google OAuth access token"),
    ("1//", "a Google refresh token"),
    ("AIza", "a Google API key"),
    ("AKIA", "an AWS access key id"),
    ("ASIA", "an AWS temporary access key id"),
    ("hvs.", "a HashiCorp Vault service token"),
    ("hvb.", "a HashiCorp Vault batch token"),
    ("npm_", "an npm access token"),
    ("pypi-", "a PyPI API token"),
    ("dop_v1_", "a DigitalOcean token"),
    ("v2.local.", "a PASETO"),
    ("v2.public.", "a PASETO"),
    ("v3.local.", "a PASETO"),
    ("v4.local.", "a PASETO"),
    ("v4.public.", "a PASETO"),
    ("Basic ", "HTTP Basic credentials"),
)
"""Beginnings of opaque tokens, as their vendors publish them, and what they stand for; longer ones before shorter ones of the same letters."""

_OPAQUE = re.compile(rb"[A-Za-z0-9+/_=.~-]+")
_LIKE_A_JWS = re.compile(rb"\A[A-Za-z0-9_-]{15,16384}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{20,}\Z|ey[A-Za-z0-9_-]{8,16384}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+")
"""Three long parts whatever the first one begins with, or a token after something else."""
_MASKS = ("…".encode(), b"...", b"***", b"<redacted>", b"[redacted]", b"<masked>", b"[masked]", b"[filtered]", b"xxxx")
_OUR_MASK = re.compile(rb"<\d{1,6} octets>|\[\d{1,6} octets\]|\(\d{1,6} octets\)")

_UNSIGNED = ("unsigned", "a token without its signature")


class TokenKind:
    """``name`` is one of those in `NAMES`; ``fact`` says it in words, with the vendor where the beginning tells it."""

    __slots__ = ("fact", "name")

    def __init__(self, name: str, fact: str) -> None:
        """Keep both."""
        self.name = name
        self.fact = fact

    def __repr__(self) -> str:
        """Show the name."""
        return f"TokenKind({self.name!r})"


NAMES = ("jws", "jws-json", "jwe", "none-signed", "unsigned", "masked", "google-removed", "opaque", "empty", "too-long", "unknown")
"""The names of kinds: a compact JWS, one in the JSON serialisation, a JWE, …, an opaque token, nothing at all."""


def kind_of(text: bytes) -> TokenKind:
    """Tell what ``text`` is. A compact JWS with damage around it or in it is still ``jws``. Never raises."""
    if not text.strip():
        return TokenKind("empty", "nothing at all")
    if len(text) > LIMIT:
        return TokenKind("too-long", "a text of more than 1 MiB")
    if not text.strip(b". \t\r\n"):
        return TokenKind("opaque", "a text without a letter, no JWS")
    return _by_signatures(text) or _by_mask(text) or _by_json(text) or _by_segments(text) or _opaque(text)


def _by_signatures(text: bytes) -> TokenKind | None:
    """Recognise a JWS in the JSON serialisation (RFC 7515, section 7.2)."""
    token = TokenText.read(text)
    if not token.is_json:
        return None
    parts = signed_parts(text)
    if any(_is_masked(part.signature) for part in parts):
        return TokenKind("masked", "a token in the JSON serialisation whose signature was masked before it was written down")
    if not any(part.signature for part in parts):
        none = (token.alg or "").lower() == "none"
        return TokenKind(*(("none-signed", "a token that says itself that it is not signed (alg none)") if none else _UNSIGNED))
    several = f" with {len(parts)} signatures" if len(parts) > 1 else ""
    return TokenKind("jws-json", f"a JWS in the JSON serialisation{several}")


def _by_mask(text: bytes) -> TokenKind | None:
    """Recognise a signature that was taken away on purpose."""
    signature = text.rpartition(b".")[2] if text.count(b".") >= 2 else b""
    if b"SIGNATURE_REMOVED_BY_GOOGLE" in text:
        return TokenKind("google-removed", "a token whose signature was removed by a Google front end")
    if _is_masked(signature) or _is_masked(text[text.rfind(b".", 0, -3) + 1 :]):
        return TokenKind("masked", "a token whose signature was masked before it was written down")
    return None


def _is_masked(signature: bytes) -> bool:
    lowered = signature.strip(b" \t\r\n\"'`").lower()
    return any(mask in lowered for mask in _MASKS) or _OUR_MASK.search(lowered) is not None


def _by_json(text: bytes) -> TokenKind | None:
    """Recognise a JWE in its JSON serialisations (RFC 7516, section 7.2)."""
    document = loose_json.object_of(text)
    if document is None:
        return None
    if "ciphertext" in document:
        return TokenKind("jwe", "a JWE in the JSON serialisation: encrypted, not signed")
    return TokenKind("unknown", "a JSON object that is no token")


def _by_segments(text: bytes) -> TokenKind | None:
    """Recognise the compact serialisations by the header and the number of segments."""
    token = TokenText.read(text)
    if "enc" in token.header and token.segments != 3:
        return TokenKind("jwe", "a JWE: encrypted, not signed")
    if not token.header:
        return None
    if (token.alg or "").lower() == "none":
        return TokenKind("none-signed", "a token that says itself that it is not signed (alg none)")
    if token.segments >= 3 and token.signature_segment.strip():
        return TokenKind("jws", "a JWS in the compact serialisation")
    return TokenKind(*_UNSIGNED)


def _opaque(text: bytes) -> TokenKind:
    core = text.strip(b" \t\r\n\"'`")
    core = core[7:].lstrip() if core[:7].lower() == b"bearer " else core
    vendor = next((fact for prefix, fact in VENDORS if core.startswith(prefix.encode())), None)
    if vendor is not None:
        return TokenKind("opaque", f"{vendor}: opaque, no JWS")
    if b"%2e" in core.lower() or (b"." in core and core.startswith(b"ey")) or _LIKE_A_JWS.search(core) or tokens_inside(core):
        return TokenKind("jws", "a damaged JWS in the compact serialisation")
    if _OPAQUE.fullmatch(core):
        return TokenKind("opaque", "an opaque token or a session id, no JWS")
    return TokenKind("unknown", "a text that is no token")
