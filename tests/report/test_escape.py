"""Escaping: harmless in each format, and unchanged where there was nothing to fear."""

import json
import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.report import escape
from tests.support.hostile import HOSTILE, OBEYED

PLAIN = "orders.env#JWT_SECRET (line 12), Grüße, 日本語"


@pytest.mark.parametrize("function", [escape.for_terminal, escape.for_json])
def test_plain_text_stays(function):
    assert function(PLAIN) == PLAIN


def test_terminal_sees_numbers_instead_of_controls():
    assert escape.for_terminal("a\x1b[2J\u202e\U000e0041b") == "a\\x1b[2J\\u202e\\U000e0041b"


@pytest.mark.parametrize("blank", ["\u3164", "\u115f", "\ufe0f", "\U000e0100", "\u034f", "\xad", "\xa0"])
def test_terminal_sees_blanks_that_count_as_printable(blank):
    assert blank not in escape.for_terminal(f"a{blank}b")


@given(st.text())
def test_terminal_text_is_printable_and_idempotent(text):
    shown = escape.for_terminal(text)
    assert shown.isprintable()
    assert escape.for_terminal(shown) == shown


def test_markdown_keeps_words_and_breaks_links():
    shown = escape.for_markdown("see https://evil.example or www.evil.example @all #1")
    assert "://" not in shown
    assert "www." not in shown
    assert "@a" not in shown
    assert "#1" not in shown


@pytest.mark.parametrize(
    ("text", "shown"), [("a*b", "a\\*b"), ("<b>", "&lt;b&gt;"), ("- x", "\\- x"), ("1. x", "1\\. x"), ("a-b", "a-b"), ("plain", "plain")]
)
def test_markdown_quotes_markup(text, shown):
    assert escape.for_markdown(text) == shown


@pytest.mark.parametrize("text", ["a", "a`b", "``", "`"])
def test_code_span_has_a_longer_fence_than_its_text(text):
    span = escape.code_span(text)
    fence = span[: len(span) - len(span.lstrip("`"))]
    assert fence not in span.removeprefix(fence).removesuffix(fence)


def test_json_replaces_lone_surrogates():
    json.dumps(escape.for_json(HOSTILE)).encode()
    assert escape.for_json("a\udcffb") == "a\ufffdb"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_shell_words_come_back_as_they_were(text):
    assert shlex.split(escape.for_shell(text)) == [text]


def test_shell_words_hold_nothing_that_a_terminal_obeys():
    assert not set(escape.for_shell(HOSTILE)) & set(OBEYED)


def test_shell_words_with_controls_are_read_back_by_bash():
    word = "it's\x1b[2J \\ end"
    run = subprocess.run(["bash", "-c", f"printf %s {escape.for_shell(word)}"], capture_output=True, text=True, check=True)
    assert run.stdout == word


@pytest.mark.parametrize(
    "text", ["eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln'", "eyJhbGciOiJIUzI1NiJ9%2Ee30%2Ec2ln"]
)
def test_tokens_are_taken_out(text):
    shown = escape.without_tokens(f"unrecognized arguments: {text}")
    assert "(a token)" in shown
    assert "c2ln" not in shown


@pytest.mark.parametrize("text", ["keys.example.com", "they.say.so", "eye.jpg", ""])
def test_other_words_with_dots_stay(text):
    assert escape.without_tokens(text) == text


PEM = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1h\n-----END PRIVATE KEY-----"


@pytest.mark.parametrize(
    "key",
    [PEM, PEM[:50], PEM.replace("\n", "\\n"), '{"kty": "oct", "k": "c2Vj"}', "kX9vQ2mZ7rT4wL1cN8bH5jD3fG6yP0sA", "kX9vQ2mZ7rT4wL1cN8bH5jD3fG6yP0s="],
)
def test_keys_are_taken_out_of_errors(key):
    shown = escape.without_keys(f"{key}: no such file")
    assert shown in ("(a key): no such file", "(a key)", "(what may be a secret): no such file")


@pytest.mark.parametrize(
    "text",
    [
        "keys/AuthKey_2X9R4HXF34ABCDEFGHIJ.p8: no such file",
        "/Users/Mallory42/projects/shopkeys: no such file",
        "https://id.example/v1/KEYS2025abcdefghijklmnop/jwks.json: refused the connection",
        "diagnose: unrecognized arguments: --verifer",
        "jwks-2025-11-01-production-keys: no such file",
    ],
)
def test_paths_and_words_stay(text):
    assert escape.without_keys(text) == text
