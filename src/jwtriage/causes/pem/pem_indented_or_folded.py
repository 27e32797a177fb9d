"""Blanks stand in the PEM: its lines are indented, or folded into one.

## What happens
Blanks stand before the lines or where the line breaks were. Python's cryptography skips them, Node's OpenSSL refuses the key. The
same value works in one service and not in the other.

## Where it comes from
A YAML block in which some lines stand deeper than the first, `>` instead of `|` (which joins lines with blanks), a multi-line
value in double quotes, `echo $PEM` without quotes in a shell, a Helm template without `nindent`.
Seen in OriginProtocol/origin#3914.

## How to fix it
Write the PEM as a YAML block with `|`, every line indented alike, or mount it as a file; `jwtriage keys normalize` writes the
sound text.

In Helm use `{{ .Values.key | nindent 4 }}` under `|`; in a shell write `"$PEM"` with the quotes.
"""

from collections.abc import Iterator

from jwtriage.forensics.pem import Block, blocks
from jwtriage.model.change import DocumentText, TextChange

_BLANKS = b" \t"


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Break the lines of the first block at their blanks and take the indentation away; what stands after it stays."""
    octets = text.text
    for block in blocks(octets)[:1]:
        if block.label and not block.header_lines and any(blank in block.body for blank in (b" ", b"\t")):
            yield TextChange(_outdented(octets, block), "without the blanks in it")


def _outdented(octets: bytes, block: Block) -> bytes:
    before = octets[: block.start].rstrip(_BLANKS)
    lines = [block.begin, *block.body.split(), *([block.end] if block.end else [])]
    return before + b"\n".join(lines) + octets[block.stop :]
