"""One key text turned into another: any structure into a sound PEM, and a JWK or JWKS with every key repaired in one way.

The causes of the families ``pem`` and ``jwks`` are built from these.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jwtriage.forensics import loose_json, pem
from jwtriage.forensics.key_document import canonical_pem
from jwtriage.jose.errors import JoseError
from jwtriage.jose.keys import Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jwtriage.forensics.jwk import Repair
    from jwtriage.forensics.pem import Block

KEYS_LIMIT = 200
"""Sets of more keys than this are left alone."""

BLOCKS_LIMIT = 10
"""At most this many blocks of one PEM text are looked at."""


def public_pem(octets: bytes) -> bytes | None:
    """Write the public key in ``octets`` (DER of any structure of `pem.LABELS`) as a sound PEM; ``None`` if there is none that JOSE knows."""
    public = pem.public_from(octets)
    try:
        return canonical_pem(Key.from_public(public)) if public is not None else None
    except JoseError:
        return None


def sound_blocks(text: bytes) -> Iterator[Block]:
    """Yield the blocks of ``text`` whose markers and lines are as RFC 7468 (figure 3) has them, under whatever label, the first ten.

    Whole lines of other text may stand before and after a block; blanks, quotes and marks on its own lines, and empty lines alone, may not.
    """
    for block in pem.blocks(text)[:BLOCKS_LIMIT]:
        sound = block.label and pem.is_strict(text[block.start : block.stop], block.label)
        if sound and _ends_in_text(text[: block.start][::-1], b"") and _ends_in_text(text[block.stop :], b"\n"):
            yield block


def _ends_in_text(around: bytes, end: bytes) -> bool:
    """Tell whether ``around``, seen from the block outwards, is nothing, the one allowed line end, or whole lines with something in them."""
    unified = around.replace(b"\r\n", b"\n").replace(b"\n\r", b"\n")
    return unified in (b"", end) or (unified.startswith(b"\n") and unified.strip() != b"")


def members_in(text: bytes) -> list[dict[str, Any]]:
    """Return the members of each key of a JWK or JWKS, in its order, read leniently; ``[]`` for anything else."""
    return _members_of(loose_json.object_of(text) or {})


def _members_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    keys = document.get("keys", [document] if "kty" in document or "n" in document else [])
    found = [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
    return found if len(found) <= KEYS_LIMIT else []


def with_repaired_keys(text: bytes, repair: Repair) -> bytes | None:
    """Return a JWK or JWKS with ``repair`` done to each of its keys that needs it; ``None`` if none does, or if it is no such document."""
    document = loose_json.object_of(text)
    keys = _members_of(document) if document is not None else []
    changed = [repair(members) for members in keys]
    if document is None or not any(members is not None for members in changed):
        return None
    replaced = {id(before): after for before, after in zip(keys, changed, strict=True) if after is not None}
    if "keys" in document:
        document["keys"] = [replaced.get(id(key), key) for key in document["keys"]]
        return _written(document)
    return _written(replaced[id(document)])


def _written(document: dict[str, Any]) -> bytes | None:
    """Write JSON; ``None`` for text with lone surrogates, which no strict reader would take."""
    try:
        return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return None
