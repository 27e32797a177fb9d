"""One character of the token was mistyped, lost, added or swapped.

## What happens
The token differs from the issued one in a single character. In the signature or in the signed text that is enough for *invalid
signature*.

## Where it comes from
Typing or copying a token by hand, optical recognition, a display font in which `0` and `O` or `l` and `1` look alike, an editor
that changed one character.

## How to fix it
Copy the token again from where it was issued, through a file or the clipboard; nothing is wrong with the keys.
"""

from collections.abc import Iterator

from jwtriage.forensics.json_spellings import REGISTERED
from jwtriage.forensics.loose_base64 import decode
from jwtriage.forensics.loose_json import object_of
from jwtriage.forensics.recipe import is_slow, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LOOKALIKE = {ord("0"): b"OoQ", ord("O"): b"0Q", ord("o"): b"0", ord("1"): b"lI", ord("l"): b"1I", ord("I"): b"l1", ord("5"): b"S", ord("S"): b"5"}
LOOKALIKE |= {ord("8"): b"B", ord("B"): b"8", ord("2"): b"Z", ord("Z"): b"2", ord("-"): b"_", ord("_"): b"-", ord("v"): b"u", ord("u"): b"v"}
LONGEST, LONGEST_HEADER = 2048, 200
HOW = "with one character corrected"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Undo a mistake that leaves no readable header; few edits bring one back."""
    text = token.text
    if token.alg is not None or len(text) > LONGEST or not 1 <= text.count(b".") <= 3 or text.translate(None, ALPHABET + b"."):
        return
    for edited in dict.fromkeys(_header_edits(text)):
        changed = token.with_text(edited)
        if edited.count(b".") == 2 and recipe_for(changed.alg or "") is not None:
            yield TokenChange(changed, HOW)


def propose_repair(token: TokenText) -> Iterator[TokenChange]:
    """Undo every single mistake, likely ones first: lookalikes and case, swaps, doubled and lost characters, then any character."""
    text = token.text
    if len(text) > LONGEST or not 1 <= text.count(b".") <= 3:
        return
    recipe = recipe_for(token.alg or "")
    are_many = recipe is not None and is_slow(recipe)
    for edited in _edits(text):
        if edited.count(b".") == 2 and not (are_many and not _is_plausible(edited, token)):
            yield TokenChange(token.with_text(edited), HOW)


def _is_plausible(edited: bytes, token: TokenText) -> bool:
    """Where each verification is dear, tell whether an issuer may have signed this: JSON stays JSON, ASCII stays ASCII, no known claim vanishes."""
    signed, _, signature = edited.rpartition(b".")
    header, _, payload = signed.partition(b".")
    if signed == token.signing_input:
        return len(signature) % 4 != 1
    if len(payload) % 4 == 1 or (header != token.header_segment and recipe_for(token.with_text(edited).alg or "") is None):
        return False
    octets = decode(payload)
    return payload == token.payload_segment or octets == token.payload or _is_likely(octets, token)


def _is_likely(octets: bytes, token: TokenText) -> bool:
    if token.payload.isascii() and not octets.isascii():
        return False
    if not token.payload.startswith(b"{"):
        return True
    claims, received = object_of(octets), token.claims or {}
    return claims is not None and all(name in claims for name in REGISTERED if name in received)


def _header_edits(text: bytes) -> Iterator[bytes]:
    """Yield the text with any edit of its first segment, or with a dot in any place."""
    end = text.find(b".") + 2  # the character behind the dot may have changed places with it
    if end <= LONGEST_HEADER:
        for head in _edits(text[:end]):
            yield head + text[end:]
    for at in range(len(text)):
        yield text[:at] + b"." + text[at:]
        yield text[:at] + b"." + text[at + 1 :]


def _edits(text: bytes) -> Iterator[bytes]:
    for at, character in enumerate(text):
        for other in LOOKALIKE.get(character, b"") + bytes([character]).swapcase():
            if other != character:
                yield text[:at] + bytes([other]) + text[at + 1 :]
    for at in range(len(text) - 1):
        yield text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]
    for at in range(len(text) + 1):
        for character in ALPHABET + b".":
            added = bytes([character])
            yield text[:at] + added + text[at + 1 :]
            yield text[:at] + added + text[at:]
