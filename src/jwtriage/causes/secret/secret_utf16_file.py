"""The key file is saved as UTF-16.

## What happens
Every second octet of the file is NUL, and the first two are a byte order mark (FF FE or FE FF). A program that reads
the file as text of that encoding has the secret; one that reads octets, or UTF-8, has something twice as long.

## Where it comes from
Output redirected with `>` in Windows PowerShell 5, Notepad's "Unicode", exports of Windows administration tools.
Seen in cardano-foundation/jormungandr#503, openwall/john#2802.

## How to fix it
Save the file again as UTF-8 without a byte order mark (`iconv -f UTF-16 -t UTF-8 FILE`, in PowerShell `Set-Content
-Encoding ascii -NoNewline`) and restart.

Generate keys with a command that writes the file itself (`openssl rand -base64 -out FILE 32`), not by redirection.
"""

from collections.abc import Iterator

from jwtriage.forensics.secret_forms import read_utf8
from jwtriage.forensics.unwrapping import from_utf16
from jwtriage.model.change import DocumentText, SecretText, TextChange

MARKS = (b"\xff\xfe", b"\xfe\xff")
UNPRINTABLE = dict.fromkeys(map(ord, "\r\n\ufeff"))
"""Characters that a text file may hold although they are not printable."""
WITH_MARK = "saved as UTF-16 with a byte order mark"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Read UTF-16 as text; write ASCII text as UTF-16, and other text with a byte order mark (without one it is a question of character sets)."""
    octets = text.text
    if b"\0" in octets or octets.startswith(MARKS):
        yield from _read(octets)
    else:
        yield from _written(octets)


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Read a document in UTF-16 as text."""
    decoded = from_utf16(text.text)
    if decoded is not None:
        yield TextChange(decoded, "read as UTF-16")


def _read(octets: bytes) -> Iterator[TextChange]:
    """Read in the order that the mark says, else in the one that the NUL octets show, where no octet is left over."""
    order = "utf-16" if octets.startswith(MARKS) else "utf-16-le" if octets[1::2].count(0) > octets[::2].count(0) else "utf-16-be"
    try:
        decoded = octets.decode(order)
    except UnicodeDecodeError:
        return
    if decoded.translate(UNPRINTABLE).isprintable():
        yield TextChange(decoded.encode(), "read as UTF-16")


def _written(octets: bytes) -> Iterator[TextChange]:
    decoded = read_utf8(octets)
    if decoded is None:
        return
    little, big = decoded.encode("utf-16-le"), decoded.encode("utf-16-be")
    yield TextChange(MARKS[0] + little, WITH_MARK)
    yield TextChange(MARKS[1] + big, WITH_MARK)
    if octets.isascii():
        yield TextChange(little, "saved as UTF-16")
        yield TextChange(big, "saved as UTF-16")
