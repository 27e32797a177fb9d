"""What files, editors and shells add around the text of a shared secret, and how to take it off again."""

from jwtriage.forensics.unwrapping import Layer, from_utf16, without_bom


def repaired(octets: bytes) -> tuple[bytes, list[Layer]]:
    """Return the secret without what was added around it, and the layers that were taken off; it never becomes empty.

    Each layer is taken off once, in order: quotes protect the blanks inside them.
    """
    done = []
    for layer in LAYERS:
        inner = layer.take_off(octets)
        if inner and inner != octets:
            octets = inner
            done.append(layer)
    return octets, done


def _from_utf16(octets: bytes) -> bytes | None:
    inner = from_utf16(octets)
    return inner if inner is not None and _is_text(inner) else None


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


LAYERS = (
    Layer("secret-utf16-file", "UTF-16 written as UTF-8", _from_utf16),
    Layer("secret-bom", "the byte order mark removed", without_bom),
    Layer("secret-nul-truncated", "NUL at its end removed", _without_nul),
    Layer("secret-trailing-newline", "the line break at its end removed", _without_line_breaks),
    Layer("secret-outer-whitespace", "white space around it removed", _without_white_space),
    Layer("secret-quotes-kept", "quotes around it removed", _without_quotes),
)
"""In the order in which the layers were added, the outermost first."""
