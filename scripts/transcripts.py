"""Runs the console examples of the documentation and compares or renews what they print.

A page says with ``<!-- folder: examples/first -->`` which folder its examples run in; they run in a copy, all blocks of a page in one shell.
In a ``console`` block, lines that begin with ``$`` are commands, all others what they print; a line of ``...`` stands for any lines.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FOLDER = re.compile(r"<!-- folder: (\S+) -->")
BLOCK = re.compile(r"^(?P<indent> *)```console\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
FINGERPRINT_KEY = b64encode(bytes(range(32))).decode()
"""Any fixed key: tags stay the same then."""
LAPSE = "..."
_VARYING = ((re.compile(r"^tried .*$", re.MULTILINE), "tried"), (re.compile(r", (in )?\d+ (year|day|hour|minute|second)s?( ago)?"), ", some time"))
_MARK = "\x1e"
_SHELL = ["bash", "--noprofile", "--norc"]


class Command(NamedTuple):
    """One command of a page, and what the page says it prints."""

    text: str
    printed: str


def pages() -> list[Path]:
    """Return the pages whose examples are run."""
    return [path for path in sorted(DOCS.rglob("*.md")) if FOLDER.search(path.read_text())]


def commands(block: str) -> list[Command]:
    """Take a block apart, its indentation already removed."""
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:], ""))
        elif found and found[-1].text.endswith("\\") and not found[-1].printed:
            found[-1] = Command(f"{found[-1].text}\n{line.removeprefix('> ')}", "")
        elif found:
            found[-1] = found[-1]._replace(printed=f"{found[-1].printed}{line}\n")
    return found


def blocks(page: str) -> list[list[Command]]:
    """Return the commands of each console block of a page."""
    return [commands(_dedent(match["text"], match["indent"])) for match in BLOCK.finditer(page)]


def run(page: str) -> list[str]:
    """Run all commands of a page in a copy of its folder and return what each printed, standard error included."""
    folder = FOLDER.search(page)
    if folder is None:
        raise ValueError("the page names no folder")
    texts = [command.text for block in blocks(page) for command in block]
    script = "status=0\n" + "".join(f"(exit $status)\n{text}\nstatus=$?; printf '{_MARK}'\n" for text in texts)
    with tempfile.TemporaryDirectory() as scratch:
        here = shutil.copytree(ROOT / folder[1], Path(scratch) / "here")
        done = subprocess.run(
            _SHELL, input=script, cwd=here, env=environment(scratch), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    return done.stdout.split(_MARK)[: len(texts)]


def environment(home: str) -> dict[str, str]:
    """Return the environment of the examples: this interpreter's programs first, a fixed fingerprint key, nothing else of ours."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {"PATH": path, "HOME": home, "LC_ALL": "C.UTF-8", "JWTRIAGE_FINGERPRINT_KEY": FINGERPRINT_KEY}


def agrees(printed: str, said: str) -> bool:
    """Tell whether a command printed what the page says, but for counts and lapses of time."""
    pattern = "".join(r"(?:.*\n)*" if line == LAPSE else re.escape(line + "\n") for line in settled(said).splitlines())
    return re.fullmatch(pattern, settled(printed)) is not None


def settled(text: str) -> str:
    """Return the text without what differs from run to run and from day to day."""
    for varying, instead in _VARYING:
        text = varying.sub(instead, text)
    return text


def renewed(page: str) -> str:
    """Return the page with what its commands print now; where ``...`` shortens what a page says, that is kept."""
    printed = iter(run(page))

    def block(match: re.Match[str]) -> str:
        found = commands(_dedent(match["text"], match["indent"]))
        lines = "".join(_shown(command, next(printed)) for command in found)
        return f"{match['indent']}```console\n{_indented(lines, match['indent'])}{match['indent']}```"

    return BLOCK.sub(block, page)


def _shown(command: Command, printed: str) -> str:
    keep = f"\n{LAPSE}\n" in f"\n{command.printed}" or agrees(printed, command.printed)
    return "$ " + command.text.replace("\n", "\n> ") + "\n" + (command.printed if keep else printed)


def _dedent(text: str, indent: str) -> str:
    return "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))


def _indented(text: str, indent: str) -> str:
    return "".join((indent + line).rstrip(" ") if line != "\n" else line for line in text.splitlines(keepends=True))


def main() -> int:
    """Renew every page whose examples print something else now."""
    for path in pages():
        before = path.read_text()
        after = renewed(before)
        if after != before:
            path.write_text(after)
            print(f"renewed {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
