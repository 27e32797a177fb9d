"""A binary secret passed through a text type and was changed there.

## What happens
Random octets are no text. Read as UTF-8, every invalid sequence becomes the replacement character; read as Latin-1 and
written as UTF-8, every octet above 7F becomes two. The program that reads the file as octets holds another key.

## Where it comes from
`openssl rand 32 > jwt.secret`, read as a string; a binary value in an environment variable, a JSON field or a
database column of a text type.
Seen in PostgREST/postgrest#495, PostgREST/postgrest#582, PostgREST/postgrest#772.

## How to fix it
Keep the secret in base64 or hexadecimal until the last moment (`openssl rand -base64 32`) and read binary files as
octets (`rb`, `readFile` without an encoding).

Replace a secret that went through replacement characters: most of its randomness is lost.
"""

from collections.abc import Iterator

from jwtriage.forensics.secret_forms import read_utf8
from jwtriage.model.change import SecretText, TextChange

REPLACED = "read as UTF-8 with its invalid sequences replaced"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Read binary octets as text in the usual ways and write them as UTF-8; undo the way that loses nothing. Printable text is another cause."""
    octets = text.text
    if octets.isascii():
        return
    decoded = read_utf8(octets)
    if decoded is None:
        yield from _through_text(octets)
    elif not decoded.isprintable():
        yield from _back(decoded)
        yield TextChange(octets.decode("latin-1").encode(), "read as Latin-1 and written as UTF-8")


def _through_text(octets: bytes) -> Iterator[TextChange]:
    latin = octets.decode("latin-1")
    if latin.isprintable():  # text of an older character set, not random octets
        return
    yield TextChange(octets.decode("utf-8", "replace").encode(), REPLACED)
    yield TextChange(latin.encode(), "read as Latin-1 and written as UTF-8")
    yield TextChange(octets.decode("cp1252", "replace").encode(), "read as Windows-1252 and written as UTF-8")
    yield TextChange(_each_replaced(octets), "read as UTF-8 with each invalid octet replaced")
    yield TextChange(octets.decode("utf-8", "ignore").encode(), "read as UTF-8 with its invalid sequences dropped")
    yield TextChange(octets.decode("ascii", "replace").encode(), "read as ASCII with every other octet replaced")
    yield TextChange(octets.decode("ascii", "replace").encode("ascii", "replace"), "read as ASCII with every other octet turned into a question mark")
    yield TextChange(octets.decode("ascii", "ignore").encode(), "read as ASCII with every other octet dropped")


def _back(decoded: str) -> Iterator[TextChange]:
    for charset in ("latin-1", "cp1252"):
        try:
            yield TextChange(decoded.encode(charset), "as the octets that were read as Latin-1 text")
        except UnicodeEncodeError:
            continue


def _each_replaced(octets: bytes) -> bytes:
    """Replace each invalid octet by itself, as Go does when it ranges over a string."""
    return octets.decode("utf-8", "surrogateescape").translate(dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")).encode()
