"""A library takes the secret for hexadecimal because it looks like it.

## What happens
The secret happens to consist of the digits 0-9 and a-f only. One library guesses from that and decodes it, the other
takes it as text. With a single character outside that range the failure is gone, which hides the reason well.

## Where it comes from
jsrsasign's `KJUR.jws.JWS.sign("HS256", header, payload, "616161")` signs with the three octets `aaa`.
Seen in kjur/jsrsasign#324, kjur/jsrsasign#158, kjur/jsrsasign#178.

## How to fix it
Pass the explicit form that the library offers (`{utf8: secret}` or `{hex: secret}`) instead of a bare string.

Then replace the secret: one of only sixteen different characters is half as strong as its length suggests.
"""

from collections.abc import Iterator

from jwtriage.forensics.secret_forms import is_key_length, read_hex
from jwtriage.model.change import SecretText, TextChange


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Decode hexadecimal whose length is not that of a usual key; write octets of such a length in hexadecimal."""
    octets = text.text
    decoded = read_hex(octets)
    if decoded is not None and not is_key_length(decoded):
        yield TextChange(decoded, "hex-decoded, because its characters happen to be hexadecimal digits")
    if not is_key_length(octets) and octets:
        yield TextChange(octets.hex().encode(), "written in hexadecimal")
