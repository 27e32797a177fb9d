"""What is odd about the text of a token, in the words of the root causes."""

from __future__ import annotations

import re

from jwtriage.forensics import loose_json
from jwtriage.forensics.json_token import signed_parts
from jwtriage.forensics.observation import Observation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LIMIT = 1 << 20
"""Longer texts are not looked into."""

SIGNATURE_OCTETS = {
    "HS256": 32,
    "HS384": 48,
    "HS512": 64,
    "ES256": 64,
    "ES256K": 64,
    "ES384": 96,
    "ES512": 132,
    "Ed25519": 64,
    "Ed448": 114,
    "ML-DSA-44": 2420,
    "ML-DSA-65": 3309,
    "ML-DSA-87": 4627,
}
"""Octets of a whole signature, for the algorithms where the name fixes them (RFC 7518 sections 3.2 and 3.4, RFC 8037, RFC 9964)."""

STORAGE_LIMITS = (255, 256, 512, 1023, 1024, 2000, 2047, 2048, 4000, 4095, 4096, 8191, 8192, 16384, 32768)
"""Sizes at which columns, form fields and buffers end."""

GOOGLE_REMOVED = b"SIGNATURE_REMOVED_BY_GOOGLE"

_WRAPPED = re.compile(rb"[ \t]*(bearer|jwt|token)[ \t:=]", re.IGNORECASE)
_BYTES_REPR = re.compile(rb"[ \t]*b(['\"]).*\1[ \t\r\n]*", re.DOTALL)
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_OPENERS = (b"[", b"{", b"<", b"(", b"$")
_QUOTES = (b'"', b"'", b"`")
_BASE64_TAILS = {2: b"AQgw", 3: b"AEIMQUYcgkosw048"}


def observe(text: bytes, header: dict[str, Any], payload: bytes, signature: bytes) -> list[Observation]:
    """Describe the oddities of ``text``, whose lenient reading is ``header``, ``payload`` and ``signature``.

    The order is that of the text: what is around it, what is in it, its segments, its JSON, its signature.
    """
    if len(text) > LIMIT:
        return [Observation("token-too-long", "it has more than 1 MiB and was not taken apart")]
    found = [*_around(text), *_inside(text), *_segments(text), *_json(text, header, payload), *_signature(text, header, signature)]
    return list(dict.fromkeys(found))


def observe_json(text: bytes, compact: bytes, header: dict[str, Any], payload: bytes, signature: bytes) -> list[Observation]:
    """Describe a JSON serialisation: that it is one, and what is odd about its first signature, written as ``compact``."""
    count = len(signed_parts(text))
    several = f" with {count} signatures, of which the first is read here" if count > 1 else ""
    form = Observation("token-json-serialised", f"it is in the JSON serialisation{several}; verifiers of JWTs take the compact one")
    return [form, *observe(compact, header, payload, signature)]


def _around(text: bytes) -> Iterator[Observation]:
    """Describe what was left around the token."""
    core = text.strip()
    if text.startswith(b"\xef\xbb\xbf"):
        yield Observation("secret-bom", "a UTF-8 byte order mark stands before it")
    if text.rstrip(b" \t") != text.rstrip():
        yield Observation("token-trailing-newline", "a line break stands after it")
    if core != text and text.strip(b"\r\n") != core:
        yield Observation("whitespace-or-percent-encoding-inserted", "white space stands around it")
    if _BYTES_REPR.fullmatch(text):
        yield Observation("token-bytes-repr", "it is written as Python shows bytes: b'...'")
    elif core.startswith(_QUOTES) or core.endswith(_QUOTES) or core[:3] == b"%22":
        yield Observation("token-quoted", "quotation marks stand around it")
    if _WRAPPED.match(text) or core.startswith(_OPENERS):
        yield Observation("bearer-prefix-or-wrapping", "a word such as Bearer, or a bracket, stands before it")


def _inside(text: bytes) -> Iterator[Observation]:
    """Describe characters that no token holds (RFC 7515, section 7.1)."""
    core = _core(text)
    if _PERCENT.search(core) or len(core.split()) > 1:
        yield Observation("whitespace-or-percent-encoding-inserted", "white space or percent-encoded characters stand inside it")
    if _line_wrapped(core):
        yield Observation("base64-line-wrapped", "it is broken into lines of 64 or 76 characters")
    if any(octet > 0x7F or octet == 0 for octet in core.translate(None, bytes(range(1, 0x80)))):
        yield Observation("token-foreign-characters", "it holds characters outside ASCII (zero-width, dashes, ellipsis) or NUL")


def _core(text: bytes) -> bytes:
    """Return the token without what `_around` described."""
    core = _WRAPPED.sub(b"", text.removeprefix(b"\xef\xbb\xbf").strip(), count=1)
    return core.strip(b" \t\r\n\"'`[]{}<>()")


def _line_wrapped(core: bytes) -> bool:
    lines = core.splitlines()
    return len(lines) > 1 and len(lines[0]) in (64, 76)


def _segments(text: bytes) -> Iterator[Observation]:
    """Describe segments that are not canonical base64url (RFC 7515 section 2, RFC 4648 section 3.5)."""
    segments = _core(text).split(b".", 5)
    if len(segments) not in (3, 5):
        yield Observation("token-segment-count", f"it has {_count(len(segments))} instead of three parts between dots")
    if any(b"+" in segment or b"/" in segment for segment in segments):
        yield Observation("segments-standard-base64", "a part is written in standard base64 (+ and /) instead of base64url")
    if any(segment.endswith(b"=") for segment in segments):
        yield Observation("segment-padded", "a part ends in base64 padding (=): signed so by some issuers, added in transit by some intermediaries")
    if any(map(_spare_bits, segments)):
        yield Observation("trailing-bits-false-alarm", "the last character of a part has unused bits set: another spelling of the same octets")


def _count(number: int) -> str:
    return str(number) if number < 6 else "more than five"


def _spare_bits(segment: bytes) -> bool:
    """Tell whether the last character spells bits that no octet takes up."""
    tails = _BASE64_TAILS.get(len(segment.rstrip(b"=")) % 4)
    return tails is not None and segment.rstrip(b"=")[-1:] not in [tails[i : i + 1] for i in range(len(tails))]


def _json(text: bytes, header: dict[str, Any], payload: bytes) -> Iterator[Observation]:
    """Describe the JSON of header and payload."""
    if not header:
        yield Observation("header-unreadable", "the first part is not a JSON object in base64url")
        return
    if payload and "cty" not in header and loose_json.object_of(payload) is None:
        yield Observation("payload-json-malformed", "the payload is not a JSON object")
    if not _is_utf8(payload):
        yield Observation("payload-charset-corrupted", "the payload is not UTF-8")
    if payload.startswith(b"\xef\xbb\xbf"):
        yield Observation("secret-bom", "the payload begins with a byte order mark")
    if "zip" in header:
        yield Observation("payload-compressed", "the header says that the payload is compressed (zip)")
    if loose_json.repeats_a_member(payload):
        yield Observation("duplicate-members", "a member name occurs twice in the payload: parsers differ in which value they take")


def _is_utf8(octets: bytes) -> bool:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _signature(text: bytes, header: dict[str, Any], signature: bytes) -> Iterator[Observation]:
    """Describe a signature that is missing or has not its algorithm's length."""
    alg = header.get("alg")
    expected = SIGNATURE_OCTETS.get(alg) if isinstance(alg, str) else None
    if GOOGLE_REMOVED in text:
        yield Observation("signature-removed-by-google", "the signature was removed by a Google front end")
    elif not signature:
        yield Observation("emulator-or-unsigned-token", "it has no signature")
    elif expected is not None and len(signature) != expected:
        yield Observation("signature-length", f"the signature has {len(signature)} octets, {alg} makes {expected}")
    if len(text) in STORAGE_LIMITS:
        yield Observation("token-truncated-by-storage", f"its length is exactly {len(text)}, a usual limit of columns, fields and buffers")
