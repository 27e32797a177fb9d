import io

import pytest

from jwtriage.logs import acceptance as module
from jwtriage.logs.acceptance import Acceptances, Tapped, is_accepted
from jwtriage.logs.outcome import DIMENSIONS
from jwtriage.logs.unwrap import unwrap

ACCESS = '10.0.0.1 - - [25/Nov/2026:11:00:00 +0000] "GET {path} HTTP/1.1" {status} 12 "-" "curl"'


def accepted(line):
    return is_accepted(unwrap(line.encode()))


@pytest.mark.parametrize(
    "line",
    [
        ACCESS.format(path="/orders?x=1", status=200),
        ACCESS.format(path="/orders", status=302),
        '{"time": "2026-11-25T11:00:00Z", "msg": "request", "status": 201, "pod": "orders-1"}',
        'time=2026-11-25T11:00:00Z level=info msg="request done" status=200 path=/orders',
        'INFO:     10.0.0.1:53211 - "GET /orders HTTP/1.1" 200 OK',
        "2026-11-25 11:00:00 INFO token verified for user 7",
        "2026-11-25 11:00:00 INFO authenticated request kid=2026-11",
    ],
)
def test_an_accepted_request_is_seen(line):
    assert accepted(line)


@pytest.mark.parametrize(
    "line",
    [
        ACCESS.format(path="/orders", status=401),
        ACCESS.format(path="/orders", status=500),
        ACCESS.format(path="/healthz", status=200),
        ACCESS.format(path="/.well-known/jwks.json", status=200),
        '{"msg": "request", "status": 403}',
        "2026-11-25 11:00:00 WARN token not accepted",
        "2026-11-25 11:00:00 WARN signature could not be verified",
        "2026-11-25 11:00:00 INFO 200 rows cleaned up",
        "2026-11-25 11:00:00 INFO the card was accepted",
    ],
)
def test_what_is_none_is_not(line):
    assert not accepted(line)


def fed(pieces, file="app.log"):
    found = []
    acceptances = Acceptances(found.append)
    for piece in pieces:
        acceptances.feed(piece, file)
    acceptances.end(file)
    return found, acceptances


def lines(count):
    return b"".join(
        b'{"time": %d, "status": 200, "msg": "request", "pod": "pod-%d"}\n' % (1_795_604_400 + number, number % 3) for number in range(count)
    )


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_pieces_may_end_anywhere(size):
    text = lines(30).rstrip(b"\n")
    found, acceptances = fed([text[start : start + size] for start in range(0, len(text), size)])
    assert (len(found), acceptances.sampled) == (30, False)
    assert {outcome.values[DIMENSIONS.index("instance")] for outcome in found} == {"pod-0", "pod-1", "pod-2"}


def test_the_file_stands_for_an_instance_that_no_line_names():
    found, _ = fed([ACCESS.format(path="/", status=200).encode()], "web-1.log")
    assert found[0].values[DIMENSIONS.index("instance")] == "web-1.log"


def test_a_long_log_is_sampled_and_the_weights_add_up(monkeypatch):
    monkeypatch.setattr(module, "EXACT", 10_000)
    monkeypatch.setattr(module, "PIECE", 8192)
    text = lines(20_000)
    found, acceptances = fed([text[start : start + 5000] for start in range(0, len(text), 5000)])
    assert acceptances.sampled
    assert len(found) < 2500
    assert sum(outcome.weight for outcome in found) == pytest.approx(20_000, rel=0.05)


def test_a_tapped_stream_is_read_as_it_is():
    found = []
    stream = Tapped(io.BytesIO(lines(50)), Acceptances(found.append), "x")
    buffer, read = bytearray(100), b""
    while count := stream.readinto(memoryview(buffer)):
        read += buffer[:count]
    assert (read, len(found)) == (lines(50), 50)


@pytest.mark.parametrize("line", [b"\xff\xfe status=200", b'{"status": 200' + b"x" * 50_000 + b"}", b"\0" * 100, b'" 200'])
def test_hostile_lines_are_passed_over(line):
    fed([line + b"\n" + lines(1)])
