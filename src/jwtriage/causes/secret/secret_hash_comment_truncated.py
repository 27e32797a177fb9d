"""The reader of a `.env` file cuts the secret at `#`.

## What happens
An unquoted value holds the character `#`. Some readers take it for the start of a comment wherever it stands, others
only after a space, others never. Two services that share one file hold different keys.

## Where it comes from
`abc#def` is `abc` for node's dotenv and `node --env-file`, and `abc#def` for python-dotenv, the shell and
`docker run --env-file`.
Seen in motdotla/dotenv#633, motdotla/dotenv#601, huggingface/huggingface_hub#4625, cloudflare/cloudflare-docs#15101.

## How to fix it
Put the value in quotes (`JWT_SECRET="abc#def"`) if all readers of the file remove them, or generate a secret without
`#`, `$`, quotes and spaces (`openssl rand -hex 32`).

Compare the fingerprint that each process prints at start-up, not the files: the files are equal.
"""

from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import SecretText, TextChange

CUT = "cut at the # as the start of a comment"
WHOLE = "with what stands behind the #, which its reader took for a comment"
MARKS = 4
BLANKS = b" \t"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Cut at each of the first ``#``, blanks and line end behind it kept; give back what was cut off, as the source or another reader shows it."""
    octets = text.text
    if text.fresh and text.sighting is not None:
        yield from _restored(octets, text.sighting)
    position = octets.find(b"#")
    end = octets[len(octets.rstrip(BLANKS + b"\r\n")) :]
    for _ in range(MARKS):
        if position < 0:
            return
        yield TextChange(octets[:position].rstrip(BLANKS) + end, CUT)
        if octets[position - 1 : position] in (b" ", b"\t"):
            yield TextChange(octets[:position] + end, CUT)
        position = octets.find(b"#", position + 1)


def _restored(octets: bytes, sighting: Sighting) -> Iterator[TextChange]:
    sources = [] if sighting.source is None else [sighting.source.reveal()]
    for whole in (*(reading.text.reveal() for reading in sighting.readings), *sources):
        if len(whole) > len(octets) and whole.startswith(octets) and whole[len(octets) :].lstrip(BLANKS).startswith(b"#"):
            yield TextChange(whole.rstrip(BLANKS + b"\r\n"), WHOLE)
