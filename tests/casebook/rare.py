"""Rarer faults of the catalogue: providers whose claims tell the story, odd numbers, long secrets, keys of other sets."""

import hashlib
from collections.abc import Iterator

from tests.casebook.case import NOW, Case
from tests.casebook.choosing import CHOICE, SETS
from tests.casebook.draft import Draft, pair, shared
from tests.casebook.material import alphanumeric, b64url, jwk, jwks, key_for, private_pem, public_pem, rsa_key

MIGRATION = ("supabase-legacy-vs-signing-keys", "platform-default-alg-flipped", "alg-family-mismatch")


def supabase() -> Iterator[Case]:
    """New signing keys meet a service that holds the legacy secret, and the reverse."""
    claims = {"iss": "https://abcdefghij.supabase.co/auth/v1", "role": "authenticated", "aud": "authenticated"}
    draft = pair("supabase-new", "ES256")
    draft.header["kid"] = "0c3b7a2e-5d2f-4a47-9d53-1f8a0a7d3f10"
    draft.claims |= claims
    draft.text = alphanumeric(draft.source)
    draft.blame(*MIGRATION, "key-object-type-mismatch", allow=MIGRATION)
    yield draft.case()
    draft = shared("supabase-legacy")
    draft.claims |= {**claims, "iss": "supabase", "ref": "abcdefghij", "role": "anon"}
    draft.files["legacy.env"] = b"JWT_SECRET=" + draft.key + b"\n"
    draft.candidates = ["legacy.env"]
    draft.keys = [jwk(key_for("ES256"), kid="0c3b7a2e", use="sig", alg="ES256")]
    draft.blame(*MIGRATION, *CHOICE, "key-object-type-mismatch", allow=(*MIGRATION, *CHOICE))
    yield draft.case()


def gateway() -> Iterator[Case]:
    """The mesh put its own token in the header; the user's issuer is expected."""
    draft = pair("gateway-token", "RS256")
    draft.claims |= {
        "iss": "https://accounts.google.com",
        "aud": "https://api-abc.a.run.app",
        "email": "mesh@shop.iam.gserviceaccount.com",
        "email_verified": True,
    }
    draft.header["kid"] = "f1a2"
    draft.keys = [jwk(key_for("RS256", "own"), kid="2026-08")]
    draft.options = ["--issuer", "https://id.shop.example"]
    draft.blame("gateway-replaces-authorization", "google-key-endpoint-mixup")
    draft.verdict = None
    yield draft.case()


def apple() -> Iterator[Case]:
    """A client secret for Apple that Apple refuses: signed by an RSA key, or by the key of another capability."""
    claims = {"iss": "TEAM123456", "sub": "com.example.web", "aud": "https://appleid.apple.com", "iat": NOW - 60, "exp": NOW + 3600}
    draft = pair("apple-rsa", "RS256")
    draft.claims, draft.verdict = claims, None
    draft.blame("apple-client-secret")
    yield draft.case()
    draft = pair("apple-other-key", "ES256")
    draft.claims, draft.header["kid"] = claims, "ABC123DEFG"
    draft.key = key_for("ES256", "other")
    draft.files["AuthKey_ABC123DEFG.p8"] = private_pem(draft.key)
    draft.candidates = ["AuthKey_ABC123DEFG.p8"]
    draft.blame("apple-client-secret", *CHOICE, allow=CHOICE)
    yield draft.case()


def coordinates() -> Iterator[Case]:
    """Coordinates with a sign octet, as BigInteger writes them."""
    for alg, octets in (("ES256", 32), ("ES384", 48)):
        draft = pair(f"coordinate-sign-{alg}", alg)
        own = jwk(draft.key)
        own["x"] = b64url(b"\0" + draft.key.public_key().public_numbers().x.to_bytes(octets, "big")).decode()
        draft.keys = [own]
        draft.blame("jwk-ec-coordinate-short")
        yield draft.case()


def long_secrets() -> Iterator[Case]:
    """A library hashes a long secret by the wrong hash, or hashes one that is short enough."""
    for name, alg, length, change in (
        ("sha512-first", "HS256", 100, lambda key: hashlib.sha512(key).digest()),
        ("sha256-first", "HS512", 150, lambda key: hashlib.sha256(key).digest()),
        ("not-so-long", "HS512", 100, lambda key: hashlib.sha512(key).digest()),
        ("wrong-block", "HS512", 100, lambda key: key[:64]),
    ):
        draft = shared(f"long-{name}", alphanumeric(shared(name).source, length), alg)
        draft.key = change(draft.key)
        draft.blame("secret-longer-than-block", "secret-truncated")
        yield draft.case()
    draft = shared("valid-long-hashed", alphanumeric(shared("long").source, 100))
    draft.key, draft.verdict = hashlib.sha256(draft.key).digest(), "valid"
    draft.allowed = {"secret-longer-than-block"}
    yield draft.case()


def floats() -> Iterator[Case]:
    """Helm makes a float of a long number."""
    draft = shared("yaml-helm-float", b"20161216201612162016")
    draft.key = repr(float(draft.text)).encode()
    draft.place = lambda draft: ({"values.yaml": b"auth:\n  secret: '" + draft.text + b"'\n"}, "values.yaml#auth.secret")
    draft.blame("secret-yaml-scalar-coerced")
    yield draft.case()


def lying_kids() -> Iterator[Case]:
    """The kid names a key of the verifier's set; the key that signs is in another issuer's."""
    for alg in ("RS256", "ES256", "EdDSA"):
        draft = pair(f"set-kid-lies-elsewhere-{alg}", alg)
        draft.header["kid"], draft.keys = "a", [jwk(key_for(alg, "other"), kid="a"), jwk(key_for(alg, "third"), kid="c")]
        draft.files["staging/jwks.json"] = jwks(jwk(draft.key, kid="b"))
        draft.candidates = ["staging/jwks.json"]
        draft.signer = "staging/jwks.json"
        draft.blame("jwks-kid-lies", *CHOICE, *SETS, "jwks-kid-reused")
        yield draft.case()


def families() -> Iterator[Case]:
    """A token of another family whose key is at hand as a candidate."""
    draft = pair("family-given-RS", "RS256")
    draft.text, draft.files["issuer/public.pem"] = alphanumeric(draft.source), draft.text
    draft.candidates, draft.signer = ["issuer/public.pem"], "issuer/public.pem"
    draft.blame("alg-family-mismatch", "key-object-type-mismatch", *CHOICE, allow=(*CHOICE, "key-object-type-mismatch"))
    yield draft.case()
    draft = shared("family-given-HS")
    draft.text, draft.files["issuer.env"] = public_pem(rsa_key()), b"JWT_SECRET=" + draft.key + b"\n"
    draft.candidates, draft.signer = ["issuer.env"], "issuer.env"
    draft.blame("alg-family-mismatch", "key-object-type-mismatch", *CHOICE, allow=(*CHOICE, "key-object-type-mismatch"))
    yield draft.case()


def certificates_of_sets() -> Iterator[Case]:
    """A named verifier and a second one: one accepts, one does not."""
    draft: Draft = pair("valid-named", "EdDSA")
    draft.place = lambda draft: ({"public.pem": draft.text}, "api=public.pem")
    draft.verdict = None
    yield draft.case()


FAMILIES = (supabase, gateway, apple, coordinates, long_secrets, floats, lying_kids, families, certificates_of_sets)


def cases() -> Iterator[Case]:
    """Yield every rare case."""
    for family in FAMILIES:
        yield from family()
