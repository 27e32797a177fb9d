r"""A UTF-8 byte order mark stands in front of the secret, the key or the token.

## What happens
Three invisible octets (EF BB BF) precede the first value of a file. As part of a shared secret they make another key;
in front of a PEM or a JWKS some parsers skip them and others refuse the whole document. A signer that writes the mark
into the text it signs makes tokens that verify nowhere else.

## Where it comes from
PowerShell 5 with `-Encoding utf8`, Notepad, writers of .NET with their default encoding, CI secrets that were saved
as files on Windows. Only the first line of a file is hit, so the other variables work.
Seen in navali-creations/soothsayer#139, OctopusDeploy/Issues#10188, instructure/canvas-lms#2639, jwt-dotnet/jwt#294.

## How to fix it
Write the file again as UTF-8 without a byte order mark (`sed -i '1s/^\xEF\xBB\xBF//' FILE`, `-Encoding utf8NoBOM`
in PowerShell 7) and restart.

Strip U+FEFF where the value is loaded; in .NET use `new UTF8Encoding(false)`.
"""

from collections.abc import Iterator

from jwtriage.forensics.secret_forms import BOM
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import DocumentText, SecretText, TextChange, TokenChange

WITHOUT = "without the byte order mark in front of it"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Take the mark off, or put it on."""
    octets = text.text
    if octets.startswith(BOM):
        yield TextChange(octets.removeprefix(BOM), WITHOUT)
    else:
        yield TextChange(BOM + octets, "with a byte order mark in front of it")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Take the mark off."""
    if text.text.startswith(BOM):
        yield TextChange(text.text.removeprefix(BOM), WITHOUT)


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the mark off the token's text, or sign over it, as a signer did whose text writer puts it in front."""
    if token.text.startswith(BOM):
        yield TokenChange(token.with_text(token.text.removeprefix(BOM)), WITHOUT)
    elif token.is_compact:
        yield TokenChange(token.with_signing_input(BOM + token.signing_input), "with a byte order mark in front of the signed text")
