"""Files that are one key: PEM, DER, JWK, JWKS, certificate, OpenSSH, PKCS#12, a raw secret."""

from collections.abc import Iterator

from jwtriage.forensics.structure import structure_of
from jwtriage.model.key_name import key_name
from jwtriage.places.formats.entry import Entry, plain_reference
from jwtriage.places.formats.source import Source
from jwtriage.places.found import Found, sighting

MAX_RAW_SECRET_OCTETS = 4_096
_PEM_NAMES = (".pem", ".pub", ".key")
"""Endings of files that are a PEM, also where its BEGIN or END line is damaged."""
_BINARY = frozenset(("der", "p12", "pfx", "cer", "crt", "key", "pub"))
_TEXTS = (".md", ".py", ".js", ".go", ".ts", ".sh", ".html", ".css", ".rst", ".tpl", ".java", ".rb", ".lock", ".sum")


def read(source: Source) -> Iterator[Entry]:
    """Yield the file as one key where it may be one."""
    if _is_key(source):
        yield sighting(Found((), "", source.octets, "file"), plain_reference(source.place), None)


def _is_key(source: Source) -> bool:
    """Tell whether a whole file may be a key: a document by its content, a binary one by its ending, a raw secret by its name and shape."""
    octets, suffix = source.octets, source.path.suffix.lower()
    if octets.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"-----BEGIN ", b"ssh-rsa ", b"ssh-ed25519 ")):
        return True
    if suffix in _PEM_NAMES and (b"BEGIN " in octets or b"-----END " in octets):
        return True
    if octets[:1] == b"0" and suffix[1:] in _BINARY:
        return structure_of(octets) is not None
    short = 0 < len(octets) <= MAX_RAW_SECRET_OCTETS and b"\n" not in octets.strip()
    return short and suffix not in _TEXTS and (suffix == ".key" or key_name((source.path.stem,)) is not None)
