"""The compact serialisation put together again after a change (RFC 7515 section 7.1), and how sound its parts are."""

from jwtriage.forensics.json_token import SignedPart
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText, read_header
from jwtriage.jose.base64url import PADDING, decode, encode_octets
from jwtriage.jose.errors import JoseError

TO_URL = bytes.maketrans(b"+/", b"-_")
"""Turns standard base64 into base64url (RFC 4648 section 5)."""
TO_STANDARD = bytes.maketrans(b"-_", b"+/")
"""Turns base64url into standard base64."""
ECDSA_OCTETS = frozenset((64, 96, 132))
"""The lengths of r and s side by side (RFC 7518 section 3.4)."""
HMAC_OCTETS = frozenset((16, 20, 28, 32, 48, 64))
"""The lengths of whole MACs, from MD5 to SHA-512."""
SHORTEST_RSA = 64
"""An RSA signature has at least so many octets."""


def with_header(token: TokenText, octets: bytes) -> TokenText:
    """Return the token with this text as its header, encoded; payload and signature stay as they are."""
    return token.with_text(b".".join((encode_octets(octets), token.payload_segment, token.signature_segment)))


def with_payload(token: TokenText, octets: bytes) -> TokenText:
    """Return the token with these octets as its payload, encoded; header and signature stay as they are."""
    return token.with_text(b".".join((token.header_segment, encode_octets(octets), token.signature_segment)))


def compact_form(part: SignedPart, content: bytes | None) -> TokenText:
    """Return one signature of a JSON serialisation as a compact token; ``content`` is the payload where that is detached.

    Where the compact serialisation has no place for it (an ``alg`` that is not protected, a raw or a detached payload), what the
    signature is held against is named beside the text (RFC 7515 section 5.2, RFC 7797 section 3).
    """
    token = TokenText.read(part.compact).with_unprotected(part.unprotected)
    raw = token.header.get("b64") is False
    if part.payload is None and content is not None:
        return token.with_signing_input(part.protected + b"." + (content if raw else encode_octets(content)))
    is_protected = "alg" in (read_header(part.protected) or {})
    return token if is_protected and not raw else token.with_signing_input(token.signing_input)


def padded(segments: bytes) -> bytes:
    """Return one segment or several between dots, each with the padding of standard base64."""
    return b".".join(segment + PADDING[len(segment) % 4] for segment in segments.split(b"."))


def is_canonical(segment: bytes) -> bool:
    """Tell whether the segment is base64url in its only strict spelling (RFC 7515 section 2, RFC 4648 section 3.5)."""
    try:
        decode(segment)
    except JoseError:
        return False
    return True


def is_sound(token: TokenText) -> bool:
    """Tell whether the text is as it was encoded: three canonical segments, a header, and a signature as long as its algorithm may make.

    Causes that rewrite what was signed ask this first: while something else is visibly wrong, another cause comes before them.
    """
    return is_encoded(token) and is_whole(token)


def is_encoded(token: TokenText) -> bool:
    """Tell whether the text is three canonical segments with a header, whatever length the signature has."""
    return not token.overridden and token.segments == 3 and bool(token.header) and all(map(is_canonical, token.text.split(b".")))


def is_whole(token: TokenText) -> bool:
    """Tell whether the signature is as long as one of its algorithm's family may be; of an unknown algorithm any length will do."""
    return is_length_of(token.alg or "", len(token.signature))


def is_length_of(alg: str, octets: int) -> bool:
    """Tell whether a signature of the algorithm's family may have so many octets."""
    recipe = recipe_for(alg)
    if recipe is None or recipe.family == "none":
        return octets > 0
    if recipe.family == "HMAC":
        return octets in HMAC_OCTETS
    if recipe.family == "ECDSA":
        return octets in ECDSA_OCTETS
    return octets >= SHORTEST_RSA
