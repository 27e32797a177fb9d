"""Takes tokens and private keys out of text that is about to be logged or sent away.

Found are compact JWS and JWE (RFC 7515, 7.1; RFC 7516, 7.1) wherever they stand: behind ``Bearer``, in an address, in JSON inside JSON,
percent-encoded, or as the pieces of a string that a program's source or a pretty printer puts in quotes; private keys in PEM (RFC 7468), also
when cut or in base64 once more; the private members of a JWK (RFC 7518, 6). The work is linear in the length of the text.

    [jwt RS256 kid=2026-11 tok:hf3oyk2l]

stands for a token: algorithm and kid as far as they are harmless, and a fingerprint that tells whether two lines show the same token. Nothing
remains of claims and signature, since claims may be personal data and a signature beside them is the token. Redacting twice changes nothing.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import AnyStr, NamedTuple, TypeAlias

from jwtriage.jose.base64url import decode
from jwtriage.jose.errors import TokenError
from jwtriage.jose.fingerprint import token_fingerprint
from jwtriage.jose.json import loads

PRIVATE_KEY = b"[private key]"
"""Stands in the place of a private key, or of one of its members."""
LONGEST_NAME = 64
"""So much of an algorithm's name or a kid is kept."""
LONG_SEGMENT = 20
"""A segment of so many characters makes a token of a text whose header cannot be read."""
LONGEST_HEADER = 16384

_START = re.compile(rb"e(?:y(?:J|A[gi])|w(?:o[giJ]|0K))")
"""What a JSON object in base64 begins with: a brace and a quotation mark, or white space between them."""
_PEM_START = b"-----BEGIN"
_WRAPPED_START = b"LS0tLS1CRUdJTi"
"""``-----BEGIN`` in base64."""
_WRAPPED_PRIVATE = (b"UFJJVkFURS", b"BSSVZBVEUg", b"QUklWQVRFI")
"""``PRIVATE`` in base64, at each of the three places that it can have in a group of octets."""
_JWK_MARK = b"kty"
_START_TEXT = re.compile(_START.pattern.decode())
_HINTS = tuple(hint.decode() for hint in (_PEM_START, _WRAPPED_START, _JWK_MARK))
"""A text without these, and without the start of a token, has nothing to redact."""

_LETTER = rb"[A-Za-z0-9_+/=-]"
_JOINT = rb"""\\?["']\s{0,20}+[+\\]?\s{0,60}+\\?["']"""
_RUN = (
    rb"(?:" + _LETTER + rb"++|\\/|%2[BbDdFf]|%3[Dd]|%5[Ff]"
    rb"|" + _JOINT + rb"(?=" + _LETTER + rb"{20})|\\?[\"'][ \t+\\]{0,20}+\r?\n\s{0,60}+\\?[\"'])*+"
)
_DOT = rb"(?:(?:" + _JOINT + rb")?(?:\.|%2[Ee])(?:" + _JOINT + rb""")?|["']\s{0,20}+\.\s{0,20}+["'])"""
_TOKEN = re.compile(rb"(" + _RUN + rb")((?:" + _DOT + _RUN + rb"){0,4})")
_SEPARATOR = re.compile(_DOT)
_MARKS = (b"%", b"'", b'"')
"""What makes a dot one of those that are not plain."""
_NO_PIECES = re.sub(rb"[A-Za-z0-9_.-]+", b"", bytes(range(256)))
_PEM = re.compile(
    rb"-----BEGIN(?:[ +_]|%20)[A-Z0-9 +_%]{0,40}?PRIVATE(?:[ +_]|%20)KEY[A-Z0-9 +_%]{0,20}-----"
    rb"(?:(?:[^-]++|-(?!----))*+-----END[A-Z0-9 +_%]{0,60}+-----"
    rb"|(?:(?:[\s\"'+,]|\\[nr])*+[A-Za-z0-9+/=]{16,}+)*+)"
)
_WRAPPED = re.compile(rb"[A-Za-z0-9+/=_-]++(?:(?:\s|\\[nr]){1,4}+[A-Za-z0-9+/=]{16,}+)*+")
_MEMBER = re.compile(rb"""["'](?:d|p|q|dp|dq|qi|k|priv)\\{0,3}["']\s{0,8}+:\s{0,8}+\\{0,3}["']([A-Za-z0-9_+/=-]{16,}+)""")
_UNSAFE = re.compile(r"[^A-Za-z0-9._:/+@-]")


_Span: TypeAlias = tuple[int, int, bytes]
"""A part of a text, from where to where, and what stands in its place."""


class Redactor:
    """Redacts under one fingerprint key, so that equal tokens keep equal fingerprints."""

    __slots__ = ("_fingerprint_key",)

    def __init__(self, fingerprint_key: bytes | None = None) -> None:
        """Take the key of `jwtriage.jose.fingerprint.token_fingerprint`, by default a random one: then only this process has the same tags."""
        self._fingerprint_key = fingerprint_key or os.urandom(32)

    def redact(self, text: AnyStr) -> AnyStr:
        """Return the text without tokens and private keys; the same object if it has none. Never raises for text or octets."""
        if isinstance(text, bytes):
            return self._redact(text)
        if _START_TEXT.search(text) is None and not any(hint in text for hint in _HINTS):
            return text
        octets = text.encode("utf-8", "surrogatepass")
        redacted = self._redact(octets)
        return text if redacted is octets else redacted.decode("utf-8", "surrogatepass")

    def _redact(self, text: bytes) -> bytes:
        spans = sorted((*self._tokens(text), *_private_keys(text), *_wrapped_keys(text), *_private_members(text)))
        if not spans:
            return text
        parts: list[bytes] = []
        position = 0
        for start, end, label in spans:
            if start >= position:
                parts += (text[position:start], label)
            position = max(position, end)
        return b"".join((*parts, text[position:]))

    def _tokens(self, text: bytes) -> Iterator[_Span]:
        start = _START.search(text)
        while start is not None:
            match = _TOKEN.match(text, start.start())
            end = start.end() if match is None else match.end()
            label = None if match is None else self._label(match)
            if label is not None:
                yield start.start(), end, label
            start = _START.search(text, end)

    def _label(self, match: re.Match[bytes]) -> bytes | None:
        """Return what stands for a token, ``None`` for what is none."""
        if not match[2]:
            return None
        header, segments = _header(match[1]), _segments(match[2])
        if not (header.is_readable and len(segments) > 1) and all(len(segment) < LONG_SEGMENT for segment in segments):
            return None
        token = match[0].replace(b"%2E", b".").replace(b"%2e", b".").translate(None, _NO_PIECES)
        return f"[{header.words} {token_fingerprint(token, self._fingerprint_key)}]".encode()


def _segments(text: bytes) -> list[bytes]:
    """Return what stands between the dots, of whatever form; most tokens have plain ones."""
    is_plain = not any(mark in text for mark in _MARKS)
    return (text.split(b".") if is_plain else _SEPARATOR.split(text))[1:]


class _Header(NamedTuple):
    """What is kept of a token's header."""

    is_readable: bool
    words: str


@lru_cache(maxsize=256)
def _header(segment: bytes) -> _Header:
    """Read a token's header; remembered, as an issuer sends the same one all the time."""
    try:
        header = loads(decode(segment.translate(None, _NO_PIECES))) if len(segment) <= LONGEST_HEADER else None
    except TokenError:
        header = None
    if not isinstance(header, dict):
        return _Header(is_readable=False, words="jwt")
    words = ("jwe" if "enc" in header else "jwt", _word(header.get("alg")), _named("kid", header.get("kid")))
    return _Header("alg" in header, " ".join(word for word in words if word))


def _word(value: object) -> str:
    """Return a text of a token's header if it has nothing but harmless characters and is no token itself, else nothing."""
    if not isinstance(value, str) or _UNSAFE.search(value) or _START_TEXT.search(value):
        return ""
    return value[:LONGEST_NAME]


def _named(name: str, value: object) -> str:
    return f"{name}={_word(value) or '?'}" if value is not None else ""


def _private_keys(text: bytes) -> Iterator[_Span]:
    """Find private keys in PEM."""
    start = text.find(_PEM_START)
    while start >= 0:
        match = _PEM.match(text, start)
        end = match.end() if match else start + len(_PEM_START)
        if match:
            yield start, end, PRIVATE_KEY
        start = text.find(_PEM_START, end)


def _wrapped_keys(text: bytes) -> Iterator[_Span]:
    """Find private keys in PEM that is base64 itself, as in a Kubernetes Secret."""
    start = text.find(_WRAPPED_START)
    while start >= 0:
        match = _WRAPPED.match(text, start)
        end = match.end() if match else start + len(_WRAPPED_START)
        if any(word in text[start : start + 80] for word in _WRAPPED_PRIVATE):
            yield start, end, PRIVATE_KEY
        start = text.find(_WRAPPED_START, end)


def _private_members(text: bytes) -> Iterator[_Span]:
    """Find the private members of JWKs."""
    if _JWK_MARK in text:
        yield from ((match.start(1), match.end(1), PRIVATE_KEY) for match in _MEMBER.finditer(text))


default_redactor = Redactor()
"""Redacts under a random fingerprint key of this process."""


def redact(text: AnyStr) -> AnyStr:
    """Redact with the `default_redactor`, see `Redactor.redact`."""
    return default_redactor.redact(text)
