from base64 import b64decode
from struct import unpack
from zlib import crc32, decompress

from jwtriage.report.raster import BAR_WIDTH, HEIGHT, MOST_BARS, data_uri, png
from tests.report.test_picture import timeline


def chunks(picture):
    at = 8
    while at < len(picture):
        (size,) = unpack(">I", picture[at : at + 4])
        name, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        assert unpack(">I", picture[at + 8 + size : at + 12 + size])[0] == crc32(name + body)
        yield name, body
        at += 12 + size


def rows(picture):
    found = dict(chunks(picture))
    width, height = unpack(">II", found[b"IHDR"][:8])
    pixels = decompress(found[b"IDAT"])
    return [pixels[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def column(picture, bar):
    return [row[bar * BAR_WIDTH] for row in rows(picture)]


def test_it_is_a_png_with_sound_chunks():
    picture = png(timeline())
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert [name for name, _ in chunks(picture)] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]


def test_rejections_stand_on_the_ground_and_requests_on_them():
    last = column(png(timeline()), 3)
    assert (last[0], last[-1]) == (1, 2)
    assert last.count(2) == HEIGHT // 2
    assert 2 not in column(png(timeline()), 0)


def test_one_rejection_among_very_many_requests_is_seen():
    rare = {**timeline(), "rejected": [1, 0], "accepted": [100_000, 100_000]}
    assert column(png(rare), 0).count(2) == 1


def test_it_stays_small_and_nothing_is_a_picture_too():
    assert len(rows(png(timeline(size=50 * MOST_BARS)))[0]) <= MOST_BARS * BAR_WIDTH
    assert len(rows(png({**timeline(), "rejected": [], "accepted": []}))) == HEIGHT


def test_as_an_address_it_is_the_same_picture():
    assert b64decode(data_uri(timeline()).partition(",")[2]) == png(timeline())
