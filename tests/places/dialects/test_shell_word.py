"""One word of shell text, against the shell itself."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.places.dialects.shell_word import ShellSyntaxError, Word

PIECES = (
    *("a", "$A", "${A}", "${E:-d}", "${N-'q r'}", "'x y'", '"$A b"', '"\\$\\a"'),
    *("\\ ", "\\n", "#", "=", "$", "\\\n", '"${N:-e f}"'),
)
DASH = shutil.which("dash")


def _word(text: str) -> str | None:
    return Word(text, 0, {"A": "value", "E": ""}).read().text_of_word


def test_where_a_word_ends() -> None:
    word = Word("ab'c d'e f", 0, {}).read()
    assert (word.text_of_word, word.position) == ("abc de", 8)


@pytest.mark.parametrize("text", ["'a", '"a', "${A", "$(a", "`a"])
def test_what_is_not_closed(text: str) -> None:
    with pytest.raises(ShellSyntaxError):
        _word(text)


@pytest.mark.skipif(DASH is None, reason="dash is not installed")
@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_as_dash_expands_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    run = subprocess.run([str(DASH), "-c", f'A=value; E=; S={text}\nprintf %s "$S"'], env={}, capture_output=True, text=True, check=True)
    # The number of the process and the count of its arguments are left open: nobody knows them beforehand.
    joined = text.replace("\\\n", "")
    assert _word(text) == (None if "$$" in joined or "$#" in joined else run.stdout)
