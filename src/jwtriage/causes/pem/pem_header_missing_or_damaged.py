"""The PEM's BEGIN or END line is missing or damaged.

## What happens
The key's base64 is there, but the lines around it are not as they must be: missing, short of a hyphen, misspelt, or lost in other
text. The parser finds no key. Some libraries then take the text for a shared secret, which fails with nothing but "invalid
signature".

## Where it comes from
Bare base64 copied from an administration page (Keycloak shows realm keys like that), a marker cut off when copying, an editor
that turned hyphens into dashes, a template that adds markers which the value has already, or not.
Seen in auth0/node-jsonwebtoken#517, auth0/node-jws#15, robsontenorio/laravel-keycloak-guard#35.

## How to fix it
Write the line `-----BEGIN PUBLIC KEY-----` before and `-----END PUBLIC KEY-----` after the base64, each on a line of its own with
five hyphens on both sides.

The label must fit what the base64 holds: `openssl asn1parse` or `jwtriage keys show` tells; `jwtriage keys normalize` writes the
sound file.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics import loose_base64
from jwtriage.forensics.pem import LABELS, Block, armour, bare_der, blocks, der_of, structure_of
from jwtriage.model.change import DocumentText, TextChange

_BASE64 = loose_base64.ALPHABET + b"-_=\r\n \t"
_BLANKS = (b" ", b"\t")
_DASHES = re.compile(rb"\xe2\x80[\x90-\x95]|\xe2\x88\x92")
"""Hyphen, dashes and minus sign of Unicode in UTF-8, as editors put them for hyphens."""


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Put the markers on bare base64, or restore those that are damaged; then take away what stands around a sound block."""
    octets = text.text
    found = blocks(octets)
    if not found:
        yield from _with_markers(octets)
    else:
        yield from _restored(octets, found)


def _with_markers(octets: bytes) -> Iterator[TextChange]:
    """Armour bare base64, or bare DER, under the label of its structure."""
    core = octets.rstrip(b"\r\n")
    if core.startswith(b"\x30"):
        yield from _armoured(core if structure_of(core) else octets, "in PEM armour instead of bare DER")
        return
    body = b"\n".join(line for line in core.splitlines() if b"--" not in line)
    der = None if body.translate(None, _BASE64) or body != body.strip() else bare_der(body)
    if der is None:
        return
    if not any(blank in body for blank in _BLANKS):
        yield from _armoured(der, "with its BEGIN and END lines")
        return
    label = LABELS.get(structure_of(der) or "")
    if label is not None:
        yield TextChange(_marker("BEGIN", label) + b"\n" + body + b"\n" + _marker("END", label) + b"\n", "with its BEGIN and END lines")


def _armoured(der: bytes, how: str) -> Iterator[TextChange]:
    label = LABELS.get(structure_of(der) or "")
    if label is not None:
        yield TextChange(armour(label, der), how)


def _restored(octets: bytes, found: list[Block]) -> Iterator[TextChange]:
    plain = _DASHES.sub(b"-", octets)
    block = found[0] if plain == octets else blocks(plain)[0]
    whole = _sound_markers(plain, block)
    if whole != octets:
        yield TextChange(whole, "with sound BEGIN and END lines")
        return
    for each in found[:10]:
        if each.label and _stands_in_text(octets, each):
            yield TextChange(octets[each.start : each.stop] + b"\n", "without the text around its BEGIN and END lines")


def _sound_markers(octets: bytes, block: Block) -> bytes:
    """Write both markers of the block as RFC 7468 has them; its body and everything around it stay."""
    label = _label_of(block)
    body = block.body if block.begin and block.end else b"\n" + _without_remains(block.body) + b"\n"
    after = octets[block.stop :] if block.end else b"\n"
    return octets[: block.start] + _marker("BEGIN", label) + body + _marker("END", label) + after


def _without_remains(body: bytes) -> bytes:
    """Drop the lines that are left of a marker beyond recognition, and empty lines at the edges."""
    return b"\n".join(line for line in body.splitlines() if b"--" not in line).strip(b"\n")


def _label_of(block: Block) -> str:
    """Return the label that is there; where BEGIN and END differ, the one that fits the structure, else BEGIN's."""
    fitting = LABELS.get(structure_of(der_of(block)) or "")
    return fitting if fitting is not None and fitting == block.end_label else block.label or block.end_label


def _marker(word: str, label: str) -> bytes:
    return f"-----{word} {label}-----".encode()


def _stands_in_text(octets: bytes, block: Block) -> bool:
    """Tell whether whole lines of other text stand before or after the block; a stray quote or blank is another cause's."""
    before, after = octets[: block.start], octets[block.stop :]
    return before.strip() + after.strip() != b"" and (not before or before.endswith(b"\n")) and (not after or after.startswith((b"\n", b"\r\n")))
