"""A short run of every fuzz target: sound texts, damaged ones, and any octets. `make fuzz` runs them for long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.seeds import SEEDS
from fuzz.targets import TARGETS

PIECES = [
    b"\0",
    b"\n",
    b"\r\n",
    b'"',
    b"'",
    b"\\",
    b"$",
    b"${",
    b"}",
    b"{",
    b"[",
    b".",
    b"=",
    b"#",
    b"%00",
    b"\xff",
    b"\xe2\x80\xae",
    b"-----",
    b"-----BEGIN ",
]
PIECES += [
    b"null",
    b"1e999",
    b"NaN",
    b"A" * 300,
    b"[" * 99,
    b"&a ",
    b"*a ",
    b"!!binary ",
    b"<<: ",
    b"\xef\xbb\xbf",
    b" ",
    b"\t",
    b"eyJ",
    b"\x1b[2J",
    b"|",
]


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Take a sound text; cut it, double a part of it, put in odd pieces, flip an octet."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=6))
        kinds = [text[:start] + piece + text[start:], text[:start] + piece + text[start + 1 :], text[:start] + text[end:], text[:end] + text[start:]]
        text = draw(st.sampled_from(kinds))
    return text


def texts(name: str) -> st.SearchStrategy[bytes]:
    """Return the inputs of one target."""
    return damaged(SEEDS[name]) | damaged(SEEDS[name]) | st.binary(max_size=200)


@pytest.mark.parametrize("name", list(TARGETS))
def test_sound_texts(name):
    for seed in SEEDS[name][:12]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", ["token", "strict_json", "key", "reference", "file"])
@given(data=st.data())
def test_any_text(name, data):
    TARGETS[name](data.draw(texts(name)))


@pytest.mark.parametrize("name", ["diagnose", "commands"])
@settings(max_examples=settings.default.max_examples // 4)
@given(data=st.data())
def test_commands_with_any_text(name, data):
    TARGETS[name](data.draw(texts(name)))


def test_every_target_has_seeds():
    assert SEEDS.keys() == TARGETS.keys()
