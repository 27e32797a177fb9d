"""A web form or console replaced the newlines of the secret by spaces.

## What happens
A value of several lines, often a PEM, was pasted into a field of one line. The browser or the console turned every
line break into a space or dropped it. Used as an HMAC secret that is another key; as a PEM some parsers still read it
and others refuse.

## Where it comes from
An `<input>` where a `<textarea>` was needed, the secrets page of a CI system, a console that takes one line.
Seen in darklang/dark#2861.

## How to fix it
Store the value again from the original file (`--from-file`, file upload, a field of several lines), or as base64 on
one line that the program decodes.

Do not repair the stored copy by hand: the line breaks are octets of the key.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics import pem
from jwtriage.model.case import Sighting
from jwtriage.model.change import DocumentText, SecretText, TextChange

FOLDED = "with its line breaks turned into spaces"
LOST = "with its line breaks removed"
RESTORED = "with its line breaks restored"
_MARKED = re.compile(rb"(-----BEGIN [A-Z0-9 ]+-----)(.*?)(-----END [A-Z0-9 ]+-----)(.*)", re.DOTALL)


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Turn inner line breaks into spaces or drop them; turn spaces into line breaks; set a PEM in lines again."""
    octets = text.text
    core = octets.rstrip(b"\r\n")
    if b"\n" in core or b"\r" in core:
        for whole in dict.fromkeys((core, octets)):
            unified = whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            yield TextChange(unified.replace(b"\n", b" "), FOLDED)
            yield TextChange(unified.replace(b"\n", b""), LOST)
            yield TextChange(b" ".join(line.strip() for line in unified.split(b"\n")), FOLDED)
    else:
        yield from _restored(core)


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Set a PEM in lines again whose line breaks became spaces. YAML's folding leaves a final newline, and is another cause."""
    octets = text.text
    is_folded = b"\n" not in octets and b"\r" not in octets and not _is_yaml(text.sighting)
    match = _MARKED.fullmatch(octets) if is_folded and b" " in octets else None
    if match is not None and b" " in match[2].strip(b" ") and not match[4].strip(b" "):
        yield TextChange(match[1] + b"\n" + b"\n".join(match[2].split()) + b"\n" + match[3] + b"\n", RESTORED)


def _restored(core: bytes) -> Iterator[TextChange]:
    match = _MARKED.fullmatch(core) if core.startswith(b"-----BEGIN ") else None
    if match is not None:
        label = match[1][len(b"-----BEGIN ") : -5].decode("ascii")
        whole = pem.block_text(label, match[2].translate(None, b" "))
        yield from (TextChange(changed, RESTORED) for changed in (whole, whole[:-1]))
    elif b" " in core.strip(b" "):
        spaced = core.rstrip(b" ").replace(b" ", b"\n")
        yield from (TextChange(changed, RESTORED) for changed in (spaced, spaced + b"\n"))


def _is_yaml(sighting: Sighting | None) -> bool:
    return sighting is not None and sighting.kind in ("field", "kubernetes-data", "kubernetes-string-data")
