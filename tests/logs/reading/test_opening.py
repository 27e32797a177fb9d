import bz2
import gzip
import io
import lzma
import os
import subprocess
import sys
import threading

import pytest

from jwtriage.logs.reading.archives import BrokenLog
from jwtriage.logs.reading.opening import text_of
from jwtriage.logs.reading.zstd_frames import is_whole

TEXT = b"".join(b"%d a line of a log\n" % number for number in range(5000)) + os.urandom(3000)


def zstandard(text: bytes) -> bytes:
    return pytest.importorskip("zstandard").ZstdCompressor(write_checksum=True).compress(text)


FORMS = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress, "Zstandard": zstandard}


def read(octets: bytes) -> bytes:
    text = bytearray()
    drain(octets, text)
    return bytes(text)


def drain(octets: bytes, text: bytearray) -> None:
    """Append all text until the end, or until it breaks."""
    stream, buffer = text_of(io.BufferedReader(io.BytesIO(octets))), bytearray(4096)
    while count := stream.readinto(memoryview(buffer)):
        text += buffer[:count]


@pytest.fixture(params=FORMS)
def form(request):
    return request.param


def test_text_stays_text():
    assert read(TEXT) == TEXT
    assert read(b"") == b""


def test_archives_are_known_by_their_octets(form):
    assert read(FORMS[form](TEXT)) == TEXT


def test_archives_in_a_row_are_one(form):
    assert read(FORMS[form](TEXT) + FORMS[form](b"more")) == TEXT + b"more"


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_cut_archive_gives_what_it_has_and_says_so(form, kept):
    octets = FORMS[form](TEXT)
    text = bytearray()
    with pytest.raises(BrokenLog, match=f"{form} archive is cut"):
        drain(octets[: int(len(octets) * kept)], text)
    assert TEXT.startswith(text)


def test_all_text_before_the_cut_of_a_gzip_is_given():
    text = bytearray()
    with pytest.raises(BrokenLog):
        drain(gzip.compress(b"jwt expired\n" * 20_000)[:-5], text)
    assert bytes(text) == b"jwt expired\n" * 20_000


def test_a_bomb_is_read_in_small_pieces(form):
    stream = text_of(io.BufferedReader(io.BytesIO(FORMS[form](bytes(1 << 24)))))
    assert 0 < stream.readinto(memoryview(bytearray(1000))) <= 1000


def test_a_damaged_archive_says_so(form):
    octets = bytearray(FORMS[form](TEXT))
    octets[len(octets) // 2 : len(octets) // 2 + 40] = b"\xff" * 40
    with pytest.raises(BrokenLog, match=r"damaged|cut"):
        read(bytes(octets))


def test_every_cut_of_zstandard_is_seen():
    octets = zstandard(b"jwt expired\n" * 40) + zstandard(os.urandom(300))
    first = len(zstandard(b"jwt expired\n" * 40))
    whole = [end for end in range(len(octets) + 1) if is_whole(io.BufferedReader(io.BytesIO(octets[:end])))]
    assert whole == [0, first, len(octets)]


def test_a_pipe_gives_what_is_there_at_once():
    source, sink = os.pipe()
    with open(source, "rb") as stream, open(sink, "wb", buffering=0) as writer:
        writer.write(b"first line\n")
        text, buffer = text_of(stream), memoryview(bytearray(1 << 16))
        assert (text.readinto(buffer), text.readinto(buffer)) == (11, None)
        writer.write(b"second\n")
        assert (text.readinto(buffer), text.readinto(buffer)) == (7, None)


def test_a_compressed_pipe_is_read():
    source, sink = os.pipe()
    octets = gzip.compress(TEXT)
    with open(source, "rb") as stream, open(sink, "wb") as writer:
        thread = threading.Thread(target=lambda: (writer.write(octets), writer.close()))
        thread.start()
        text, buffer = text_of(stream), bytearray(1 << 20)
        count = 0
        while got := text.readinto(memoryview(buffer)[count:]):
            count += got
        thread.join()
    assert buffer[:count] == TEXT


def test_without_the_extra_gzip_is_read_and_zstandard_says_what_it_needs():
    program = """
import gzip, io, sys
sys.modules['isal'] = sys.modules['zstandard'] = None
from jwtriage.logs.reading.opening import text_of
buffer = bytearray(9)
print(text_of(io.BufferedReader(io.BytesIO(gzip.compress(b'text')))).readinto(memoryview(buffer)))
try:
    text_of(io.BufferedReader(io.BytesIO(bytes.fromhex('28b52ffd00'))))
except OSError as error:
    print(error.strerror)
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert answer.stdout.splitlines() == ["4", "Zstandard archives need the extra fast: pip install 'jwtriage[fast]'"], answer.stderr
