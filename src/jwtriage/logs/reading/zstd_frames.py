"""Whether a Zstandard file ends where its last frame ends (RFC 8878, 3.1); decompressors do not tell."""

from io import BufferedReader

_FRAME = 0xFD2FB528
_SKIPPABLE = 0x184D2A50
_DICTIONARY_ID = (0, 1, 2, 4)
_CONTENT_SIZE = (0, 2, 4, 8)
_RUN_OF_ONE = 1
"""The type of a block that stands for one octet, many times."""


def is_whole(stream: BufferedReader) -> bool:
    """Tell whether all frames are complete; a pipe cannot be looked at again and passes. The stream is read from its start."""
    if not stream.seekable():
        return True
    stream.seek(0, 2)
    size = stream.tell()
    place = 0
    while 0 <= place < size:
        place = _frame_end(stream, place)
    return place == size


def _frame_end(stream: BufferedReader, place: int) -> int:
    """Return where the frame at a place ends, beyond the file if it is cut, -1 for what is no frame."""
    magic = _number(stream, place, 4)
    if magic & ~15 == _SKIPPABLE:
        return place + 8 + _number(stream, place + 4, 4)
    if magic != _FRAME:
        return -1
    header = _number(stream, place + 4, 1)
    is_single = header >> 5 & 1
    place += 5 + (not is_single) + _DICTIONARY_ID[header & 3] + (_CONTENT_SIZE[header >> 6] or is_single)
    checksum = 4 * (header >> 2 & 1)
    return _blocks_end(stream, place) + checksum


def _blocks_end(stream: BufferedReader, place: int) -> int:
    """Return where the last of the blocks from a place on ends; a header that is cut off counts as a last one."""
    is_last = False
    while not is_last:
        stream.seek(place)
        octets = stream.read(3)
        block = int.from_bytes(octets, "little")
        is_last = bool(block & 1) or len(octets) < 3
        place += 3 + (1 if block >> 1 & 3 == _RUN_OF_ONE else block >> 3)
    return place


def _number(stream: BufferedReader, place: int, octets: int) -> int:
    stream.seek(place)
    return int.from_bytes(stream.read(octets), "little")
