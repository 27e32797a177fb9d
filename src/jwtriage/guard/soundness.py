"""Secrets that a service must not start with: each with the id of its root cause."""

from jwtriage.guard.refusal import Refusal
from jwtriage.jose.keys import Key
from jwtriage.jose.resemblance import resembles_key_document
from jwtriage.known.keys import sample_key_name
from jwtriage.known.secrets import is_default, is_placeholder

_UNDEFINED = frozenset((b"undefined", b"null", b"none", b"nil", b"[object object]"))
"""What programs write where there was no value."""
_QUOTES = (b'"', b"'", b"`")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check_text(octets: bytes, source: str) -> None:
    """Refuse the text of a secret about which readers disagree: some strip, some keep what stands around it.

    Raises `Refusal`.
    """
    if not octets.strip(b" \t\r\n\x00") or octets.strip().lower() in _UNDEFINED:
        raise Refusal(f"{source} is empty or undefined", "secret-undefined-or-empty")
    if octets.startswith(_BYTE_ORDER_MARKS) and not resembles_key_document(octets):
        raise Refusal(f"{source} begins with a byte order mark", "secret-bom")
    if not _is_text(octets) or resembles_key_document(octets):
        return
    if octets[-1:] in (b"\n", b"\r"):
        raise Refusal(f"{source} ends with a line break, which some readers strip", "secret-trailing-newline")
    if octets != octets.strip():
        raise Refusal(f"{source} has blanks around it, which some readers strip", "secret-outer-whitespace")
    if octets[:1] in _QUOTES and octets[-1:] == octets[:1]:
        raise Refusal(f"{source} stands in quotation marks, which some readers strip", "secret-quotes-kept")


def check_strength(key: Key, source: str) -> None:
    """Refuse a secret that everybody knows, and a key whose private half is published.

    One that could merely be guessed is for the start-up line and ``guard lint`` to say: a service that has run on it must not fail to start.
    Raises `Refusal`.
    """
    if key.secret is None:
        if sample_key_name(key):
            raise Refusal(f"{source} is a published sample key: anyone can sign with it", "secret-default-or-placeholder")
    elif is_default(key.octets) or is_placeholder(key.octets):
        raise Refusal(f"{source} is a secret that everybody knows, or a placeholder", "secret-default-or-placeholder")


def _is_text(octets: bytes) -> bool:
    try:
        return octets.decode("utf-8").strip().isprintable()
    except UnicodeDecodeError:
        return False
