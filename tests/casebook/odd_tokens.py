"""Tokens that are something else, carry something odd, or come from a provider with its own rules; each is a whole case."""

import base64
import hashlib
import json
import random
import uuid
from collections.abc import Iterator

from tests.casebook.case import NOW, Case
from tests.casebook.choosing import CHOICE, SETS
from tests.casebook.draft import Draft, compact, pair, shared
from tests.casebook.material import alphanumeric, b64url, certificate_pem, ec_key, jwk, jwks, key_for, private_pem, public_pem, rsa_key, spki
from tests.casebook.signing import make_signature

NOT_SIGNATURE = "not-a-signature-problem"
CLAIM = "clock-or-claim-error-read-as-signature"


def claims() -> Iterator[Case]:
    """Signatures that verify while a claim fails."""
    changes = {
        "expired": {"exp": NOW - 4000, "iat": NOW - 8000},
        "not-yet": {"nbf": NOW + 900},
        "future": {"iat": NOW + 9000, "exp": NOW + 12000, "nbf": NOW + 9000},
    }
    for name, members in changes.items():
        for alg in ("HS256", "RS256", "ES384", "EdDSA"):
            draft = shared(f"claim-{name}-{alg}", alg=alg) if alg == "HS256" else pair(f"claim-{name}-{alg}", alg)
            draft.claims |= members
            yield _claim(draft)
    for option, value in (("--audience", "another-api"), ("--issuer", "https://login.other.example")):
        draft = shared(f"claim{option}")
        draft.options = [option, value]
        yield _claim(draft)


def _claim(draft: Draft) -> Case:
    draft.blame(CLAIM)
    draft.verdict = NOT_SIGNATURE
    return draft.case()


def _given(name: str, token: bytes, *ids: str, allow: tuple[str, ...] = (), verdict: str | None = NOT_SIGNATURE) -> Case:
    draft = shared(name)
    draft.transit = [lambda _: token]
    draft.verdict = verdict
    draft.blame(*ids, allow=allow)
    return draft.case()


def not_jws() -> Iterator[Case]:
    """Other things in the place of a JWS."""
    source = random.Random("other things")
    pieces = [b64url(compact({"alg": "dir", "enc": "A256GCM"})), b"", *(b64url(source.randbytes(size)) for size in (12, 180, 16))]
    yield _given("jwe-dir", b".".join(pieces), "jwe-taken-for-jws")
    wrapped = [
        b64url(compact({"alg": "RSA-OAEP-256", "enc": "A256CBC-HS512", "cty": "JWT"})),
        *(b64url(source.randbytes(size)) for size in (256, 16, 300, 32)),
    ]
    yield _given("jwe-nested", b".".join(wrapped), "jwe-taken-for-jws")
    for name, text in (
        ("gho", b"gho_" + alphanumeric(source, 36)),
        ("supabase", b"sb_secret_" + alphanumeric(source, 31)),
        ("stripe", b"sk_live_" + alphanumeric(source, 24)),
    ):
        yield _given(f"other-{name}", text, "wrong-token-type-sent", allow=("supabase-legacy-vs-signing-keys",))
    yield _given("other-opaque", alphanumeric(source, 43), "wrong-token-type-sent")
    draft = shared("other-secret-itself")
    draft.transit = [lambda _: draft.text]
    draft.verdict = NOT_SIGNATURE
    draft.blame("wrong-token-type-sent")
    yield draft.case()


def unsigned() -> Iterator[Case]:
    """Tokens without a signature that anybody made."""
    payload = b64url(compact({"iss": "https://securetoken.google.com/demo", "aud": "demo", "iat": NOW - 60, "exp": NOW + 3000}))
    none = b64url(compact({"alg": "none", "typ": "JWT"})) + b"." + payload + b"."
    yield _given("emulator", none, "emulator-or-unsigned-token", verdict=None, allow=("alg-family-mismatch",))
    text = b64url(compact({"alg": "RS256", "typ": "JWT", "kid": "k1"})) + b"." + payload + b".SIGNATURE_REMOVED_BY_GOOGLE"
    yield _given("google-removed", text, "signature-removed-by-google", verdict=None)


def payloads() -> Iterator[Case]:
    """Payloads that no JSON reader accepts, under sound signatures."""
    for alg in ("HS256", "RS256"):
        draft = shared(f"json-{alg}") if alg == "HS256" else pair(f"json-{alg}", alg)
        draft.payload, draft.verdict = compact(draft.claims)[:-1] + b",}", None
        draft.blame("payload-json-malformed")
        yield draft.case()
    draft = shared("charset-signed")
    draft.payload, draft.verdict = json.dumps({**draft.claims, "name": "José"}, ensure_ascii=False).encode("latin-1"), None
    draft.blame("payload-charset-corrupted")
    yield draft.case()


def detached() -> Iterator[Case]:
    """Detached and unencoded payloads: one side encodes, the other does not."""
    for name, b64, raw in (("raw-without-b64", None, True), ("encoded-despite-b64", False, False)):
        for alg in ("HS256", "ES256"):
            draft = shared(f"detached-{name}-{alg}") if alg == "HS256" else pair(f"detached-{name}-{alg}", alg)
            _detach(draft, b'{"order":17,"sum":"12.50"}', b64, raw)
            draft.blame("detached-or-unencoded-payload", "signing-input-wrong")
            yield draft.case()


def _detach(draft: Draft, body: bytes, b64: bool | None, raw: bool) -> None:
    draft.header |= {} if b64 is None else {"b64": b64, "crit": ["b64"]}
    draft.payload, draft.options = body, ["--payload", "body.json"]
    draft.files["body.json"] = body
    draft.signed = lambda octets: octets.partition(b".")[0] + b"." + (body if raw else b64url(body))
    draft.transit = [lambda text: text.partition(b".")[0] + b".." + text.rpartition(b".")[2]]


def cookies() -> Iterator[Case]:
    """Cookie headers with two generations of one cookie, and a cookie cut by its limit."""
    for alg in ("HS256", "RS256"):
        draft = shared(f"cookies-{alg}") if alg == "HS256" else pair(f"cookies-{alg}", alg)
        old = b64url(compact(draft.header)) + b"." + b64url(compact({**draft.claims, "iat": NOW - 90000}))
        other = alphanumeric(draft.source) if alg == "HS256" else key_for(alg, "old")
        stale = old + b"." + b64url(make_signature(alg, other, old))
        draft.transit = [lambda text, stale=stale: b"jwt=" + stale + b"; theme=dark; jwt=" + text]
        draft.blame("duplicate-cookies-stale-first", allow=("bearer-prefix-or-wrapping",))
        yield draft.case()


def cut() -> Iterator[Case]:
    """Tokens cut at the usual limits, most of the signature left."""
    for limit in (255, 1024, 2048, 4096):
        for alg in ("HS256", "HS512"):
            yield _cut_at(shared(f"cut-{limit}-{alg}", alg=alg), limit, 14)
    for limit in (1024, 2048):
        yield _cut_at(pair(f"cut-{limit}-RS256", "RS256"), limit, 100)


def _cut_at(draft: Draft, limit: int, lost: int) -> Case:
    draft.claims = {"sub": "u1", "iat": NOW - 60, "exp": NOW + 3000}
    while len(draft.token()) < limit + lost:
        draft.claims["groups"] = draft.claims.get("groups", "") + draft.source.choice("abcdefghij")
    draft.transit = [lambda text: text[:limit]]
    draft.blame("token-truncated-by-storage", "cookie-over-4k" if limit == 4096 else "token-truncated-by-storage")
    return draft.case()


def bits() -> Iterator[Case]:
    """A last character that spells the same octets."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for alg in ("HS256", "RS256", "ES256", "EdDSA"):
        draft = shared(f"bits-{alg}") if alg == "HS256" else pair(f"bits-{alg}", alg)
        draft.transit = [lambda text: text[:-1] + letters[letters.index(chr(text[-1])) + 1].encode()]
        draft.blame(
            "trailing-bits-false-alarm",
            "library-upgrade-changed-strictness",
            allow=("trailing-bits-false-alarm", "library-upgrade-changed-strictness"),
        )
        yield draft.case()


def graph() -> Iterator[Case]:
    """Microsoft Graph signs the hash of the nonce that the header carries."""
    for number in range(2):
        draft = pair(f"graph-{number}", "RS256")
        nonce = base64.urlsafe_b64encode(draft.source.randbytes(30)).decode()
        draft.header |= {"nonce": b64url(hashlib.sha256(nonce.encode()).digest()).decode(), "kid": "nOo3ZDrODXEK1jKWhXslHR_KXEg"}
        draft.header_after = compact({**draft.header, "nonce": nonce})
        draft.claims |= {"aud": "00000003-0000-0000-c000-000000000000", "iss": f"https://sts.windows.net/{uuid.UUID(int=7)}/"}
        draft.keys = [jwk(draft.key, kid=draft.header["kid"], use="sig")]
        draft.blame("graph-nonce-header")
        yield draft.case()


PROVIDERS = {
    "b2c": ({"iss": "https://shop.b2clogin.com/8f1c1c5e-0000-0000-0000-000000000001/v2.0/", "tfp": "B2C_1A_signin"}, "b2c-policy-keys"),
    "cognito": ({"iss": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123", "token_use": "access"}, "cognito-pool-or-token-mixup"),
    "entra": (
        {"iss": "https://sts.windows.net/8f1c1c5e-0000-0000-0000-000000000002/", "ver": "1.0", "tid": "8f1c1c5e-0000-0000-0000-000000000002"},
        "entra-v1-v2-or-tenant-keys",
    ),
    "firebase": ({"iss": "https://session.firebase.google.com/demo", "aud": "demo"}, "firebase-session-cookie-keys"),
    "google": ({"iss": "https://cloud.google.com/iap", "aud": "/projects/1/apps/demo"}, "google-key-endpoint-mixup"),
    "assertion": ({"iss": "tool-17", "sub": "tool-17", "aud": "https://lms.example/login/oauth2/token"}, "client-assertion-key-not-registered"),
}
PROVIDER_IDS = [identity for _, identity in PROVIDERS.values()] + ["entra-app-specific-keys", "okta-org-server-token", "docker-registry-trust-root"]


def providers() -> Iterator[Case]:
    """Tokens of providers whose key lies in another set than the configured one; that set is given."""
    for name, (members, identity) in PROVIDERS.items():
        draft = pair(f"provider-{name}", "ES256" if name == "google" else "RS256")
        draft.claims |= members
        draft.header["kid"], draft.keys = "k-new", [jwk(key_for(draft.alg, "old"), kid="k-old", use="sig")]
        draft.files["other.json"] = jwks(jwk(draft.key, kid="k-new", use="sig"))
        draft.candidates.append("other.json")
        others = ("entra-app-specific-keys",) if name == "entra" else ()
        draft.blame(identity, *others, *CHOICE, *SETS)
        yield draft.case()


def okta() -> Iterator[Case]:
    """The org server of Okta does not publish its key."""
    draft = pair("okta-org", "RS256")
    draft.claims |= {"iss": "https://dev-123456.okta.com", "aud": "https://dev-123456.okta.com", "cid": "0oa1"}
    draft.header["kid"], draft.keys = "unpublished", [jwk(key_for("RS256", "old"), kid="published", use="sig")]
    draft.blame("okta-org-server-token")
    yield draft.case()


def snowflake() -> Iterator[Case]:
    """A key-pair token of Snowflake whose issuer names another key than the registered one."""
    draft = pair("snowflake", "RS256")
    fingerprint = base64.b64encode(hashlib.sha256(spki(draft.key)).digest()).decode()
    draft.claims |= {"iss": f"ACME.SVC_USER.SHA256:{fingerprint}", "sub": "ACME.SVC_USER"}
    draft.text = public_pem(rsa_key("old"))
    draft.files["rsa_key.p8"] = private_pem(draft.key)
    draft.candidates.append("rsa_key.p8")
    draft.blame("snowflake-key-fingerprint", *CHOICE)
    yield draft.case()


def placeholder() -> Iterator[Case]:
    """Istio gave the proxy a made-up key."""
    draft = pair("istio", "RS256")
    text = b"Error-IstiodFailedToFetchJwksUri-https://idp.example/.well-known/jwks.json"
    draft.keys = [{"kty": "RSA", "e": "AQAB", "kid": "abc", "n": b64url(text).decode()}]
    draft.header["kid"] = "2026-08"
    draft.blame("jwks-istio-placeholder-key")
    yield draft.case()


def registry() -> Iterator[Case]:
    """A container registry trusts another certificate than the one that signs."""
    draft = pair("registry", "ES256")
    draft.claims |= {"iss": "registry-auth", "access": [{"type": "repository", "name": "shop/api", "actions": ["pull"]}]}
    text = base64.b32encode(hashlib.sha256(spki(draft.key)).digest()[:30]).decode()
    draft.header["kid"] = ":".join(text[i : i + 4] for i in range(0, len(text), 4))
    draft.text = certificate_pem(ec_key("P-256", "tls"))
    draft.files["auth.crt"] = certificate_pem(draft.key)
    draft.candidates.append("auth.crt")
    draft.blame("docker-registry-trust-root", *CHOICE, allow=("pem-certificate-as-public-key",))
    yield draft.case()


FAMILIES = (claims, not_jws, unsigned, payloads, detached, cookies, cut, bits, graph, providers, okta, snowflake, placeholder, registry)
