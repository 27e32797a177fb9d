"""Every console example of the documentation prints what its page says."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import transcripts  # noqa: E402


@pytest.mark.parametrize("path", transcripts.pages(), ids=lambda path: path.stem)
def test_a_page_says_what_its_commands_print(path):
    page = path.read_text()
    said = [command for block in transcripts.blocks(page) for command in block]
    assert said
    for command, printed in zip(said, transcripts.run(page), strict=True):
        assert transcripts.agrees(printed, command.printed), f"$ {command.text}\n{printed}"


IN_PYTHON = {"guard-fastapi", "guard-flask", "guard-django", "guard-pyjwt", "metrics", "redact-logs"}
"""Guides without a command: `tests.guard.test_how_to`, `tests.docs.test_guard_pages` and, for Django, `tests.guard.test_django` run them."""


def test_the_tutorial_and_all_guides_are_run():
    wanted = {path for folder in ("tutorial", "how-to") for path in (ROOT / "docs" / folder).glob("*.md") if path.stem not in {"index", *IN_PYTHON}}
    assert wanted <= set(transcripts.pages())


def test_no_console_example_is_left_out():
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "```console" in path.read_text()]
    assert set(pages) <= set(transcripts.pages())


def test_commands_and_what_they_print():
    block = "$ a \\\n>   b\none\n$ c\n"
    assert transcripts.commands(block) == [("a \\\n  b", "one\n"), ("c", "")]


@pytest.mark.parametrize(
    ("printed", "said", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\n", False),
        ("a\nb\nc\n", "a\n...\nc\n", True),
        ("", "...\n", True),
        ("a\nb\n", "a\n...\nc\n", False),
        ("tried 1 key\n", "tried 2 keys, 3 variants\n", True),
        ("exp 1, in 73 years\n", "exp 1, in 72 years\n", True),
        ("exp 1, in 73 years\n", "exp 2, in 73 years\n", False),
    ],
)
def test_what_agrees(printed, said, same):
    assert transcripts.agrees(printed, said) is same


def test_a_page_is_renewed_but_for_what_it_shortens():
    page = "<!-- folder: examples/first -->\n\n1. x\n\n   ```console\n   $ echo new\n   old\n   $ echo more\n   ...\n   ```\n"
    assert transcripts.renewed(page) == page.replace("   old\n", "   new\n")
