import pytest

from jwtriage.logs.engines import engine
from jwtriage.logs.reading.following import Followed
from jwtriage.logs.reading.stopping import Stop, Stoppable
from jwtriage.logs.scan import candidates


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "app.log"
    path.write_bytes(b"old\n")
    return path


def read(followed: Followed) -> bytes | None:
    buffer = bytearray(100)
    count = followed.readinto(memoryview(buffer))
    return None if count is None else bytes(buffer[:count])


def test_what_is_written_later_is_read_later(path):
    pauses = []
    followed = Followed(str(path), pause=pauses.append)
    assert (read(followed), read(followed)) == (b"old\n", None)
    assert pauses == []
    with path.open("ab") as writer:
        writer.write(b"new\n")
    assert (read(followed), len(pauses)) == (b"new\n", 1)
    followed.close()


def test_a_rotated_file_is_read_to_its_end_and_then_the_new_one(path):
    followed = Followed(str(path), pause=lambda seconds: None)
    with path.open("ab") as writer:
        path.rename(path.with_suffix(".1"))
        path.write_bytes(b"after\n")
        writer.write(b"before\n")
    assert [read(followed) for _ in range(3)] == [b"old\nbefore\n", b"after\n", None]
    followed.close()


def test_a_file_that_is_away_for_a_moment_is_waited_for(path):
    followed = Followed(str(path), pause=lambda seconds: None)
    path.unlink()
    assert (read(followed), read(followed)) == (b"old\n", None)
    path.write_bytes(b"back\n")
    assert read(followed) == b"back\n"
    followed.close()


def test_a_truncated_file_is_read_from_its_beginning(path):
    followed = Followed(str(path), pause=lambda seconds: None)
    assert read(followed) == b"old\n"
    path.write_bytes(b"x\n")
    assert (read(followed), read(followed)) == (b"x\n", None)
    followed.close()


def test_a_message_is_given_before_the_next_is_written(path):
    """While nothing more is written, a line that says nothing ends the last message."""
    path.write_bytes(b"2026-11-24 ok\n2026-11-24 jwt expired\n2026-11-24 half of a li")
    followed = Followed(str(path), pause=lambda seconds: None)
    lines = candidates(followed, engine((b"jwt expired",), "find"))
    assert [next(lines).text for _ in range(2)] == [b"2026-11-24 jwt expired", b"{}"]
    followed.close()


def test_stopping_ends_a_stream(path):
    stop = Stop()
    followed = Followed(str(path), pause=lambda seconds: stop.ask())
    lines = list(candidates(Stoppable(followed, stop), engine((b"old",), "find")))
    assert [line.text for line in lines[:2]] == [b"old", b"{}"]
    followed.close()


def test_a_second_request_is_not_waited_for():
    stop = Stop()
    stop.ask()
    with pytest.raises(KeyboardInterrupt):
        stop.ask()
