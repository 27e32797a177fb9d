"""The whole PEM is base64-encoded once more and nobody decodes it.

## What happens
To carry several lines through an environment variable or a manifest, the PEM was encoded in base64. The program takes the value
as it stands. It begins with `LS0tLS1CRUdJTi`, which is `-----BEGIN` in base64, and no library reads that as a key.

## Where it comes from
A setting that expects base64 in one service and PEM text in the other, `data` and `stringData` of a Kubernetes Secret mixed up, a
value that a tool encoded although it was encoded already, `base64` without `-w0`, which adds line breaks.
Seen in electric-sql/electric#1328, Clawdi-AI/clawdi#604, backstage/backstage#12887.

## How to fix it
Decode the value once where it is loaded (`base64 -d`), or store the PEM text itself; say in the variable's name which of the two
it is.

In Kubernetes put the PEM under `stringData`, or its base64, once and without line breaks (`base64 -w0`), under `data`.
"""

from collections.abc import Iterator

from jwtriage.forensics import loose_base64
from jwtriage.model.change import DocumentText, TextChange

_BASE64 = loose_base64.ALPHABET + b"-_= \t\r\n"
_BARE_DER = (b"MI", b"MF", b"MC", b"MG", b"MH")
_SHORTEST = 40


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Decode a text of nothing but base64 when what comes out is a PEM, its base64 alone, a JWK, or base64 of these."""
    octets = text.text
    if len(octets) < _SHORTEST or octets.translate(None, _BASE64) or octets.startswith(b"-") or octets.strip(b" \t") != octets:
        return
    inner = loose_base64.decode(octets)
    if _is_document(inner):
        yield TextChange(inner, "after one base64 decoding")


def _is_document(inner: bytes) -> bool:
    head = inner[:200].lstrip()
    if b"BEGIN " in head or head.startswith((b"LS0t", b"eyJr")):
        return True
    return (head.startswith(b"{") and b'"' in head) or (head.startswith(_BARE_DER) and not inner.translate(None, _BASE64))
