"""One rejected token as a log tells of it: everything redacted, so that it may be kept, counted and shown."""

import re
from typing import Any, NamedTuple

from jwtriage.forensics.token import TokenText
from jwtriage.guard.redaction import Redactor
from jwtriage.jose.fingerprint import token_fingerprint
from jwtriage.jose.reason import Reason
from jwtriage.logs.message import Message
from jwtriage.logs.phrasebook import Kind
from jwtriage.logs.recognise import Certainty, Recognition

LONGEST_MESSAGE = 300
"""Characters of the message that are kept."""
LONGEST_NAME = 256
_TOKEN = re.compile(r"e(?:y[JA]|w[og0])[A-Za-z0-9_-]{8,16384}\.[A-Za-z0-9_-]{2,1048576}(?:\.[A-Za-z0-9_-]{0,8192})?")
_NAME = re.compile(r"[\s:'\"`(\[=]*([\w.:/+=@~-]{1,128})(?=[\s'\"`)\],;]|$)")
_MATERIAL = frozenset(("key", "jwk", "token", "segment", "json", "claims", "head", "header"))
"""Gaps in which libraries print keys, tokens and claims: such a message is shown as its template."""
_GAPS = {"kid": "kid", "alg": "alg", "iss": "issuer"}
"""Gaps of phrases whose values are fields of a rejection."""
_BESIDE = {
    "kid": re.compile(r"\b(?:kid|key[ _-]?id)\b[\"']?\s*(?:[:=]|is|was)?\s*[\"'`]([\w.:/+=@~-]{1,128})[\"'`]", re.IGNORECASE),
    "alg": re.compile(r"\b(?:HS|RS|ES|PS)(?:256|384|512)\b|\bEdDSA\b"),
}


class Rejection(NamedTuple):
    """One recognised rejection, or a library's warning (``kind``); ``reasons`` are all that the text may mean.

    ``line`` counts from 1; ``time`` is in seconds since the epoch. ``issuer``, ``kid`` and ``alg`` are what the line, or a token in it, says;
    nobody verified it.
    """

    file: str
    line: int
    time: float | None
    instance: str | None
    service: str | None
    version: str | None
    zone: str | None
    reason: Reason
    reasons: tuple[Reason, ...]
    certainty: Certainty
    kind: Kind
    library: str | None
    versions: str
    kid: str | None
    alg: str | None
    issuer: str | None
    client: str | None
    path: str | None
    status: int | None
    token_fingerprint: str | None
    message: str


def rejection_of(message: Message, recognition: Recognition, file: str, line: int, redactor: Redactor, fingerprint_key: bytes) -> Rejection:
    """Make the record; ``redactor`` and ``fingerprint_key`` are of one key, so that a token bears one tag everywhere."""
    token = _token_in(message)
    known = {**_beside(message.text), **_in_gaps(recognition), **_stated(message), **_in_token(token)}
    return Rejection(
        file=file,
        line=line,
        time=message.time,
        reason=recognition.reason,
        reasons=recognition.reasons,
        certainty=recognition.certainty,
        kind=recognition.kind,
        library=recognition.library,
        versions=recognition.versions,
        status=message.status,
        token_fingerprint=token_fingerprint(token.text, fingerprint_key) if token else None,
        message=_shown(_said(message, recognition), redactor, LONGEST_MESSAGE) or "",
        **{name: _shown(getattr(message, name), redactor) for name in ("instance", "service", "version", "zone", "client", "path")},
        **{name: _shown(known.get(name), redactor) for name in _GAPS.values()},
    )


def _in_gaps(recognition: Recognition) -> dict[str, str]:
    """Return kid, algorithm and issuer where they stood in the phrase's gaps."""
    return {_GAPS[name]: match[1].rstrip(".") for name, value in recognition.values if name in _GAPS and (match := _NAME.match(value))}


def _stated(message: Message) -> dict[str, str]:
    """Return what the log has in fields of their own."""
    return {name: value for name, value in (("kid", message.kid), ("alg", message.alg), ("issuer", message.issuer)) if value}


def _in_token(token: TokenText | None) -> dict[str, str]:
    """Return what a token in the line says of itself; nobody verified it."""
    if token is None:
        return {}
    said = (("kid", token.kid), ("alg", token.alg), ("issuer", (token.claims or {}).get("iss")))
    return {name: value for name, value in said if isinstance(value, str)}


def _said(message: Message, recognition: Recognition) -> str:
    """Return the text to show: of a phrase that quotes key material, the phrase without what it quotes."""
    if any(name in _MATERIAL for name, _ in recognition.values):
        return recognition.phrase
    return message.texts[0] if message.texts else ""


def members(rejection: Rejection) -> dict[str, Any]:
    """Return the members of ``logs --each --format jsonl`` (contract section 5), and behind them those that are ours."""
    fields = rejection._asdict()
    first = ("file", "line", "time", "instance", "service", "reason", "library", "kid", "alg", "token_fingerprint", "message")
    return {name: fields[name] for name in (*first, *(name for name in fields if name not in first))}


def _token_in(message: Message) -> TokenText | None:
    """Return the first token in a message, if its header can be read."""
    match = _TOKEN.search(message.text)
    token = TokenText.read(match[0].encode()) if match else None
    return token if token is not None and token.header else None


def _beside(text: str) -> dict[str, str]:
    """Return kid and algorithm where a sentence names them."""
    kid, alg = _BESIDE["kid"].search(text), _BESIDE["alg"].search(text)
    return {**({"kid": kid[1]} if kid else {}), **({"alg": alg[0]} if alg else {})}


def _shown(text: str | None, redactor: Redactor, longest: int = LONGEST_NAME) -> str | None:
    """Redact first and cut then, so that no half of a token remains."""
    if text is None:
        return None
    redacted = " ".join(redactor.redact(text).split())
    return redacted if len(redacted) <= longest else redacted[: longest - 1] + "…"
