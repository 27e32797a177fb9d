"""The layers that transport, configuration and editors put around a key text, each of which can be taken off by itself.

A layer is a pure function from octets to octets, or to ``None`` when the text does not lie under it.
"""

import html
import re
from collections.abc import Callable
from typing import NamedTuple

from jwtriage.forensics import loose_base64
from jwtriage.forensics.observation import Observation

LAYERS_LIMIT = 8
"""At most this many layers are taken off one text."""

BOM = b"\xef\xbb\xbf"
_WORD = re.compile(rb"(?:BEGIN|END)[ \t_+]{0,3}[A-Z0-9. _+]{0,24}(?:KEY|CERT|REQUEST)", re.IGNORECASE)
_ESCAPED_BREAK = re.compile(rb"\\+r\\+n|\\+n|\\+r|\\+x0[ad]|\\+u000[ad]|\\+01[25]", re.IGNORECASE)
_CONTINUED = re.compile(rb"\\[ \t]*(\r?\n)")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ENTITY = re.compile(rb"&(?:#[0-9]{1,5}|#x[0-9a-f]{1,4}|[a-z]{2,8});", re.IGNORECASE)
_BREAK_TAG = re.compile(rb"<br ?/?>", re.IGNORECASE)
_DATA_URI = re.compile(rb"data:[A-Za-z0-9.+/-]{0,60};base64,")
_HEX = re.compile(rb"(?:0x)?((?:[0-9A-Fa-f]{2}[\s:]?){16,})")
_QUOTES = b"\"'`"
_LOOKALIKES = {
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2018\u2019\u201a", "'"),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
}
_LOOKALIKE_TABLE = str.maketrans(_LOOKALIKES)


class Layer(NamedTuple):
    """One layer: the id and fact of what is noted about it, and the function that takes it off."""

    id: str
    fact: str
    take_off: Callable[[bytes], bytes | None]


def unwrapped(text: bytes) -> tuple[bytes, list[Observation]]:
    """Take off every layer that lies on ``text``, outermost first; return what is inside and what was taken off. Linear, never raises."""
    observations: list[Observation] = []
    for _ in range(LAYERS_LIMIT):
        taken = next(((layer, inner) for layer in LAYERS if (inner := layer.take_off(text)) is not None and inner != text), None)
        if taken is None:
            return text, observations
        layer, text = taken
        observations.append(Observation(layer.id, layer.fact))
    return text, observations


def resembles_pem(text: bytes) -> bool:
    """Tell whether the words of a PEM marker occur in ``text``, with or without their dashes."""
    return _WORD.search(text) is not None


def without_bom(text: bytes) -> bytes | None:
    """Take off a UTF-8 byte order mark."""
    return text.removeprefix(BOM) if text.startswith(BOM) else None


def from_utf16(text: bytes) -> bytes | None:
    """Turn UTF-16 text (with a byte order mark, or with NUL in every other octet) into UTF-8."""
    encoding = _utf16_encoding(text)
    if encoding is None:
        return None
    try:
        return text[: len(text) // 2 * 2].decode(encoding).encode()
    except UnicodeError:
        return None


def _utf16_encoding(text: bytes) -> str | None:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = text[0:64:2], text[1:64:2]
    if len(even) >= 8 and not any(odd) and all(even):
        return "utf-16-le"
    return "utf-16-be" if len(odd) >= 8 and not any(even) and all(odd) else None


def without_nul(text: bytes) -> bytes | None:
    """Drop NUL octets from a text that is otherwise printable, such as a C string's end."""
    return text.replace(b"\0", b"") if b"\0" in text and _is_text(text.replace(b"\0", b"")) else None


def _is_text(octets: bytes) -> bool:
    head = octets[:256]
    return bool(head) and not any(octet < 0x20 and octet not in b"\t\r\n\f" for octet in head) and (resembles_pem(octets) or head.isascii())


def without_lookalikes(text: bytes) -> bytes | None:
    """Replace dashes, quotes, blanks and zero-width characters of Unicode by what they stand for."""
    if text.isascii():
        return None
    try:
        plain = text.decode().translate(_LOOKALIKE_TABLE).encode()
    except UnicodeDecodeError:
        return None
    return plain if _is_document(plain) else None


def _is_document(text: bytes) -> bool:
    """Tell whether ``text`` looks like a key document, not like the octets of some secret."""
    return resembles_pem(text) or text.lstrip(b" \t\r\n" + _QUOTES).startswith((b"{", b"["))


def without_quotes(text: bytes) -> bytes | None:
    """Take off quotation marks around the whole text, or a stray one at its start or end."""
    core = text.strip()
    stripped = core.strip(_QUOTES + b",;") if core[:1] in (b'"', b"'", b"`") or core[-1:] in (b'"', b"'", b"`") else core
    return stripped if stripped != core and _may_hold_key(stripped) else None


def _may_hold_key(text: bytes) -> bool:
    return resembles_pem(text) or text[:1] in (b"{", b"[") or text.startswith((b"MI", b"MF", b"MC", b"MG", b"MH", b"LS0", b"ssh-", b"ecdsa-"))


def with_line_breaks(text: bytes) -> bytes | None:
    r"""Turn the two characters ``\n`` (also ``\r\n``, ``\\n``, ``\x0a``) into line breaks, where a PEM is written that way."""
    if b"\\" not in text or text.lstrip().startswith(b"{") or not resembles_pem(text):
        return None
    return _ESCAPED_BREAK.sub(b"\n", text)


def without_escapes(text: bytes) -> bytes | None:
    r"""Take the backslash from ``\/``, ``\"`` and ``\-``, and from line ends, as JSON and shells write them."""
    if b"\\" not in text or not _is_document(text):
        return None
    inside_json = text.lstrip().startswith((b"{", b"["))
    return None if inside_json else _CONTINUED.sub(rb"\1", re.sub(rb'\\([/"\'$=+ -])', rb"\1", text))


def json_from_string(text: bytes) -> bytes | None:
    r"""Turn JSON that is itself a JSON string's content (``{\"kty\": …``) into JSON."""
    return text.replace(b'\\"', b'"').replace(b"\\\\", b"\\") if text.lstrip()[:3] in (b'{\\"', b"[{\\") else None


def percent_decoded(text: bytes) -> bytes | None:
    """Decode percent-encoding (``%0A``, ``%2B``), and the plus signs that stand for blanks in a form."""
    if b"%" not in text or not (_PERCENT.search(text) and _is_percent_encoded_document(text)):
        return None
    plain = text.replace(b"+", b" ") if re.search(rb"BEGIN\+", text) else text
    return _PERCENT.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), plain)


def _is_percent_encoded_document(text: bytes) -> bool:
    return resembles_pem(text.replace(b"%20", b" ")) or text[:3].upper() == b"%7B"


def entities_decoded(text: bytes) -> bytes | None:
    """Decode HTML entities and ``<br>``, as templates and web forms write them."""
    if not resembles_pem(text) or not (_ENTITY.search(text) or _BREAK_TAG.search(text)):
        return None
    return _ENTITY.sub(_entity, _BREAK_TAG.sub(b"\n", text))


def _entity(match: re.Match[bytes]) -> bytes:
    return html.unescape(match[0].decode("ascii")).encode()


def base64_decoded(text: bytes) -> bytes | None:
    """Decode base64 that holds a PEM, JSON or an SSH key as text; base64 of bare DER is not a layer."""
    core = _DATA_URI.sub(b"", text.strip(), count=1)
    if not core or not _is_base64(core):
        return None
    inner = loose_base64.decode(core)
    return inner if _is_wrapped_document(inner) else None


def _is_base64(core: bytes) -> bool:
    kept = len(loose_base64.characters(core))
    return kept >= 16 and kept + sum(core.count(octet) for octet in (b"=", b"\n", b"\r", b" ", b"\t")) == len(core)


def _is_wrapped_document(inner: bytes) -> bool:
    head = inner[:128].removeprefix(BOM).lstrip()
    return head.startswith((b"--", b"ssh-", b"ecdsa-", b'{"', b"{\n", b"{\r", b"{ ", b"LS0t")) or resembles_pem(inner[:128])


def hex_decoded(text: bytes) -> bytes | None:
    """Decode hexadecimal that holds a PEM or a DER structure."""
    match = _HEX.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[1].translate(None, b" \t\r\n:\f\v")
    inner = bytes.fromhex(digits.decode("ascii")) if len(digits) % 2 == 0 else b""
    return inner if inner.startswith((b"-----BEGIN", b"0\x82", b"0Y0", b"0*0")) else None


LAYERS: tuple[Layer, ...] = (
    Layer("secret-bom", "a UTF-8 byte order mark stands before it", without_bom),
    Layer("secret-utf16-file", "it is UTF-16 text", from_utf16),
    Layer("pem-nul", "it holds NUL octets", without_nul),
    Layer("pem-unicode-lookalikes", "dashes, quotes or blanks of Unicode stand in for the plain ones", without_lookalikes),
    Layer("secret-quotes-kept", "quotation marks stand around it", without_quotes),
    Layer("pem-percent-encoded", "it is percent-encoded", percent_decoded),
    Layer("pem-html-entities", "it holds HTML entities or tags", entities_decoded),
    Layer("pem-literal-backslash-n", "it holds the two characters \\n instead of line breaks", with_line_breaks),
    Layer("pem-backslashes", "backslashes stand before characters that need none", without_escapes),
    Layer("json-in-string", "it is JSON escaped as a string", json_from_string),
    Layer("pem-base64-wrapped", "the whole text is base64-encoded once more", base64_decoded),
    Layer("pem-hex-wrapped", "the whole text is written in hexadecimal", hex_decoded),
)
"""All layers, in the order in which they are tried."""
