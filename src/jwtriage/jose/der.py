"""The little DER that a signature needs (ITU-T X.690, 8.1.3 and 8.3)."""

_INTEGER_HEADS = [bytes((0x02, octets)) for octets in range(128)]


def dss_signature(r: bytes, s: bytes) -> bytes:
    """Write an ECDSA signature as the structure that cryptography takes (RFC 3279, 2.2.3), from big-endian numbers of at most 126 octets."""
    body = _integer(r) + _integer(s)
    return (b"\x30" if len(body) < 128 else b"\x30\x81") + bytes((len(body),)) + body


def _integer(number: bytes) -> bytes:
    """Write a number without needless zero octets, and with one where it would read as negative."""
    shortest = number.lstrip(b"\x00")
    if not shortest or shortest[0] > 0x7F:
        shortest = b"\x00" + shortest
    return _INTEGER_HEADS[len(shortest)] + shortest
