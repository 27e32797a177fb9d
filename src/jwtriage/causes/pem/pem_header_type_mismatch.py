"""The PEM's label does not say what is inside.

## What happens
The label promises one structure, the base64 holds another: a SubjectPublicKeyInfo under `RSA PUBLIC KEY`, a PKCS#8 key under `RSA
PRIVATE KEY`. Libraries that go by the label run the wrong parser and refuse the key, others look inside and accept it.

## Where it comes from
A label changed by hand because "it is an RSA key", a converter that writes a fixed label, markers that a template puts around
whatever comes.
Seen in web-token/jwt-framework#419, web-token/jwt-framework#475.

## How to fix it
Write the label that belongs to the structure; `jwtriage keys normalize` does, and so does `openssl pkey -pubin -in key.pem
-pubout` after the label is put right.

`PUBLIC KEY` is SPKI, `RSA PUBLIC KEY` PKCS#1, `PRIVATE KEY` PKCS#8, `EC PRIVATE KEY` SEC 1, `CERTIFICATE` X.509.
"""

from collections.abc import Iterator

from jwtriage.forensics.conversion import public_pem, sound_blocks
from jwtriage.forensics.pem import LABELS, armour, der_of, structure_of
from jwtriage.model.change import DocumentText, TextChange

_SAME = {"X509 CERTIFICATE": "CERTIFICATE", "TRUSTED CERTIFICATE": "CERTIFICATE", "NEW CERTIFICATE REQUEST": "CERTIFICATE REQUEST"}


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Go by the structure: write the label that belongs to it, or, for PKCS#1 under ``PUBLIC KEY``, what the label promises."""
    for block in sound_blocks(text.text):
        der = der_of(block)
        structure = structure_of(der)
        label = LABELS.get(structure or "")
        if label is None or label == _SAME.get(block.label, block.label):
            continue
        promised = public_pem(der) if structure == "pkcs1-public" and block.label == "PUBLIC KEY" else None
        yield TextChange(promised or armour(label, der), "read by its structure instead of its label")
