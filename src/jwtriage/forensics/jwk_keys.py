"""The keys in a JSON document: a JWK, a JWKS in any of its shapes, or members that hold PEM text."""

from collections.abc import Iterator
from json import loads
from typing import Any

from jwtriage.forensics import jwk, pem_keys
from jwtriage.forensics.key_document import PRIVATE_NOTE, KeyDocument, document_key, rebound, refusal
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.unwrapping import resembles_pem, unwrapped
from jwtriage.jose import json
from jwtriage.jose.errors import JoseError
from jwtriage.jose.keys import Key
from jwtriage.jose.loading import load_keys

KEYS_LIMIT = 200
"""At most this many keys of a document are read."""

DEPTH_LIMIT = 8
"""How deep keys are looked for inside other JSON."""

_KEY_MEMBERS = ("kty", "n", "x5c", "crv")
_BINDING_TEXTS = ("kid", "alg", "use")


def parse(text: bytes) -> Any:
    """Parse JSON leniently; ``None`` when it is none."""
    try:
        return loads(text.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def read_json(text: bytes) -> KeyDocument:
    """Read every key of a JSON document, in its order; what is no JSON gives nothing."""
    document = parse(text)
    found = KeyDocument()
    lax = _leniency(text)
    if isinstance(document, dict | list):
        for name, value, shape in _leaves(document):
            found = found.joined(_read_leaf(name, value).observing(lax + shape))
            if len(found.keys) + len(found.refused) >= KEYS_LIMIT:
                break
    return found


def _leniency(text: bytes) -> tuple[Observation, ...]:
    """Describe what the strict JSON reader would refuse."""
    try:
        json.loads(text)
    except JoseError as error:
        return (Observation("jwk-json-lenient", f"strict JSON readers refuse it: {error}"),)
    return ()


def _leaves(document: Any) -> Iterator[tuple[str, Any, tuple[Observation, ...]]]:
    """Yield each JWK (a mapping) or PEM text (a string) with the member name that it stands under, and what is odd about its place."""
    if isinstance(document, dict) and isinstance(document.get("keys"), list):
        for members in document["keys"]:
            yield "", members, ()
    elif isinstance(document, dict) and is_jwk(document):
        yield "", document, ()
    else:
        yield from _nested("", document, DEPTH_LIMIT)


def is_jwk(value: Any) -> bool:
    """Tell whether a JSON value has the members of a JWK, complete or not."""
    return isinstance(value, dict) and any(name in value for name in _KEY_MEMBERS)


def _nested(name: str, value: Any, depth: int) -> Iterator[tuple[str, Any, tuple[Observation, ...]]]:
    """Look for keys inside JSON that is neither a JWK nor a JWKS."""
    odd = (Observation("jwks-shape", "the document is neither a JWK nor a JWKS; keys were found inside it"),)
    if is_jwk(value) or (isinstance(value, str) and resembles_pem(value.encode("utf-8", "replace"))):
        yield name, value, odd
    elif isinstance(value, dict | list) and depth:
        pairs = value.items() if isinstance(value, dict) else (("", member) for member in value)
        for inner, member in pairs:
            yield from _nested(inner, member, depth - 1)


def _read_leaf(name: str, value: Any) -> KeyDocument:
    if isinstance(value, dict):
        return read_jwk(value if "kid" in value or not name else {**value, "kid": name})
    if isinstance(value, str):
        text, observations = unwrapped(value.encode("utf-8", "replace"))
        return _named(pem_keys.read_blocks(text), name).observing(tuple(observations))
    return refusal("damaged", "a member of the key set is no JSON object")


def _named(document: KeyDocument, name: str) -> KeyDocument:
    """Give a certificate the member name that it stands under as kid, as Google and Firebase publish theirs."""
    certificates = tuple(found._replace(key=rebound(found.key, kid=name)) if found.key.x5c else found for found in document.keys)
    return document._replace(keys=certificates)


def read_jwk(members: dict[str, Any]) -> KeyDocument:
    """Read one JWK, repairing what leaves no doubt; where ``x5c`` holds another key, both are returned, that of n and e first."""
    sound, observations = jwk.repaired(members)
    bound, binding_observations = _binding(sound)
    observations += binding_observations
    if jwk.is_placeholder(sound):
        return refusal("placeholder", "the key that Istio installs when it cannot fetch a JWKS")
    if jwk.is_private(sound):
        observations.append(PRIVATE_NOTE)
    own, certified = _load(_without_chain(bound)), jwk.certificate_key(sound)
    if own is not None and certified is not None and own != certified:
        observations.append(Observation("jwks-x5c-and-ne-disagree", "the certificate in x5c holds another key than the members"))
        return _both(own, certified, observations)
    if own is not None:
        return KeyDocument((document_key(rebound(own, x5c=jwk.certificates(sound)), observations, as_jwk=True),))
    return _from_certificate(bound, certified, observations)


def _without_chain(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in ("x5c", "x5t", "x5t#S256", "x5u")}


def _binding(members: dict[str, Any]) -> tuple[dict[str, Any], list[Observation]]:
    """Drop binding members that are no strings (RFC 7517, sections 4.2 to 4.5); a number as kid is read as its text."""
    odd = [name for name in _BINDING_TEXTS if name in members and not isinstance(members[name], str)]
    kept = {name: value for name, value in members.items() if name not in odd}
    if isinstance(members.get("kid"), int):
        kept["kid"] = str(members["kid"])
    return kept, [Observation("jwk-binding-malformed", f"{name} is no string") for name in odd]


def _load(members: dict[str, Any]) -> Key | None:
    """Load sound members with the strict loader; where only the private part is broken, the public half."""
    for candidate in (members, jwk.public_half(members)):
        try:
            keys = load_keys(candidate)
        except JoseError:
            continue
        if keys:
            return keys[0]
    return None


def _both(own: Key, certified: Key, observations: list[Observation]) -> KeyDocument:
    other = rebound(certified, kid=own.kid, alg=own.alg, use=own.use, key_ops=own.key_ops)
    return KeyDocument((document_key(own, observations, as_jwk=True), document_key(other, observations, as_jwk=True)))


def _from_certificate(members: dict[str, Any], certified: Key | None, observations: list[Observation]) -> KeyDocument:
    """Fall back to the certificate of a JWK without usable key members."""
    kind = members.get("kty")
    if certified is None:
        known = isinstance(kind, str) and kind in jwk.NUMBERS
        return refusal("damaged" if known else "unsupported", "a JWK that is broken or out of bounds" if known else "a JWK of an unknown kty")
    note = Observation("jwk-only-x5c", "the key's own members are missing or broken; the certificate in x5c was read")
    return KeyDocument((document_key(rebound(certified, kid=members.get("kid")), [*observations, note], as_jwk=True),))
