"""What files, editors and shells add around the text of a shared secret, and how to take it off again."""

from collections.abc import Callable
from typing import NamedTuple


class Repair(NamedTuple):
    """One thing to take off: the root cause that it is, what was done in words, and how."""

    id: str
    how: str
    undo: Callable[[bytes], bytes]


def repaired(octets: bytes) -> tuple[bytes, list[Repair]]:
    """Return the secret without what was added around it, and the repairs that changed something; it never becomes empty."""
    done = []
    for repair in REPAIRS:
        changed = repair.undo(octets)
        if changed and changed != octets:
            octets = changed
            done.append(repair)
    return octets, done


def _without_mark(octets: bytes) -> bytes:
    return octets.removeprefix(b"\xef\xbb\xbf")


def _from_utf16(octets: bytes) -> bytes:
    if octets[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return octets
    try:
        return octets.decode("utf-16").encode()
    except UnicodeDecodeError:
        return octets


def _is_text(octets: bytes) -> bool:
    """Tell whether white space around it can be noise: random octets may begin or end in any value."""
    try:
        return octets.strip().decode().isprintable()
    except UnicodeDecodeError:
        return False


def _without_nul(octets: bytes) -> bytes:
    return octets.rstrip(b"\0") if _is_text(octets.rstrip(b"\0")) else octets


def _without_white_space(octets: bytes) -> bytes:
    return octets.strip() if _is_text(octets) else octets


def _without_quotes(octets: bytes) -> bytes:
    quoted = len(octets) > 2 and octets[0] == octets[-1] and octets[:1] in (b'"', b"'", b"`")
    return octets[1:-1] if quoted and _is_text(octets) else octets


def _without_line_breaks(octets: bytes) -> bytes:
    return octets.rstrip(b"\r\n") if _is_text(octets) else octets


REPAIRS = (
    Repair("secret-utf16-file", "UTF-16 written as UTF-8", _from_utf16),
    Repair("secret-bom", "the byte order mark removed", _without_mark),
    Repair("secret-nul-truncated", "NUL at its end removed", _without_nul),
    Repair("secret-trailing-newline", "the line break at its end removed", _without_line_breaks),
    Repair("secret-outer-whitespace", "white space around it removed", _without_white_space),
    Repair("secret-quotes-kept", "quotes around it removed", _without_quotes),
)
"""In the order in which the layers were added, the outermost first."""
