"""What a name says about the key under it: a shared secret, a half of a key pair, a key set, and whether it is for tokens."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Role = Literal["secret", "private", "public", "set"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_JOINED = re.compile(r"(?:jwt|jws|jwks|access|refresh|auth|token|secret|private|public|signing|sign|key|pem)+")
_PART = re.compile(r"jwt|jwks|jws|access|refresh|auth|token|secret|private|public|signing|sign|key|pem")

_TOKEN_WORDS = frozenset(
    ("jwt", "jws", "jwk", "jwks", "token", "tokens", "bearer", "hs256", "rs256", "es256", "signing", "nextauth", "auth", "idtoken")
)
_OTHER_USES = frozenset(
    (
        "api",
        "aws",
        "azure",
        "captcha",
        "client",
        "cookie",
        "csrf",
        "db",
        "cache",
        "github",
        "google",
        "limit",
        "oauth",
        "oauth2",
        "partition",
        "recaptcha",
        "result",
        "s3",
        "session",
        "slack",
        "smtp",
        "sort",
        "ssh",
        "stripe",
        "tls",
        "ssl",
        "webhook",
    )
)
"""Words of secrets that sign no tokens of ours, whatever else the name says."""

_NO_KEY = frozenset(
    re.findall(
        r"\w+",
        "alg algorithm algorithms arn aud audience auto class count default description duration enable enabled engine expiration "
        "expired expires expiry header host id ids interval iss issuer kid label leeway length lifetime location method mode "
        "mount name names namespace password passwd policy port prefix provider ref refresh region role rotation size store "
        "suffix template timeout ttl type uri url urls user username version ",
    )
)
"""Last words of names that speak about a key and hold none."""

_KEY_WORDS = frozenset(("key", "keys", "pem", "jwt", "signing", "token"))

_MEMBERS = frozenset(("value", "default", "content", "stringvalue", "text", "secretstring", "properties", "inline_string", "inlinestring"))

_PATHS = frozenset(("file", "path", "filename", "filepath", "location", "dir"))
_FILLERS = frozenset(
    (
        "secret",
        "secrets",
        "key",
        "keys",
        "private",
        "public",
        "pub",
        "pem",
        "jwt",
        "jws",
        "token",
        "tokens",
        "value",
        "string",
        "my",
        "app",
        "application",
    )
)
_FILLERS_TOO = frozenset(
    ("base64", "b64", "jwks", "jwk", "data", "config", "env", "the", "settings", "security", "spring", "rsa", "ec", "signing", "hs256", "rs256")
)


_SPECIAL = frozenset(
    ("access", "refresh", "reset", "session", "cookie", "email", "invite", "verification", "confirm", "internal", "old", "previous", "next")
)
"""Words above a vague name that tell keys apart."""

_IDENTIFIERS = (["jwt", "secrets"], ["jwt", "auth"])
"""Where gateways keep credentials whose ``key`` is the name of the issuer (Kong ``jwt_secrets``, APISIX ``jwt-auth``)."""


class KeyName(NamedTuple):
    """A name of a key. ``for_tokens`` tells whether it says that tokens are signed with it; ``qualifiers`` tell keys of one role apart."""

    role: Role
    for_tokens: bool
    qualifiers: frozenset[str]

    def __str__(self) -> str:
        """Write the name of the logical key: ``token secret (refresh)``."""
        noun = {"secret": "secret", "private": "private key", "public": "public key", "set": "key set"}[self.role]
        special = f" ({' '.join(sorted(self.qualifiers))})" if self.qualifiers else ""
        return f"{'token ' if self.for_tokens else ''}{noun}{special}"


def words_in(name: str) -> list[str]:
    """Return the words of a name in small letters: ``jwtSecret``, ``JWT_SECRET`` and ``jwt-secret`` have the same."""
    words: list[str] = []
    for word in _WORD.findall(name):
        small = word.lower()
        words += _PART.findall(small) if _JOINED.fullmatch(small) else [small]
    return _with_hash_names(words)


def _with_hash_names(words: list[str]) -> list[str]:
    """Join ``hs`` and ``256``, which belong together."""
    joined: list[str] = []
    for word in words:
        if word in ("256", "384", "512", "64") and joined and joined[-1] in ("hs", "rs", "es", "ps", "base", "b"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def key_name(parts: Sequence[str]) -> KeyName | None:
    """Read the path of a name (``("auth", "jwt", "secret")``); ``None`` where it names no key.

    The last part decides; the parts above it help where it says too little.
    """
    parts = _named_parts(parts)
    own = words_in(parts[-1]) if parts else []
    if not own or own[-1] in _NO_KEY or own[-1] in _PATHS:
        return None
    above = [word for part in parts[:-1] for word in words_in(part) if not word.isdecimal()]
    role = _role(own, above)
    if role is None:
        return None
    special = frozenset(above) & _SPECIAL if _is_vague(own) else frozenset(own) - _FILLERS - _FILLERS_TOO
    return KeyName(role, _is_for_tokens(own, above), special)


def path_name(parts: Sequence[str]) -> KeyName | None:
    """Read a name whose value is the path of a key's file (``JWT_PRIVATE_KEY_FILE``); ``None`` for any other."""
    own = words_in(parts[-1]) if parts else []
    if not own or own[-1] not in _PATHS:
        return None
    return key_name((*parts[:-1], "_".join(own[:-1])) if len(own) > 1 else parts[:-1])


def _named_parts(parts: Sequence[str]) -> Sequence[str]:
    """Leave out last parts that name only a member: ``variables.JWT_SECRET.value``."""
    while len(parts) > 1 and parts[-1].lower() in _MEMBERS:
        parts = parts[:-1]
    return parts


def _role(own: list[str], above: list[str]) -> Role | None:
    has = set(own)
    if "existing" in has or (own == ["key"] and above[-2:] in _IDENTIFIERS):
        return None
    if has & {"jwks", "jwk"}:
        return "set"
    if has & {"private", "priv"}:
        return "private" if (has | set(above)) & _KEY_WORDS else None
    if has & {"public", "pub"} and (has | set(above)) & _KEY_WORDS:
        return "public"
    if has & {"secret", "secrets", "hs256", "hs384", "hs512", "hmac"}:
        return "secret"
    return "secret" if "key" in has and (has | set(above)) & (_TOKEN_WORDS | {"sign"}) else None


def _is_vague(own: list[str]) -> bool:
    return not set(own) - {"secret", "key", "value", "private", "public", "pem", "pub"}


def _is_for_tokens(own: list[str], above: list[str]) -> bool:
    words = {*own, *above} if _is_vague(own) or not _TOKEN_WORDS & set(own) else set(own)
    return bool(words & _TOKEN_WORDS) and not set(own) & _OTHER_USES
