"""What happens to a public key's document at the verifier: PEM of every damage, JWKs that are nearly right."""

import json
import textwrap

from cryptography.hazmat.primitives.serialization import PrivateFormat

from tests.casebook.draft import Draft
from tests.casebook.material import b64, b64url, certificate_pem, jwk, jwks, pkcs1_pem, private_pem, public_pem

FOLDED = ("secret-newline-folded-by-form", "pem-lines-joined")


def _body(pem: bytes) -> bytes:
    return b"".join(pem.strip().splitlines()[1:-1])


def _lines(draft: Draft) -> list[bytes]:
    return draft.text.strip().splitlines()


# ---- another structure; these come first


def pkcs1(draft: Draft) -> None:
    draft.text = pkcs1_pem(draft.key)
    draft.blame("pem-pkcs1-vs-spki")


def x509(draft: Draft) -> None:
    draft.text = certificate_pem(draft.key)
    draft.blame("pem-certificate-as-public-key")


def private(draft: Draft) -> None:
    draft.text = private_pem(draft.key)
    draft.blame("private-key-used-to-verify")


def private_traditional(draft: Draft) -> None:
    draft.text = private_pem(draft.key, PrivateFormat.TraditionalOpenSSL)
    draft.blame("private-key-used-to-verify", allow=["pem-pkcs1-vs-spki"])


def label_pkcs1(draft: Draft) -> None:
    draft.text = public_pem(draft.key).replace(b"PUBLIC KEY", b"RSA PUBLIC KEY")
    draft.blame("pem-header-type-mismatch")


def label_spki(draft: Draft) -> None:
    draft.text = pkcs1_pem(draft.key).replace(b"RSA PUBLIC KEY", b"PUBLIC KEY")
    draft.blame("pem-header-type-mismatch", "pem-pkcs1-vs-spki", allow=["pem-pkcs1-vs-spki"])


def label_certificate(draft: Draft) -> None:
    draft.text = public_pem(draft.key).replace(b"PUBLIC KEY", b"CERTIFICATE")
    draft.blame("pem-header-type-mismatch")


def certificate_label(draft: Draft) -> None:
    draft.text = certificate_pem(draft.key).replace(b"CERTIFICATE", b"PUBLIC KEY")
    draft.blame("pem-header-type-mismatch", "pem-certificate-as-public-key", allow=["pem-certificate-as-public-key"])


# ---- another text; these follow


def backslash_n(draft: Draft) -> None:
    draft.text = b"\\n".join(_lines(draft)) + b"\\n"
    draft.blame("pem-literal-backslash-n")


def backslash_rn(draft: Draft) -> None:
    draft.text = b"\\r\\n".join(_lines(draft))
    draft.blame("pem-literal-backslash-n")


def joined(draft: Draft) -> None:
    draft.text = b"".join(_lines(draft))
    draft.blame("pem-lines-joined")


def body_joined(draft: Draft) -> None:
    lines = _lines(draft)
    draft.text = b"\n".join((lines[0], b"".join(lines[1:-1]), lines[-1])) + b"\n"
    draft.blame("pem-lines-joined")


def folded(draft: Draft) -> None:
    draft.text = b" ".join(_lines(draft)) + b"\n"
    draft.blame("pem-indented-or-folded", *FOLDED)


def folded_by_form(draft: Draft) -> None:
    draft.text = b" ".join(_lines(draft))
    draft.blame("secret-newline-folded-by-form", "pem-indented-or-folded", "pem-lines-joined")


def indented(draft: Draft) -> None:
    draft.text = textwrap.indent(draft.text.decode(), "    ").encode()
    draft.blame("pem-indented-or-folded")


def partly_indented(draft: Draft) -> None:
    lines = _lines(draft)
    draft.text = b"\n".join((lines[0], *(b"  " + line for line in lines[1:]))) + b"\n"
    draft.blame("pem-indented-or-folded")


def bare(draft: Draft) -> None:
    draft.text = _body(draft.text)
    draft.blame("pem-header-missing-or-damaged")


def bare_lines(draft: Draft) -> None:
    draft.text = b"\n".join(_lines(draft)[1:-1]) + b"\n"
    draft.blame("pem-header-missing-or-damaged")


def four_dashes(draft: Draft) -> None:
    draft.text = draft.text.replace(b"-----BEGIN", b"----BEGIN")
    draft.blame("pem-header-missing-or-damaged")


def no_end(draft: Draft) -> None:
    draft.text = b"\n".join(_lines(draft)[:-1]) + b"\n"
    draft.blame("pem-header-missing-or-damaged")


def no_begin(draft: Draft) -> None:
    draft.text = b"\n".join(_lines(draft)[1:]) + b"\n"
    draft.blame("pem-header-missing-or-damaged")


def wrapped(draft: Draft) -> None:
    draft.text = b64(draft.text)
    draft.blame("pem-base64-wrapped")


def wrapped_lines(draft: Draft) -> None:
    text = b64(draft.text)
    draft.text = b"\n".join(text[i : i + 76] for i in range(0, len(text), 76)) + b"\n"
    draft.blame("pem-base64-wrapped")


def carriage_returns(draft: Draft) -> None:
    draft.text = draft.text.replace(b"\n", b"\r")
    draft.blame("pem-wrong-line-ending")


def mark(draft: Draft) -> None:
    draft.text = b"\xef\xbb\xbf" + draft.text
    draft.blame("secret-bom")


def quotes(draft: Draft) -> None:
    draft.text = b'"' + draft.text.strip() + b'"'
    draft.blame("secret-quotes-kept")


def utf16(draft: Draft) -> None:
    draft.text = draft.text.decode().encode("utf-16")
    draft.blame("secret-utf16-file")


def blob(draft: Draft) -> None:
    draft.text = json.dumps({"JWT_PUBLIC_KEY": draft.text.decode(), "username": "svc"}).encode()
    draft.blame("secret-whole-json-blob")


STRUCTURES = {
    "pkcs1": pkcs1,
    "x509": x509,
    "label-pkcs1": label_pkcs1,
    "label-spki": label_spki,
    "label-x509": label_certificate,
    "x509-label": certificate_label,
    "private": private,
    "private-traditional": private_traditional,
}
COATS = {
    "backslash-n": backslash_n,
    "backslash-rn": backslash_rn,
    "joined": joined,
    "body-joined": body_joined,
    "folded": folded,
    "form": folded_by_form,
    "indented": indented,
    "partly-indented": partly_indented,
    "bare": bare,
    "bare-lines": bare_lines,
    "dashes": four_dashes,
    "no-end": no_end,
    "no-begin": no_begin,
    "base64": wrapped,
    "base64-lines": wrapped_lines,
    "cr": carriage_returns,
    "bom": mark,
    "quotes": quotes,
    "utf16": utf16,
    "json-blob": blob,
}


# ---- JWK members


def _own(draft: Draft, **members: str) -> dict:
    draft.keys = [jwk(draft.key, **members)]
    return draft.keys[0]


def standard_alphabet(draft: Draft) -> None:
    own = _own(draft)
    for name in {"n", "x", "y"} & own.keys():
        own[name] = own[name].replace("-", "+").replace("_", "/") + "=" * (-len(own[name]) % 4)
    draft.blame("jwk-standard-base64")


def modulus_zero(draft: Draft) -> None:
    number = draft.key.public_key().public_numbers().n
    _own(draft)["n"] = b64url(b"\0" + number.to_bytes(256, "big")).decode()
    draft.blame("jwk-modulus-leading-zero")


def modulus_pem(draft: Draft) -> None:
    _own(draft)["n"] = b64url(public_pem(draft.key)).decode()
    draft.blame("jwk-modulus-is-pem-text")


def modulus_pem_standard(draft: Draft) -> None:
    _own(draft)["n"] = b64(public_pem(draft.key)).decode()
    draft.blame("jwk-modulus-is-pem-text", allow=["jwk-standard-base64"])


def other_hash(draft: Draft) -> None:
    _own(draft, alg=draft.alg[:2] + ("384" if draft.alg.endswith("512") else "512"))
    draft.blame("jwk-alg-attribute-pins-other-hash", allow=["alg-family-mismatch"])


def encryption_use(draft: Draft) -> None:
    _own(draft, use="enc")
    draft.blame("jwks-encryption-key-selected")


def encryption_alg(draft: Draft) -> None:
    _own(draft, use="enc", alg="RSA-OAEP")
    draft.blame("jwks-encryption-key-selected", allow=["jwk-alg-attribute-pins-other-hash"])


def document_mark(draft: Draft) -> None:
    own = _own(draft)
    draft.place = lambda _: ({"jwks.json": b"\xef\xbb\xbf" + jwks(own)}, "jwks.json")
    draft.blame("secret-bom")


def document_as_pem(draft: Draft) -> None:
    own = _own(draft)
    draft.place = lambda _: ({"jwks.json": jwks(own)}, "jwks.json?as=pem")
    draft.blame("jwks-document-used-as-key")


MEMBERS = {
    "standard": standard_alphabet,
    "alg": other_hash,
    "use": encryption_use,
}
RSA_MEMBERS = {
    **MEMBERS,
    "zero": modulus_zero,
    "pem": modulus_pem,
    "pem-standard": modulus_pem_standard,
    "oaep": encryption_alg,
    "bom": document_mark,
    "as-pem": document_as_pem,
}
