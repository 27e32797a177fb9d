"""The secret ends in a newline on one side only.

## What happens
One side computes the HMAC with the secret, the other with the secret and a line end behind it. To HMAC these are
two unrelated keys, so every token of the one side fails on the other, while both files look the same in an editor.
A PEM is less delicate: one final newline belongs to it, but strict readers refuse more than one.

## Where it comes from
`echo` without `-n` in front of `base64` or `kubectl create secret --from-file`, an editor that ends every file with a
newline, a YAML block written with `|`, a mounted file that is read without trimming, `file()` in Terraform, the lone
carriage return that a file with Windows line ends leaves behind.
Seen in dgrijalva/jwt-go#81, BTBurke/caddy-jwt#26, DCIT/perl-Crypt-JWT#40.

## How to fix it
Store the secret again without the line end (`printf %s`, `|-` in YAML, `chomp()` in Terraform) and restart every
service that reads it.

Trim the value where it is loaded, on the issuer and on every verifier, so that the next edit does not bring the fault
back.
"""

from collections.abc import Iterator

from jwtriage.model.change import DocumentText, SecretText, TextChange

LINE_ENDS = (b"\n", b"\r\n", b"\n\n", b"\r")
"""What is put at the end of the other copy."""


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Take the line ends off, one or all, and put the usual ones on."""
    octets = text.text
    if octets.endswith((b"\n", b"\r")):
        yield TextChange(_without_last(octets), "without its final newline")
        yield TextChange(octets.rstrip(b"\r\n"), "without the newlines at its end")
    for end in LINE_ENDS:
        yield TextChange(octets + end, "with a newline at its end")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Leave one newline at the end of a PEM that has several."""
    core = text.text.rstrip(b"\r\n")
    if core.endswith(b"-") and len(text.text) > len(core) + 1:
        yield TextChange(core + b"\n", "with a single newline at its end")


def _without_last(octets: bytes) -> bytes:
    """Take off one line end: LF, CR or both."""
    return octets[:-2] if octets.endswith(b"\r\n") else octets[:-1]
