"""Faults of the issuer while it signs: another recipe, another input, another spelling."""

import hashlib
import json
from collections.abc import Callable

from tests.casebook.draft import Draft, compact
from tests.casebook.material import b64, b64url
from tests.casebook.signing import make_signature, sha256, to_der, to_short

Fault = Callable[[Draft], None]
RECIPE_NAMES = ("alg-label-lies-rsa", "pss-salt-length")


def der(draft: Draft) -> None:
    """Leave the ECDSA signature in ASN.1."""
    draft.signature = to_der
    draft.blame("ecdsa-der-signature")


def short(draft: Draft) -> None:
    """Drop the leading zeros of r or s; the claims are drawn until there is one."""
    for number in range(5000):
        draft.claims["jti"] = str(number)
        signing_input = b64url(compact(draft.header)) + b"." + b64url(compact(draft.claims))
        raw = make_signature(draft.alg, draft.key, draft.signed(signing_input))
        if len(to_short(raw)) < len(raw):
            break
    draft.signature = to_short
    draft.blame("ecdsa-short-rs")


def double_hash(draft: Draft) -> None:
    """Hash the digest once more."""
    name = {"384": "sha384", "512": "sha512"}.get(draft.alg[2:], "sha256")
    draft.signed = lambda octets: hashlib.new(name, octets).digest()
    draft.blame("kms-double-hash", allow=["signing-input-wrong"])


def recipe(name: str, identity: str, *others: str) -> Fault:
    """Sign by another recipe than the header says."""

    def fault(draft: Draft) -> None:
        draft.recipe = name
        draft.blame(identity, *others)

    return fault


def hexadecimal_text(draft: Draft) -> None:
    """Encode the hexadecimal text of the signature."""
    draft.signature = lambda octets: octets.hex().encode()
    draft.blame("signature-hex-or-text")


def hexadecimal_segment(draft: Draft) -> None:
    """Write the signature in hexadecimal, not in base64url."""
    draft.spell = lambda octets: octets.hex().encode()
    draft.blame("signature-hex-or-text")


def vault_text(draft: Draft) -> None:
    """Use the output of Vault transit as it is."""
    if draft.alg.startswith("ES"):
        draft.signature = to_der
    draft.spell = lambda octets: b"vault:v1:" + b64(octets)
    draft.blame(
        "vault-transit-signature-format", allow=["ecdsa-der-signature", "segments-standard-base64", "padding-added-in-transit", *RECIPE_NAMES]
    )


def vault_encoded(draft: Draft) -> None:
    """Encode the whole output of Vault transit, prefix and all."""
    if draft.alg.startswith("ES"):
        draft.signature = to_der
    draft.spell = lambda octets: b64url(b"vault:v1:" + b64(octets))
    draft.blame(
        "vault-transit-signature-format", allow=["ecdsa-der-signature", "segments-standard-base64", "padding-added-in-transit", *RECIPE_NAMES]
    )


def input_changed(change: Callable[[Draft, bytes], bytes]) -> Fault:
    """Sign something else than header.payload."""

    def fault(draft: Draft) -> None:
        draft.signed = lambda octets: change(draft, octets)
        draft.blame("signing-input-wrong")

    return fault


def _raw_json(draft: Draft, _: bytes) -> bytes:
    return compact(draft.header) + b"." + compact(draft.claims)


def _padded(text: bytes) -> bytes:
    return b".".join(part + b"=" * (-len(part) % 4) for part in text.split(b"."))


def _wrapped(text: bytes) -> bytes:
    return b".".join(b"\n".join(part[i : i + 64] for i in range(0, len(part), 64)) for part in text.split(b"."))


INPUTS: dict[str, Callable[[Draft, bytes], bytes]] = {
    "raw-json": _raw_json,
    "newline": lambda _, octets: octets + b"\n",
    "payload-only": lambda _, octets: octets.partition(b".")[2],
    "no-dot": lambda _, octets: octets.replace(b".", b""),
    "hex-digest": lambda _, octets: sha256(octets).hex().encode(),
}


def input_marked(draft: Draft) -> None:
    """Put a byte order mark in front of what is signed."""
    draft.signed = lambda octets: b"\xef\xbb\xbf" + octets
    draft.blame("secret-bom", "signing-input-wrong", allow=["signing-input-wrong", "secret-bom"])


def input_wrapped(draft: Draft) -> None:
    """Sign segments with line breaks, which were removed afterwards."""
    draft.payload = compact({**draft.claims, "note": "x" * 90})
    draft.signed = _wrapped
    draft.blame("base64-line-wrapped", "signing-input-wrong", allow=["signing-input-wrong"])


def padded_for_good(draft: Draft) -> None:
    """Sign padded segments, as the load balancer of AWS does; the padding stays."""
    draft.segment = lambda octets: b64url(octets) + b"=" * (-len(b64url(octets)) % 4)
    draft.claims["pad"] = "x" * next(n for n in range(3) if (len(compact(draft.claims)) + len(',"pad":""') + n) % 3)
    draft.blame("padding-is-part-of-signing-input", allow=["padding-added-in-transit"])


def padded_then_stripped(draft: Draft) -> None:
    """Sign padded segments; somebody strips the padding."""
    padded_for_good(draft)
    draft.groups[-1] = ("padding-is-part-of-signing-input", "signing-input-wrong")
    draft.transit.append(lambda text: text.replace(b"=", b""))


def standard_before(draft: Draft) -> None:
    """Encode in standard base64 before signing."""
    draft.claims["q"] = "???>>>~~~" + "ÿ" * 2
    draft.payload = json.dumps(draft.claims, separators=(",", ":"), ensure_ascii=False).encode()
    draft.segment = lambda octets: b64(octets).rstrip(b"=")
    draft.blame("segments-standard-base64", allow=["signing-input-wrong"])


def standard_with_padding(draft: Draft) -> None:
    """Encode in standard base64 with padding before signing, signature included."""
    draft.claims["q"] = "???>>>~~~"
    draft.segment = draft.spell = b64
    draft.blame(
        "segments-standard-base64", "padding-is-part-of-signing-input", allow=["padding-added-in-transit", "padding-is-part-of-signing-input"]
    )


SIGNED: dict[str, Fault] = {
    "hex-text": hexadecimal_text,
    "hex-segment": hexadecimal_segment,
    "padded-for-good": padded_for_good,
    "padded-stripped": padded_then_stripped,
    "standard-before": standard_before,
    "standard-padded": standard_with_padding,
    "input-bom": input_marked,
    "input-wrapped": input_wrapped,
    **{f"input-{name}": input_changed(change) for name, change in INPUTS.items()},
}
EC: dict[str, Fault] = {
    "der": der,
    "short": short,
    "vault": vault_text,
    "vault-encoded": vault_encoded,
    "double-hash": double_hash,
}
RSA: dict[str, Fault] = {
    "hash-512": recipe("RS512", "alg-label-lies-rsa"),
    "hash-384": recipe("RS384", "alg-label-lies-rsa"),
    "pss": recipe("PS256", "alg-label-lies-rsa"),
    "pss-max": recipe("PS256/max", "alg-label-lies-rsa", "pss-salt-length"),
    "double-hash": double_hash,
    "vault": vault_text,
}
PSS: dict[str, Fault] = {
    "salt-max": recipe("PS256/max", "pss-salt-length"),
    "salt-0": recipe("PS256/0", "pss-salt-length"),
    "salt-20": recipe("PS256/20", "pss-salt-length"),
    "pkcs1": recipe("RS256", "alg-label-lies-rsa"),
    "hash-512": recipe("PS512", "alg-label-lies-rsa", "pss-salt-length"),
}
HMAC: dict[str, Fault] = {
    "hash-512": recipe("HS512", "alg-label-lies-hmac"),
    "hash-384": recipe("HS384", "alg-label-lies-hmac"),
    "hash-1": recipe("HS1", "alg-label-lies-hmac"),
}
