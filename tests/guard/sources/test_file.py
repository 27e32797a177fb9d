import os

import pytest

from jwtriage.guard import FileSource, Refusal, Rejected, Verifier
from tests.support import keys
from tests.support.clock import Clock
from tests.support.tokens import CLAIMS, sign

OLD, NEW = keys.ec("P-256", "a"), keys.ec("P-256", "b")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "public.pem"
    file.write_bytes(keys.public_pem(OLD))
    return file


@pytest.fixture
def guard(path, clock):
    return Verifier(FileSource(path, max_stale=100.0), ["ES256"], CLAIMS["iss"], CLAIMS["aud"], clock=clock)


def accepts(guard, key) -> str:
    try:
        guard.verify(sign(CLAIMS, key, "ES256"))
    except Rejected as rejected:
        return rejected.reason
    return "ok"


def look(guard, clock, times=2):
    for _ in range(times):
        clock.advance(1.0)
        accepts(guard, OLD)


def test_the_file_is_read_at_the_start(guard, path):
    assert accepts(guard, OLD) == "ok"
    assert guard.held()[0].source == f"file {path}"


def test_a_changed_file_counts_when_it_is_seen_twice_the_same(guard, path, clock):
    sequence = guard.sequence
    path.write_bytes(keys.public_pem(NEW))
    assert accepts(guard, NEW) == "signature_invalid"
    look(guard, clock, 1)
    assert accepts(guard, NEW) == "signature_invalid"
    assert "once more" in guard.sources()[0].error
    look(guard, clock, 1)
    assert (accepts(guard, NEW), accepts(guard, OLD)) == ("ok", "signature_invalid")
    assert guard.sequence > sequence
    assert guard.sources()[0].error is None


def test_an_unchanged_file_changes_nothing(guard, clock):
    sequence = guard.sequence
    look(guard, clock, 5)
    assert guard.sequence == sequence
    assert guard.sources()[0].last_success == clock.now


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN PUBLIC KEY-----\nMF", keys.public_pem(keys.rsa()), keys.public_pem(OLD)[:-40], b"x" * (2**20 + 1)]
)
def test_what_cannot_be_used_leaves_the_last_good_key_for_the_stated_time(guard, path, clock, content):
    path.write_bytes(content)
    look(guard, clock)
    assert accepts(guard, OLD) == "ok"
    state = guard.sources()[0]
    assert state.error
    assert state.trusted_until == state.stale_since + 100.0
    clock.now = state.stale_since + 99.0
    assert accepts(guard, OLD) == "ok"
    clock.now = state.stale_since + 100.0
    assert accepts(guard, OLD) == "jwks_unavailable"


def test_a_file_that_comes_back_is_trusted_again(guard, path, clock):
    path.unlink()
    look(guard, clock)
    clock.advance(200.0)
    assert accepts(guard, OLD) == "jwks_unavailable"
    path.write_bytes(keys.public_pem(OLD))
    look(guard, clock)
    assert accepts(guard, OLD) == "ok"


def test_a_file_that_never_stays_the_same_is_not_good_for_ever(guard, path, clock):
    for number in range(4):
        path.write_bytes(b"half %d" % number)
        clock.advance(30.0)
        accepts(guard, OLD)
    clock.advance(30.0)
    assert accepts(guard, OLD) == "jwks_unavailable"


def test_the_links_of_a_mounted_secret_are_followed(tmp_path, clock):
    for name, key in (("1", OLD), ("2", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "key.pem").write_bytes(keys.public_pem(key))
    (tmp_path / "..data").symlink_to("1")
    (tmp_path / "key.pem").symlink_to("..data/key.pem")
    guard = Verifier(FileSource(tmp_path / "key.pem"), ["ES256"], CLAIMS["iss"], CLAIMS["aud"], clock=clock)
    assert accepts(guard, OLD) == "ok"
    (tmp_path / "..tmp").symlink_to("2")
    (tmp_path / "..tmp").rename(tmp_path / "..data")
    look(guard, clock)
    assert accepts(guard, NEW) == "ok"


def test_a_secret_that_is_half_written_is_never_a_key(tmp_path, clock):
    file = tmp_path / "secret"
    file.write_bytes(keys.SECRET)
    guard = Verifier(FileSource(file), ["HS256"], CLAIMS["iss"], CLAIMS["aud"], clock=clock)
    file.write_bytes(keys.SECRET[::-1][:40])
    clock.advance(1.0)
    guard.verify(sign(CLAIMS, keys.SECRET))
    with pytest.raises(Rejected):
        guard.verify(sign(CLAIMS, keys.SECRET[::-1][:40]))
    file.write_bytes(keys.SECRET[::-1])
    for _ in range(2):
        clock.advance(1.0)
        with pytest.raises(Rejected):
            guard.verify(sign(CLAIMS, keys.SECRET[::-1][:40]))
    assert guard.verify(sign(CLAIMS, keys.SECRET[::-1])) == CLAIMS


def test_it_is_looked_at_once_an_interval_only(guard, path, clock, monkeypatch):
    looks = []
    monkeypatch.setattr(os, "open", lambda *arguments, real=os.open: looks.append(1) or real(*arguments))
    for _ in range(50):
        clock.advance(0.1)
        accepts(guard, OLD)
    assert 4 <= len(looks) <= 6


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_bytes(b""), os.mkfifo])
def test_a_start_without_a_readable_file_is_refused(tmp_path, make):
    make(tmp_path / "x")
    with pytest.raises(Refusal) as caught:
        Verifier(FileSource(tmp_path / "x"), ["ES256"], CLAIMS["iss"], CLAIMS["aud"])
    assert "\n" not in str(caught.value)
