"""A token's text read leniently: segments, header, claims and signature of whatever was received."""

from __future__ import annotations

from binascii import b2a_base64

from jwtriage.forensics import loose_base64, loose_json, token_observations
from jwtriage.forensics.json_token import signed_parts
from jwtriage.jose.errors import JoseError
from jwtriage.jose.token import Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from jwtriage.forensics.json_token import SignedPart
    from jwtriage.forensics.observation import Observation

LIMIT = 1 << 20
"""Texts of more octets than this are kept but not taken apart."""

_OBJECT_STARTS = (b"eyJ", b"eyA", b"ewo", b"ew0", b"ewk")
"""A brace followed by a quote, a space, LF, CR or a tab, in base64."""

_TO_URL = bytes.maketrans(b"+/", b"-_")


class TokenText:
    """The text of a token, never changed after it was made; everything is read from it at the first question.

    The segments are cut at the first dot and at the last: what stands before the last dot is the signing input, whatever it is.
    With fewer than two dots there is no signature segment and the whole text is the signing input.
    Of a JSON serialisation (RFC 7515, section 7.2) the first signature is read; its segments are the members' texts.
    Reading is lenient in the extreme (see `observations`): nothing here says that a token is acceptable.
    """

    __slots__ = ("_claims", "_header", "_part", "_payload", "_signature", "_signing_input", "overridden", "text")

    text: bytes
    overridden: bool
    """Whether `with_signing_input` named what the signature is held against, instead of the text."""

    def __init__(self, text: bytes) -> None:
        """Keep ``text``; nothing is parsed yet."""
        self.text = text
        self.overridden = False
        self._part: SignedPart | None = None
        self._signing_input: bytes | None = None
        self._signature: bytes | None = None
        self._header: dict[str, Any] | None = None
        self._payload: bytes | None = None
        self._claims: tuple[dict[str, Any] | None] | None = None

    @classmethod
    def read(cls, text: bytes) -> TokenText:
        """Read ``text`` as received. Never raises, whatever the bytes are."""
        token = cls(bytes(text))
        parts = signed_parts(token.text)
        return token._of_part(parts[0]) if parts else token

    def _of_part(self, part: SignedPart) -> TokenText:
        """Take the segments from one signature of a JSON serialisation instead of the text."""
        self._part = part
        self._signing_input = part.compact.rpartition(b".")[0]
        self._header = {**part.unprotected, **(read_header(part.protected) or {})}
        return self

    def with_text(self, text: bytes) -> TokenText:
        """Return a token of another text; nothing of this one is kept."""
        return TokenText.read(text)

    def with_unprotected(self, members: dict[str, Any]) -> TokenText:
        """Return the same token with these members beside those of its header; no signature covers them (RFC 7515, section 7.2.1)."""
        changed = TokenText(self.text)
        changed._header = {**members, **self.header}
        return changed

    def with_signature(self, signature: bytes) -> TokenText:
        """Return the same token with these signature octets; the last segment of the text becomes their base64url."""
        head = self.text.rpartition(b".")[0] if self._dots >= 2 else self.text
        changed = TokenText(head + b"." + b2a_base64(signature, newline=False).rstrip(b"=").translate(_TO_URL))
        changed._signing_input = self._signing_input if self.overridden else None
        changed.overridden = self.overridden
        changed._header, changed._payload, changed._claims = self._header, self._payload, self._claims
        changed._signature = bytes(signature)
        return changed

    def with_signing_input(self, signing_input: bytes) -> TokenText:
        """Return the same token, text, header and payload, verified over other octets than the text's own."""
        changed = TokenText(self.text)
        changed._signing_input = bytes(signing_input)
        changed.overridden = True
        changed._part = self._part
        changed._signature = self._signature
        changed._header, changed._payload, changed._claims = self._header, self._payload, self._claims
        return changed

    @property
    def _dots(self) -> int:
        return self.text.count(b".") if len(self.text) <= LIMIT and self._part is None else 0

    @property
    def is_json(self) -> bool:
        """Whether the text is a JSON serialisation, flattened or general (RFC 7515, section 7.2)."""
        return self._part is not None

    @property
    def segments(self) -> int:
        """The number of segments between dots; 0 for an empty or too long text, and for a JSON serialisation."""
        return self._dots + 1 if self.text and len(self.text) <= LIMIT and self._part is None else 0

    @property
    def header_segment(self) -> bytes:
        """What stands before the first dot, or is the member ``protected``."""
        if self._part is not None:
            return self._part.protected
        return self.text.partition(b".")[0] if self.segments else b""

    @property
    def payload_segment(self) -> bytes:
        """What stands between the first dot and the last (or the end, where there is only one), or is the member ``payload``."""
        if self._part is not None:
            return self._part.payload or b""
        rest = self.text.partition(b".")[2] if self.segments else b""
        return rest.rpartition(b".")[0] if self._dots >= 2 else rest

    @property
    def signature_segment(self) -> bytes:
        """What stands after the last dot, if there are at least two, or is the member ``signature``."""
        if self._part is not None:
            return self._part.signature
        return self.text.rpartition(b".")[2] if self._dots >= 2 else b""

    @property
    def signing_input(self) -> bytes:
        """The octets that the signature is held against: what stands before the last dot, unless `with_signing_input` said otherwise."""
        if self._signing_input is None:
            self._signing_input = self.text.rpartition(b".")[0] if self._dots >= 2 else self.text
        return self._signing_input

    @property
    def signature(self) -> bytes:
        """The octets of the signature segment, leniently decoded; empty if there is none."""
        if self._signature is None:
            self._signature = loose_base64.decode(self.signature_segment)
        return self._signature

    @property
    def header(self) -> dict[str, Any]:
        """The JOSE header; ``{}`` when it is not readable. Callers do not change it."""
        if self._header is None:
            self._header = read_header(self.header_segment) or {}
        return self._header

    @property
    def payload(self) -> bytes:
        """The payload's octets: the segment leniently decoded, or as it stands when the header says ``"b64": false`` (RFC 7797)."""
        if self._payload is None:
            segment = self.payload_segment
            self._payload = segment if self.header.get("b64") is False else loose_base64.decode(segment)
        return self._payload

    @property
    def claims(self) -> dict[str, Any] | None:
        """The payload as a JSON object, ``None`` when it is none. Callers do not change it."""
        if self._claims is None:
            self._claims = (loose_json.object_of(self.payload),)
        return self._claims[0]

    @property
    def alg(self) -> str | None:
        """The header's ``alg``, if it is a string."""
        return _string(self.header.get("alg"))

    @property
    def kid(self) -> str | None:
        """The header's ``kid``, if it is a string."""
        return _string(self.header.get("kid"))

    @property
    def is_compact(self) -> bool:
        """Three segments with a readable header."""
        return self._dots == 2 and bool(self.header)

    @property
    def strict(self) -> bool:
        """Whether the strict parser takes the text as it is: canonical compact serialisation (RFC 7515, section 7.1)."""
        try:
            Token.parse(self.text)
        except JoseError:
            return False
        return True

    def observations(self) -> list[Observation]:
        """Return what had to be tolerated to read the text, and what is odd about it; empty for a sound token."""
        if self._part is None:
            return token_observations.observe(self.text, self.header, self.payload, self.signature)
        return token_observations.observe_json(self.text, self._part.compact, self.header, self.payload, self.signature)

    def __repr__(self) -> str:
        """Show the algorithm and the number of segments; no character of the text."""
        return f"TokenText(alg={self.alg!r}, segments={self.segments})"

    def __eq__(self, other: object) -> bool:
        """Compare what is verified: text, signing input and signature."""
        return isinstance(other, TokenText) and self._identity() == other._identity()

    def __hash__(self) -> int:
        """Hash what is verified."""
        return hash(self._identity())

    def _identity(self) -> tuple[bytes, bytes, bytes]:
        return self.text, self.signing_input, self.signature


def read_header(segment: bytes) -> dict[str, Any] | None:
    """Read a header segment: as it stands, else from where the JSON object begins (after ``Bearer``, a quote, a brace)."""
    header = loose_json.object_of(loose_base64.decode(segment))
    if header is not None:
        return header
    starts = [start for start in map(segment.find, _OBJECT_STARTS) if start > 0]
    return loose_json.object_of(loose_base64.decode(segment[min(starts) :])) if starts else None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
