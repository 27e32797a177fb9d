"""JWK members (RFC 7517, RFC 7518) read leniently, and the repairs of the faults that publishers make.

A repair is a pure function from the members of one JWK to repaired members, or to ``None`` when that fault is not there.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from jwtriage.forensics import loose_base64, pem
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.structure import key_of, public_from
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key
from jwtriage.known.keys import is_istio_placeholder

COORDINATE_OCTETS = {"P-256": 32, "P-384": 48, "P-521": 66, "secp256k1": 32}
"""Octets of each coordinate, leading zeros included (RFC 7518, section 6.2.1.2; RFC 8812, section 3.1)."""

NUMBERS = {"RSA": ("n", "e", "d", "p", "q", "dp", "dq", "qi"), "EC": ("x", "y", "d"), "OKP": ("x", "d"), "oct": ("k",), "AKP": ("pub", "priv")}
"""The members that hold base64url, by ``kty``."""

PRIVATE_MEMBERS = ("d", "p", "q", "dp", "dq", "qi", "oth", "priv")
"""The members of private keys (RFC 7518, sections 6.2.2 and 6.3.2; RFC 9964)."""

TEXT_LIMIT = 1 << 16
"""Longer member values are not decoded."""

Members = Mapping[str, Any]
Repair = Callable[[Members], "dict[str, Any] | None"]


class JwkFault(NamedTuple):
    """One fault of publishers: the id and fact of its observation, and the repair."""

    id: str
    fact: str
    repair: Repair


def octets_of(members: Members, name: str) -> bytes:
    """Return the octets of member ``name``, leniently decoded; empty when it is missing, no string or too long."""
    value = members.get(name)
    return loose_base64.decode(value.encode("utf-8", "replace")) if isinstance(value, str) and len(value) <= TEXT_LIMIT else b""


def in_base64url(members: Members) -> dict[str, Any] | None:
    """Write every number in canonical base64url where standard base64, padding, white space or commas were used (RFC 7515, section 2)."""
    changed = {name: encode(octets_of(members, name)) for name in _texts(members)}
    changed = {name: value for name, value in changed.items() if value != members[name]}
    return {**members, **changed} if changed else None


def _texts(members: Members) -> Iterator[str]:
    """Name the members of this key type that hold base64url."""
    kind = members.get("kty")
    for name in NUMBERS.get(kind, ()) if isinstance(kind, str) else ():
        if isinstance(members.get(name), str) and len(members[name]) <= TEXT_LIMIT:
            yield name


def without_leading_zeros(members: Members) -> dict[str, Any] | None:
    """Write RSA numbers without leading zero octets (RFC 7518, sections 2 and 6.3.1.1)."""
    if members.get("kty") != "RSA":
        return None
    changed = {name: encode(octets_of(members, name).lstrip(b"\0")) for name in _texts(members) if octets_of(members, name)[:1] == b"\0"}
    return {**members, **changed} if changed else None


def with_full_coordinates(members: Members) -> dict[str, Any] | None:
    """Write EC coordinates in the full width of their curve: zeros on the left added, or those too many taken off (RFC 7518, section 6.2.1.2)."""
    curve = members.get("crv")
    width = COORDINATE_OCTETS.get(curve) if members.get("kty") == "EC" and isinstance(curve, str) else None
    if width is None:
        return None
    numbers = {name: octets_of(members, name).lstrip(b"\0").rjust(width, b"\0") for name in _texts(members)}
    changed = {name: encode(octets) for name, octets in numbers.items() if len(octets) == width and len(octets_of(members, name)) != width}
    return {**members, **changed} if changed else None


def from_modulus_text(members: Members) -> dict[str, Any] | None:
    """Take the key out of a modulus that is the text of a PEM, perhaps base64-encoded twice, instead of the number."""
    text = octets_of(members, "n") if members.get("kty") == "RSA" else b""
    for inner in (text, loose_base64.decode(text)):
        found = pem.blocks(inner) if inner.startswith(b"-----BEGIN") else []
        key = key_of(public_from(pem.der_of(found[0]))) if found else None
        if key is not None:
            return {**members, **key.members}
    return None


def from_certificate(members: Members) -> dict[str, Any] | None:
    """Take the key members from the certificate in ``x5c`` where they are missing or name another key (RFC 7517, section 4.7)."""
    key = certificate_key(members)
    if key is None or all(members.get(name) == value for name, value in key.members.items()):
        return None
    kept = {name: value for name, value in members.items() if name not in ("n", "e", "crv", "x", "y", "pub")}
    return {**kept, **key.members}


def certificate_key(members: Members) -> Key | None:
    """Return the public key of the first certificate in ``x5c`` (standard base64, RFC 7517 section 4.7), ``None`` without a readable one."""
    chain = certificates(members)
    return key_of(public_from(chain[0])) if chain else None


def certificates(members: Members) -> tuple[bytes, ...]:
    """Return the certificates of ``x5c`` in DER, leniently decoded; at most ten."""
    chain = members.get("x5c")
    chain = [chain] if isinstance(chain, str) else chain
    texts = chain[:10] if isinstance(chain, list) else []
    return tuple(loose_base64.decode(text.encode("utf-8", "replace")) for text in texts if isinstance(text, str) and len(text) <= TEXT_LIMIT)


def is_placeholder(members: Members) -> bool:
    """Tell whether this is the key that Istio installs when it cannot fetch a JWKS."""
    return is_istio_placeholder(octets_of(members, "n"))


def with_kind(members: Members) -> dict[str, Any] | None:
    """Add a missing ``kty``, or write it as registered, where the other members leave no doubt (RFC 7518, section 6.1)."""
    kind = members.get("kty")
    if isinstance(kind, str) and kind in NUMBERS:
        return None
    known = {name.lower(): name for name in NUMBERS}
    told = known.get(kind.lower()) if isinstance(kind, str) else _kind_from(members)
    return {**members, "kty": told} if told is not None else None


def _kind_from(members: Members) -> str | None:
    told = (("RSA", {"n", "e"}), ("EC", {"crv", "x", "y"}), ("OKP", {"crv", "x"}))
    return next((kind for kind, names in told if names <= members.keys()), None)


def is_private(members: Members) -> bool:
    """Tell whether a key pair's private member is there (RFC 7518, section 6; RFC 9964, section 3)."""
    return members.get("kty") != "oct" and ("d" in members or "priv" in members)


def public_half(members: Members) -> dict[str, Any]:
    """Return the members without private ones."""
    return {name: value for name, value in members.items() if name not in PRIVATE_MEMBERS}


FAULTS: tuple[JwkFault, ...] = (
    JwkFault("jwk-kind-missing", "kty is missing or not spelled as registered", with_kind),
    JwkFault("jwk-modulus-is-pem-text", "n is the text of a PEM instead of the modulus", from_modulus_text),
    JwkFault("jwk-standard-base64", "its numbers are not in canonical base64url", in_base64url),
    JwkFault("jwk-modulus-leading-zero", "a number begins with a zero octet", without_leading_zeros),
    JwkFault("jwk-ec-coordinate-short", "a coordinate has not the full width of the curve", with_full_coordinates),
)
"""The faults that leave no doubt about the key, in the order in which they are repaired."""


def repaired(members: Members) -> tuple[dict[str, Any], list[Observation]]:
    """Repair every fault of `FAULTS`; return the members and what was repaired."""
    sound, observations = dict(members), []
    for fault in FAULTS:
        changed = fault.repair(sound)
        if changed is not None:
            sound = changed
            observations.append(Observation(fault.id, fault.fact))
    return sound, observations
