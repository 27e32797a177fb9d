"""Gateways and proxies that write a signed part of the token anew; only the original text was signed."""

import json
import zlib
from collections.abc import Callable
from typing import Any

from tests.casebook.draft import Draft, compact

Fault = Callable[[Draft], None]


def rewritten(**options: Any) -> Fault:
    """Write the payload again with the options of ``json.dumps``."""

    def fault(draft: Draft) -> None:
        draft.payload_after = lambda payload: json.dumps(json.loads(payload), **options).encode()
        draft.blame("payload-reserialised")

    return fault


def sorted_members(draft: Draft) -> None:
    """Write the members in the order of their names; few enough that the former order can be found again."""
    draft.claims = {name: draft.claims[name] for name in ("iss", "sub", "aud", "iat", "exp", "scope")}
    rewritten(sort_keys=True, separators=(",", ":"))(draft)


def slashes_escaped(draft: Draft) -> None:
    r"""Write the payload again with ``\/`` as PHP does."""
    draft.payload_after = lambda payload: payload.replace(b"/", b"\\/")
    draft.blame("payload-reserialised")


def numbers_shortened(draft: Draft) -> None:
    """Write 1.0 as 1, as JavaScript does."""
    draft.claims["n"] = 1.0
    draft.payload_after = lambda payload: payload.replace(b'"n":1.0', b'"n":1')
    draft.blame("payload-reserialised")


def letters_unescaped(draft: Draft) -> None:
    r"""Sign ``\u00e9``, write the letter itself afterwards."""
    draft.claims["name"] = "José Cærø"
    draft.payload_after = lambda payload: json.dumps(json.loads(payload), separators=(",", ":"), ensure_ascii=False).encode()
    draft.blame("payload-reserialised")


def header_rewritten(draft: Draft) -> None:
    """Write the header again with spaces."""
    draft.header_after = json.dumps(draft.header).encode()
    draft.blame("payload-reserialised", "header-claims-edited-by-proxy")


def header_gains(**members: Any) -> Fault:
    """Add members to the header after signing."""

    def fault(draft: Draft) -> None:
        draft.header_after = compact({**draft.header, **members})
        draft.blame("header-claims-edited-by-proxy")

    return fault


def header_turned(draft: Draft) -> None:
    """Write the members of the header in another order."""
    draft.header_after = compact(dict(reversed(draft.header.items())))
    draft.blame("header-claims-edited-by-proxy", "payload-reserialised")


def header_loses_typ(draft: Draft) -> None:
    """Drop ``typ`` after signing."""
    draft.header_after = compact({name: value for name, value in draft.header.items() if name != "typ"})
    draft.blame("header-claims-edited-by-proxy")


def _utf8(draft: Draft) -> None:
    draft.claims["name"] = "José Müller"
    draft.payload = json.dumps(draft.claims, separators=(",", ":"), ensure_ascii=False).encode()


def charset_doubled(draft: Draft) -> None:
    """Encode the payload twice after signing."""
    _utf8(draft)
    draft.payload_after = lambda payload: payload.decode("latin-1").encode()
    draft.blame("payload-charset-corrupted")


def charset_latin(draft: Draft) -> None:
    """Write the payload in latin-1 after signing."""
    _utf8(draft)
    draft.payload_after = lambda payload: payload.decode().encode("latin-1")
    draft.blame("payload-charset-corrupted")


def deflate(octets: bytes) -> bytes:
    """Compress without a header, as ``zip: DEF`` asks."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeezer.compress(octets) + squeezer.flush()


def inflated(draft: Draft) -> None:
    """Sign the compressed payload, pass on the inflated one."""
    draft.header["zip"] = "DEF"
    draft.payload = deflate(compact(draft.claims))
    draft.payload_after = lambda payload: zlib.decompress(payload, -15)
    draft.blame("compressed-payload-touched")


def compressed(draft: Draft) -> None:
    """Sign the plain payload, compress it afterwards."""
    draft.header["zip"] = "DEF"
    draft.payload_after = deflate
    draft.blame("compressed-payload-touched")


def altered(draft: Draft) -> None:
    """Change a claim after signing: with an RSA key this is proven."""
    draft.payload_after = lambda payload: compact({**json.loads(payload), "scope": "admin", "tenant": "other"})
    draft.blame("payload-altered-after-signing")


REWRITTEN: dict[str, Fault] = {
    "indented": rewritten(indent=2),
    "spaced": rewritten(),
    "sorted": sorted_members,
    "indented-4": rewritten(indent=4),
    "slashes": slashes_escaped,
    "numbers": numbers_shortened,
    "letters": letters_unescaped,
    "header": header_rewritten,
    "header-kid": header_gains(kid="gateway-1"),
    "header-x": header_gains(proxied=True),
    "header-turned": header_turned,
    "header-typ": header_loses_typ,
    "charset-doubled": charset_doubled,
    "charset-latin": charset_latin,
    "inflated": inflated,
    "compressed": compressed,
}
