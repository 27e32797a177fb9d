"""What sort of file this is, decided by its content and, where content cannot tell, by its name."""

import re

from jwtriage.places.reference import Reference

WHOLE = "whole"
"""The file is one key text: PEM, DER, JWK, JWKS, certificate, OpenSSH, PKCS#12 or a raw secret."""

_DOTENV_NAME = re.compile(r"(^|.*[.\-_])env(rc)?([.\-_].+)?$", re.IGNORECASE)
_SUFFIXES = {
    "yaml": "yaml",
    "yml": "yaml",
    "json": "json",
    "toml": "toml",
    "properties": "properties",
    "ini": "ini",
    "cfg": "ini",
    "conf": "ini",
}
_KEY_SUFFIXES = ("pem", "key", "pub", "crt", "cer", "der", "p12", "pfx", "jwk", "jwks")
_ASSIGNMENT = re.compile(rb"^\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*=", re.MULTILINE)
_MANIFEST = re.compile(rb"^apiVersion:.*^kind:|^kind:.*^apiVersion:", re.MULTILINE | re.DOTALL)
_YAML_MEMBER = re.compile(rb"^[\w.\"'-]+:(\s|$)", re.MULTILINE)
_SECTION = re.compile(rb"^\s*\[[^\]\n]+\]\s*$", re.MULTILINE)


def recognise(file_name: str, octets: bytes, reference: Reference) -> str:
    """Return ``whole``, ``dotenv``, ``yaml``, ``json``, ``toml``, ``properties`` or ``ini``.

    A name after ``#`` asks for a value, so the file is then never taken as a whole. ``reader=`` asks for a dotenv file.
    """
    if reference.option("as", "") and reference.name is None:
        return WHOLE
    if "reader" in reference.options:
        return "dotenv"
    by_name = _by_name(file_name)
    if by_name == WHOLE and reference.name is not None:
        return _by_content(octets)
    if by_name:
        return by_name
    return _by_content(octets) if reference.name is not None else _unnamed(octets)


def _by_name(file_name: str) -> str | None:
    """Return what the file's name says, if it says anything."""
    suffix = file_name.rpartition(".")[2].lower()
    if suffix in _SUFFIXES and "." in file_name:
        return _SUFFIXES[suffix]
    if suffix in _KEY_SUFFIXES and "." in file_name:
        return WHOLE
    return "dotenv" if _DOTENV_NAME.match(file_name) else None


def _by_content(octets: bytes) -> str:
    """Return the format of a file in which a name is looked up."""
    start = octets.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        return "json" if start == b"{" or not _SECTION.search(octets) else "ini"
    if _MANIFEST.search(octets) or (_YAML_MEMBER.search(octets) and not _ASSIGNMENT.search(octets)):
        return "yaml"
    return "ini" if _SECTION.search(octets) else "dotenv"


def _unnamed(octets: bytes) -> str:
    """Return the format of a file that says nothing by its name, when no value of it is asked for."""
    if octets.lstrip()[:1] == b"{":
        return "json"
    return "yaml" if _MANIFEST.search(octets) else WHOLE
