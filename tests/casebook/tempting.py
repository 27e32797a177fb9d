"""Controls that tempt: something odd is in plain sight, and it is not why the signature fails; or nothing is wrong at all."""

import json
from collections.abc import Callable, Iterator

from tests.casebook import choosing, key_document, token_text
from tests.casebook.case import NOW, Case
from tests.casebook.draft import Draft, compact, pair, shared
from tests.casebook.material import alphanumeric, b64url, jwk, key_for
from tests.casebook.signing import make_signature


def _stranger(draft: Draft, verdict: str | None = "unexplained") -> Case:
    """Sign with a key that nobody gave; nothing may be proven."""
    draft.key = alphanumeric(draft.source) if isinstance(draft.key, bytes) else key_for(draft.alg, "stranger")
    draft.groups, draft.allowed, draft.signer, draft.verdict = [], set(), None, verdict
    return draft.case()


def documents() -> Iterator[Case]:
    """Key sets with something odd in them, none of whose keys signed."""
    for name in ("standard", "zero", "pem", "use"):
        draft = pair(f"stranger-jwk-{name}", "RS256")
        key_document.RSA_MEMBERS[name](draft)
        yield _stranger(draft)
    for name in ("kid-lies", "duplicate", "reused", "first-only", "label-did", "x5c", "stale"):
        for alg in ("RS256", "ES256"):
            draft = pair(f"stranger-set-{name}-{alg}", alg)
            choosing.SET_FAULTS[name](draft)
            yield _stranger(draft, None)
    for name in ("x509", "private", "label-pkcs1"):
        draft = pair(f"stranger-pem-{name}", "RS256")
        key_document.STRUCTURES[name](draft)
        yield _stranger(draft)


def texts() -> Iterator[Case]:
    """Damage on the token of a stranger; a signature of another token."""
    for name in ("crlf", "padded", "wrapped-64", "percent-dots"):
        for alg in ("HS256", "RS256", "ES256"):
            draft = shared(f"stranger-text-{name}-{alg}") if alg == "HS256" else pair(f"stranger-text-{name}-{alg}", alg)
            token_text.TRANSIT[name](draft)
            yield _stranger(draft, None)
    for alg in ("HS256", "ES256", "EdDSA"):
        draft = shared(f"exchanged-{alg}") if alg == "HS256" else pair(f"exchanged-{alg}", alg)
        other = b64url(compact(draft.header)) + b"." + b64url(compact({**draft.claims, "sub": "somebody-else", "jti": "9"}))
        draft.transit = [_with_signature(make_signature(alg, draft.key, other))]
        draft.verdict = "unexplained"
        yield draft.case()
    for length in (32, 64, 256):
        draft = pair(f"noise-{length}-RS256") if length == 256 else shared(f"noise-{length}", alg="HS256" if length == 32 else "HS512")
        draft.transit = [_with_signature(draft.source.randbytes(length))]
        draft.verdict = "unexplained"
        yield draft.case()


def _with_signature(signature: bytes) -> Callable[[bytes], bytes]:
    return lambda text: text.rpartition(b".")[0] + b"." + b64url(signature)


def expired() -> Iterator[Case]:
    """Expired, and signed by a stranger: the clock is not why the signature fails."""
    for alg in ("HS256", "RS256"):
        draft = shared(f"stranger-expired-{alg}") if alg == "HS256" else pair(f"stranger-expired-{alg}", alg)
        draft.claims |= {"iat": NOW - 9000, "exp": NOW - 5000}
        yield _stranger(draft)


def weak() -> Iterator[Case]:
    """The verifier holds a well-known secret; a stranger signed."""
    for secret in (b"secret", b"changeme", b"undefined", b"your-256-bit-secret"):
        draft = shared(f"stranger-weak-{secret.decode()}", secret)
        yield _stranger(draft, None)


def valid_claims() -> Iterator[Case]:
    """Claims at the edge of what is demanded, all met."""
    for name, members, options in (
        ("no-exp", {"exp": None}, ()),
        ("audiences", {"aud": ["a", "api"]}, ("--audience", "api")),
        ("issuer", {"iss": "https://id.shop.example"}, ("--issuer", "https://id.shop.example")),
        ("leeway", {"nbf": NOW + 30}, ("--leeway", "60s")),
        ("alg", {}, ("--alg", "HS256", "--alg", "HS512")),
        ("fraction", {"exp": NOW + 0.5}, ()),
    ):
        draft = shared(f"valid-claims-{name}")
        draft.claims = {key: value for key, value in {**draft.claims, **members}.items() if value is not None}
        draft.options, draft.verdict = list(options), "valid"
        yield draft.case()


def valid_texts() -> Iterator[Case]:
    """Headers and payloads that are odd and sound."""
    for name, header in (
        ("kid", {"kid": "schlüssel/1"}),
        ("typ", {"typ": "at+jwt"}),
        ("x5t", {"x5t": "AAAA"}),
        ("nonce", {"nonce": "abc"}),
        ("jku", {"jku": "https://evil.example/k"}),
    ):
        draft = shared(f"valid-header-{name}")
        draft.header |= header
        draft.verdict = "valid"
        yield draft.case()
    for name, write in (("indented", {"indent": 2}), ("letters", {"ensure_ascii": False}), ("sorted", {"sort_keys": True})):
        for alg in ("HS256", "RS256"):
            draft = shared(f"valid-payload-{name}-{alg}") if alg == "HS256" else pair(f"valid-payload-{name}-{alg}", alg)
            draft.claims["name"] = "山田 é"
            draft.payload, draft.verdict = json.dumps(draft.claims, **write).encode(), "valid"
            yield draft.case()
    draft = shared("valid-long-payload")
    draft.claims["groups"] = [alphanumeric(draft.source, 20).decode() for _ in range(3000)]
    draft.verdict = "valid"
    yield draft.case()


def valid_sets() -> Iterator[Case]:
    """Sets in which the right key is chosen in spite of what stands beside it."""
    draft = pair("valid-beside-broken", "RS256")
    draft.header["kid"] = "good"
    draft.keys = [{"kty": "RSA", "kid": "broken", "n": "AA"}, {"kty": "XYZ", "kid": "unknown"}, jwk(draft.key, kid="good")]
    draft.verdict = "valid"
    yield draft.case()
    draft = pair("valid-duplicate-first", "ES256")
    draft.header["kid"] = "x"
    draft.keys = [jwk(draft.key, kid="x"), jwk(key_for("ES256", "other"), kid="x")]
    draft.verdict, draft.allowed = "valid", {"jwks-duplicate-kid"}
    yield draft.case()
    draft = shared("valid-oct-jwk")
    draft.keys, draft.verdict = [jwk(draft.key, alg="HS256", use="sig")], "valid"
    yield draft.case()
    draft = pair("valid-key-ops", "EdDSA")
    draft.keys, draft.verdict = [jwk(draft.key, key_ops=["verify"])], "valid"
    yield draft.case()


FAMILIES = (documents, texts, expired, weak, valid_claims, valid_texts, valid_sets)


def cases() -> Iterator[Case]:
    """Yield every tempting control."""
    for family in FAMILIES:
        yield from family()
