"""White space, invisible characters or percent-encoding got into the token."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import whitespace_or_percent_encoding_inserted as cause
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, found, issued, received, texts

ID = "whitespace-or-percent-encoding-inserted"


def lines(token: bytes, end: bytes, length: int = 80) -> bytes:
    """Break the token as a terminal or a mail program does."""
    return end.join(token[start : start + length] for start in range(0, len(token), length))


DAMAGES = {
    "a space before a dot": lambda token: token.replace(b".", b" .", 1),
    "%2E": lambda token: token.replace(b".", b"%2E"),
    "encoded twice": lambda token: token.replace(b".", b"%252E"),
    "an encoded space": lambda token: token.replace(b".", b"%20.", 1),
    "every character encoded": lambda token: b"".join(b"%%%02X" % character for character in token),
    "a space in front": lambda token: b" " + token,
    "a space behind": lambda token: token + b" ",
    "lines of a terminal": lambda token: lines(token, b"\n"),
    "indented lines": lambda token: lines(token, b"\r\n    "),
    "quoted-printable": lambda token: lines(token, b"=\r\n", 75),
    "a quoted mail of several lines": lambda token: b"> " + lines(token, b"\n> "),
    "percent-encoded with spaces": lambda token: token.replace(b".", b" %2E", 1),
    "a shell's continuation": lambda token: lines(token, b"\\\n"),
    "a zero-width space": lambda token: token[:50] + "\u200b".encode() + token[50:],
    "a byte order mark": lambda token: b"\xef\xbb\xbf" + token,
    "a no-break space": lambda token: token + "\u00a0".encode(),
    "a NUL": lambda token: token + b"\0",
    "a code fence": lambda token: b"```jwt\n" + token + b"\n```",
    "a comma": lambda token: token + b",",
    "a quoted mail": lambda token: b"> " + token,
    "HTML": lambda token: token.replace(b".", b"&#46;"),
    "JSON escapes": lambda token: token.replace(b".", b"\\u002e"),
    "Markdown": lambda token: token.replace(b"_", b"\\_").replace(b".", b"\\."),
}


def example() -> Example:
    """A redirect encoded the dots."""
    return received(issued().replace(b".", b"%2E"), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("damage", DAMAGES)
def test_damages(damage: str) -> None:
    assert_explains(received(DAMAGES[damage](issued()), ID))


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_public_keys(alg: str) -> None:
    """The verifier's key is its own, although the header cannot be read before the repair."""
    assert_explains(received(issued(alg).replace(b".", b"%2E"), ID, alg=alg))


def test_a_newline_at_the_end_is_another_cause() -> None:
    assert ID not in found(received(issued() + b"\r\n", "token-trailing-newline"))


def test_spaces_for_plus_signs_are_another_cause() -> None:
    """Near miss: the token was standard base64 before a form took its plus signs."""
    token = next(token for token in (issued(jti=number) for number in range(99)) if b"-" in token.rpartition(b".")[2])
    assert ID not in found(received(token.replace(b"-", b" "), "plus-became-space"))


@drawn(st.integers(0, len(issued()) - 1), st.sampled_from([b" ", b"\n", b"\t", b"\r\n", "\u200b".encode(), "\ufeff".encode()]))
def test_anywhere_in_the_token(at: int, character: bytes) -> None:
    assert issued() in texts(cause, issued()[:at] + character + issued()[at:])


@drawn(st.sets(st.sampled_from(b".eyJ"), min_size=1))
def test_any_characters_percent_encoded(characters: set[int]) -> None:
    token = b"".join(b"%%%02x" % character if character in characters else bytes([character]) for character in issued())
    assert issued() in texts(cause, token)


def test_a_sound_token_is_left_alone() -> None:
    assert texts(cause, issued()) == []


def test_dashes_of_a_word_processor() -> None:
    text = issued(claims={"q": "~~~~??>>"})
    assert b"-" in text
    assert_explains(received(text.replace(b"-", "–".encode()), ID))


def test_colours_of_a_terminal() -> None:
    assert_explains(received(b"\x1b[1;32m" + issued() + b"\x1b[0m", ID))


def test_with_a_scheme_in_front() -> None:
    assert_explains(received(b"Bearer " + issued().replace(b".", b". "), "bearer-prefix-or-wrapping", ID))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(issued().replace(b".", b"%2E"), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
