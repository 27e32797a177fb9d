"""A secret that is too short was padded in another way on each side.

## What happens
HMAC fills a short key with zero octets up to the block of its hash, so a key and the same key followed by zero octets
are equal. Some frameworks refuse short keys; people then lengthen them: zero octets change nothing, repeated text,
spaces or the digit 0 make another key.

## Where it comes from
Microsoft.IdentityModel refuses keys under 128 or 256 bits (IDX10653, IDX10720) after an upgrade.
Seen in dotnet/runtime#80180, dotnet/aspnetcore#41024, dotnet/aspnetcore#52369, duosecurity/duo_universal_csharp#23.

## How to fix it
Replace the secret by at least 32, 48 or 64 random octets for HS256, HS384 and HS512 (`openssl rand -base64 48`), the
same on both sides.

Until that is done pad with zero octets only, never with characters: old tokens then stay valid.
"""

from collections.abc import Iterator

from jwtriage.model.change import SecretText, TextChange

TARGETS = {64: (16, 24, 32, 64), 128: (16, 24, 32, 48, 64, 128)}
"""Key lengths in octets that libraries ask for, by the block of the hash."""
ENOUGH = {64: 32, 128: 64}
"""From this many octets on nobody pads."""
FILLINGS = b"0 =xX*#-_.1a"
SHORTEST_RUN = 2
BEYOND_BLOCK = (65, 72, 80, 96, 100, 128, 129, 192, 256)
"""Lengths beyond a block: only there do zero octets make another key."""
BEYOND = "padded with zero octets beyond the block of the hash"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Pad a short key as people do; take such padding off; pad with zero octets beyond the block, where it matters."""
    octets = text.text
    yield from _stripped(octets)
    if 0 < len(octets) < ENOUGH[text.block]:
        for target in TARGETS[text.block]:
            if len(octets) < target:
                yield from _padded(octets, target)
        yield TextChange(octets * 2, "repeated")
    if text.fresh and octets:
        yield from (TextChange(octets.ljust(target, b"\0"), BEYOND) for target in BEYOND_BLOCK if len(octets) < target > text.block)


def _padded(octets: bytes, target: int) -> Iterator[TextChange]:
    yield TextChange((octets * (target // len(octets) + 1))[:target], "repeated up to a length that libraries accept")
    for filling in FILLINGS:
        yield TextChange(octets.ljust(target, bytes((filling,))), "padded with characters up to a length that libraries accept")
    yield TextChange(octets.rjust(target, b"0"), "padded with the digit 0 in front")


def _stripped(octets: bytes) -> Iterator[TextChange]:
    if octets[-SHORTEST_RUN:] == octets[-1:] * SHORTEST_RUN and not octets[-1:].isspace():
        yield TextChange(octets.rstrip(octets[-1:]), "without the padding at its end")
    if octets.startswith(b"0" * SHORTEST_RUN):
        yield TextChange(octets.lstrip(b"0"), "without the padding in front of it")
    unit = _unit(octets)
    if 0 < unit < len(octets):
        yield TextChange(octets[:unit], "not repeated")


def _unit(octets: bytes) -> int:
    """Return the length of the text that ``octets`` repeat, the last time perhaps in part; their own length if they repeat nothing.

    A repetition begins again with the same four octets; candidates beyond the first few are not looked at.
    """
    start = octets.find(octets[:4], 1)
    for _ in range(4):
        if start < 0:
            break
        if octets.startswith(octets[start:]):
            return start
        start = octets.find(octets[:4], start + 1)
    return len(octets)
