"""The wrong key was chosen: other copies, other settings, other members of a set."""

import base64
import hashlib
import json
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from tests.casebook.draft import Draft
from tests.casebook.material import alphanumeric, certificate, jwk, jwks, key_for, private_pem, public_pem, rsa_key, spki

CHOICE = (
    "environment-instance-mixup",
    "framework-key-reused-for-jwt",
    "issuer-still-signs-with-old-key",
    "keypair-mismatch",
    "pods-keep-old-env-after-secret-update",
    "replicas-configured-differently",
    "rotation-without-overlap",
    "secret-regenerated-by-installer",
    "secret-two-settings-disagree",
)
SETS = ("signing-key-no-longer-published", "jwks-cache-stale")
Fault = Callable[[Draft], None]


def _another(draft: Draft) -> None:
    """Let the issuer hold another key than the verifier."""
    draft.key = alphanumeric(draft.source) if isinstance(draft.key, bytes) else key_for(draft.alg, "other")


def _document(draft: Draft) -> bytes:
    return draft.key if isinstance(draft.key, bytes) else private_pem(draft.key)


def candidate_file(name: str, *others: str) -> Fault:
    """Give the key that signs as a candidate of this file name."""

    def fault(draft: Draft) -> None:
        _another(draft)
        draft.files[name] = _document(draft)
        draft.candidates.append(name)
        draft.signer = name
        draft.blame(*CHOICE, *others)

    return fault


def candidate_public(draft: Draft) -> None:
    """Give the public half of the key that signs as a candidate."""
    _another(draft)
    draft.files["issuer/public.pem"] = public_pem(draft.key)
    draft.candidates.append("issuer/public.pem")
    draft.signer = "issuer/public.pem"
    draft.blame(*CHOICE)


def candidate_dotenv(name: str, *others: str) -> Fault:
    """Give another environment's file; the same name there holds the key that signs."""

    def fault(draft: Draft) -> None:
        _another(draft)
        draft.files[name] = b"JWT_SECRET=" + draft.key + b"\nPORT=1\n"
        draft.candidates.append(f"{name}#JWT_SECRET")
        draft.signer = f"{name}#JWT_SECRET"
        draft.blame(*CHOICE, *others)

    return fault


def second_setting(name: str, *others: str) -> Fault:
    """Sign with another variable of the verifier's own file."""

    def fault(draft: Draft) -> None:
        own = draft.text
        _another(draft)
        text = b"JWT_SECRET=" + own + b"\n" + name.encode() + b"=" + draft.key + b"\nDB=x\n"
        draft.place = lambda _: ({".env": text}, ".env#JWT_SECRET")
        draft.signer = f".env#{name}"
        draft.blame(*CHOICE, *others)

    return fault


def gateway(draft: Draft) -> None:
    """Let the gateway pick the credential of another consumer."""
    own = draft.text.decode()
    _another(draft)
    draft.claims["iss"] = "mobile-key"
    consumers = [("web-key", own), ("mobile-key", draft.key.decode())]
    lines = "".join(f"- username: {key}\n  jwt_secrets:\n  - key: {key}\n    algorithm: HS256\n    secret: {secret}\n" for key, secret in consumers)
    draft.files["kong.yaml"] = ("_format_version: '3.0'\nconsumers:\n" + lines).encode()
    draft.candidates.append("kong.yaml")
    draft.blame("gateway-selects-credential-by-claim", "vendor-key-id-and-secret-mixed", *CHOICE)


def key_id_as_secret(draft: Draft) -> None:
    """Sign with the key id in place of the secret."""
    own = draft.text
    draft.key = b"SK" + alphanumeric(draft.source, 32).lower()
    draft.claims["iss"] = draft.key.decode()
    draft.place = lambda _: ({".env": b"API_KEY_SID=" + draft.key + b"\nAPI_KEY_SECRET=" + own + b"\n"}, ".env#API_KEY_SECRET")
    draft.blame("vendor-key-id-and-secret-mixed", *CHOICE)


def other_length(bits: int, candidate: bool) -> Fault:
    """Sign with an RSA key of another size, which may be at hand."""

    def fault(draft: Draft) -> None:
        draft.key = rsa_key("long", bits)
        if candidate:
            draft.files["issuer/private.pem"] = private_pem(draft.key)
            draft.candidates.append("issuer/private.pem")
            draft.signer = "issuer/private.pem"
        draft.blame("rsa-signature-length-differs", *(CHOICE if candidate else ()), allow=CHOICE if candidate else ())

    return fault


# ---- sets of keys: the token is signed by draft.key, the set is another


def stale(draft: Draft) -> None:
    """Verify with a cached set; the live one has the new key too."""
    old = jwk(key_for(draft.alg, "old"), kid="2026-08")
    draft.header["kid"], draft.keys = "2026-11", [old]
    draft.files["live.json"] = jwks(old, jwk(draft.key, kid="2026-11"))
    draft.candidates.append("live.json")
    draft.blame("jwks-cache-stale", allow=[*CHOICE, *SETS])


def retired(draft: Draft) -> None:
    """Verify with a set that no longer holds the key; an archived copy does."""
    draft.header["kid"], draft.keys = "2025-01", [jwk(key_for(draft.alg, "new"), kid="2026-08")]
    draft.files["archive/jwks-2025.json"] = jwks(jwk(draft.key, kid="2025-01"))
    draft.candidates.append("archive/jwks-2025.json")
    draft.blame("signing-key-no-longer-published", "jwks-cache-stale", *CHOICE)


def reused(draft: Draft) -> None:
    """Find another key under the same kid in the live set."""
    draft.header["kid"], draft.keys = "my_key_id", [jwk(key_for(draft.alg, "old"), kid="my_key_id")]
    draft.files["live.json"] = jwks(jwk(draft.key, kid="my_key_id"))
    draft.candidates.append("live.json")
    draft.blame("jwks-kid-reused", allow=[*CHOICE, *SETS])


def kid_lies(draft: Draft) -> None:
    """Name the first key, sign with the second."""
    draft.header["kid"], draft.keys = "a", [jwk(key_for(draft.alg, "other"), kid="a"), jwk(draft.key, kid="b")]
    draft.blame("jwks-kid-lies", allow=["jwks-kid-label-differs"])


def kid_lies_among_many(draft: Draft) -> None:
    """Name one of four keys, sign with another."""
    others = [jwk(key_for(draft.alg, f"o{number}"), kid=f"k{number}") for number in range(3)]
    draft.header["kid"], draft.keys = "k1", [*others, jwk(draft.key, kid="k9", use="sig")]
    draft.blame("jwks-kid-lies", allow=["jwks-kid-label-differs"])


def first_only(draft: Draft) -> None:
    """Send no kid; the second key of the set signs."""
    draft.keys = [jwk(key_for(draft.alg, "other"), kid="a"), jwk(draft.key, kid="b")]
    draft.blame("jwks-first-key-only", "token-missing-kid", allow=["jwks-first-key-only", "token-missing-kid"])


def first_only_unnamed(draft: Draft) -> None:
    """Send no kid to a set whose keys have none."""
    draft.keys = [jwk(key_for(draft.alg, "other")), jwk(key_for(draft.alg, "third")), jwk(draft.key)]
    draft.blame("jwks-first-key-only", "token-missing-kid", allow=["jwks-first-key-only", "token-missing-kid"])


def duplicate(draft: Draft) -> None:
    """Give two keys one kid; the second signs."""
    draft.header["kid"], draft.keys = "x", [jwk(key_for(draft.alg, "other"), kid="x"), jwk(draft.key, kid="x")]
    draft.blame("jwks-duplicate-kid")


def encryption_first(draft: Draft) -> None:
    """Give the encryption key the same kid, before the one that signs."""
    draft.header["kid"], draft.keys = "x", [jwk(key_for(draft.alg, "other"), kid="x", use="enc"), jwk(draft.key, kid="x", use="sig")]
    draft.blame("jwks-encryption-key-selected", "jwks-duplicate-kid", allow=["jwks-encryption-key-selected", "jwks-duplicate-kid"])


def label(scheme: Callable[[Draft], str]) -> Fault:
    """Publish the key under another name than the token gives."""

    def fault(draft: Draft) -> None:
        draft.header["kid"] = scheme(draft)
        draft.keys = [jwk(draft.key, kid="signing-2026"), jwk(key_for(draft.alg, "other"), kid="signing-2025")]
        draft.blame("jwks-kid-label-differs")

    return fault


def _thumbprint(draft: Draft) -> str:
    members = json.dumps(jwk(draft.key), sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(members.encode()).digest()).rstrip(b"=").decode()


def _x5t(draft: Draft) -> str:
    return base64.urlsafe_b64encode(certificate(draft.key).fingerprint(hashes.SHA1())).rstrip(b"=").decode()


def _libtrust(draft: Draft) -> str:
    text = base64.b32encode(hashlib.sha256(spki(draft.key)).digest()[:30]).decode()
    return ":".join(text[i : i + 4] for i in range(0, len(text), 4))


def certificate_of_another(draft: Draft) -> None:
    """Publish the certificate of the key that signs beside another n and e."""
    chain = base64.b64encode(certificate(draft.key).public_bytes(Encoding.DER)).decode()
    draft.header["kid"], draft.keys = "x", [jwk(key_for(draft.alg, "other"), kid="x", x5c=[chain])]
    draft.blame("jwks-x5c-and-ne-disagree")


SET_FAULTS: dict[str, Fault] = {
    "stale": stale,
    "retired": retired,
    "reused": reused,
    "kid-lies": kid_lies,
    "kid-lies-many": kid_lies_among_many,
    "first-only": first_only,
    "first-only-unnamed": first_only_unnamed,
    "duplicate": duplicate,
    "encryption-first": encryption_first,
    "x5c": certificate_of_another,
    "label-thumbprint": label(_thumbprint),
    "label-libtrust": label(_libtrust),
    "label-did": label(lambda _: "did:web:id.example#key-1"),
}
RSA_SET_FAULTS: dict[str, Fault] = {**SET_FAULTS, "label-x5t": label(_x5t)}
SECRET_FAULTS: dict[str, Fault] = {
    "staging": candidate_dotenv("staging.env"),
    "previous": candidate_dotenv("previous/.env"),
    "replica": candidate_dotenv("api-2.env"),
    "refresh": second_setting("JWT_REFRESH_SECRET"),
    "framework": second_setting("SECRET_KEY"),
    "old": second_setting("JWT_SECRET_PREVIOUS"),
    "file": candidate_file("issuer/jwt.key"),
    "gateway": gateway,
    "key-id": key_id_as_secret,
}
KEY_FAULTS: dict[str, Fault] = {"private": candidate_file("issuer/private.pem"), "public": candidate_public, "old": candidate_file("old/private.pem")}
