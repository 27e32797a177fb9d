"""The secret is cut at a NUL octet.

## What happens
Code in C measures text with `strlen` and stops at the first zero octet. A random binary key of 32 octets holds one
with a probability of one in eight; the key is then cut there, on that side only.

## Where it comes from
mod_authnz_jwt before the fix, with a base64 key that decodes to a NUL octet; other bindings that pass a pointer
without a length.
Seen in AnthonyDeroche/mod_authnz_jwt#13.

## How to fix it
Update the module that cuts the key, or generate a new secret until it holds no zero octet (text of letters and digits
never does).

Pass the length along with the pointer in code of your own.
"""

from collections.abc import Iterator

from jwtriage.model.change import SecretText, TextChange


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Cut at the first NUL. Where only NUL octets follow, it is padding, and another cause."""
    octets = text.text
    if b"\0" in octets.rstrip(b"\0"):
        yield TextChange(octets.partition(b"\0")[0], "cut at its first NUL octet")
