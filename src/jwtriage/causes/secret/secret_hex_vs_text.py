"""One side uses the hexadecimal text of the secret, the other its octets.

## What happens
The value is written in hexadecimal. One program turns it into octets, the other hands the characters to HMAC: a key of
half the length against a key of twice the length. A prefix `0x` or the case of the letters counts as soon as the
text itself is the key.

## Where it comes from
`openssl rand -hex 32` put into a variable that a library takes as text; clients of Ethereum's Engine API, where the
file `jwt.hex` may begin with `0x` and end in a newline.
Seen in erigontech/erigon#16119, ethereum/go-ethereum#27380, sigp/lighthouse#3128, ethstaker/eth-docker#2043.

## How to fix it
State in the variable's description that it is hexadecimal of so many octets, and decode it (`bytes.fromhex`,
`Buffer.from(text, 'hex')`) on every side.

Remove `0x` and white space before decoding and refuse an odd number of digits.
"""

from collections.abc import Iterator

from jwtriage.forensics.secret_forms import is_key_length, is_printable, read_hex
from jwtriage.model.change import SecretText, TextChange

PREFIXES = (b"0x", b"0X", b"hex:")
SEPARATORS = b":- "


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Decode hexadecimal of a usual key length, change its case and prefix, and write octets in hexadecimal."""
    octets = text.text
    if text.fresh and text.sighting is not None and text.sighting.encoding == "hex":
        yield TextChange(text.sighting.text.reveal(), "taken as text instead of being hex-decoded")
    digits = octets
    if octets.startswith(PREFIXES):
        digits = octets[4:] if octets.startswith(b"hex:") else octets[2:]
        yield TextChange(digits, "without the prefix that announces hexadecimal")
    elif octets[2:3] in (b":", b"-", b" ") or octets[8:9] == b"-":
        digits = octets.translate(None, SEPARATORS)
    yield from _decoded(octets, digits)
    yield from _encoded(octets)


def _decoded(octets: bytes, digits: bytes) -> Iterator[TextChange]:
    decoded = read_hex(digits)
    if decoded is None:
        return
    if is_key_length(decoded) or digits is not octets:
        yield TextChange(decoded, "hex-decoded")
    if digits is octets:
        yield TextChange(b"0x" + octets, "with the prefix 0x")
    else:
        yield TextChange(digits, "without prefix and separators")
    for other in (octets.lower(), octets.upper(), digits.lower(), digits.upper()):
        if other not in (octets, digits):
            yield TextChange(other, "in the other case of its hexadecimal digits")


def _encoded(octets: bytes) -> Iterator[TextChange]:
    if not is_key_length(octets):
        return
    lower = octets.hex().encode()
    yield TextChange(lower, "written in hexadecimal")
    if not is_printable(octets):
        yield TextChange(b"0x" + lower, "written in hexadecimal with the prefix 0x")
        yield TextChange(lower.upper(), "written in capital hexadecimal")
