"""Writes what the documentation says anew from the code: pages of causes and rules, the command line, the help in the README."""

import subprocess
import sys
from argparse import SUPPRESS, Action, ArgumentParser
from base64 import b64encode
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

from jwtriage.causes.registry import ALL
from jwtriage.cli.main import COMMANDS, help_text
from jwtriage.model.cause import Cause
from jwtriage.scan.code.check import RULES
from jwtriage.scan.code.rule import Rule

ROOT = Path(__file__).parent.parent
CAUSES = ROOT / "docs" / "causes"
MARK = "<!-- written by scripts/write_docs.py; do not edit -->\n\n"
EXAMPLE = "jwtriage diagnose @token.txt --verifier orders.key --candidate auth.env"
FINGERPRINT_KEY = b64encode(bytes(range(32))).decode()
"""Any fixed key: the fingerprints in the README stay the same then."""


def documents() -> dict[Path, str]:
    """Return every generated file with its text."""
    pages = {CAUSES / f"{cause.id}.md": cause_page(cause) for cause in ALL}
    readme = ROOT / "README.md"
    return {
        **pages,
        CAUSES / "index.md": cause_index(),
        ROOT / "docs" / "reference" / "cli.md": command_line(),
        ROOT / "docs" / "reference" / "scan-rules.md": code_rules(),
        readme: with_blocks(readme.read_text()),
    }


def stale(wanted: dict[Path, str]) -> list[Path]:
    """Return the generated files that differ from what the code says, and pages of causes that no longer exist."""
    differing = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
    return differing + [path for path in CAUSES.glob("*.md") if path not in wanted]


def cause_page(cause: Cause) -> str:
    """Return the page of one cause."""
    return f"{MARK}# {cause.id}\n\n**{cause.title}.**\n\n{cause.page.strip()}\n"


def cause_index() -> str:
    """Return the list of all causes by family."""
    families = dict.fromkeys(cause.family for cause in ALL)
    parts = [
        f"## {family}\n\n" + "\n".join(f"- [{each.id}]({each.id}.md): {each.title}" for each in ALL if each.family == family) for family in families
    ]
    return f"{MARK}# Root causes\n\n" + "\n\n".join(parts) + "\n"


def code_rules() -> str:
    """Return the page of the rules about source code."""
    intro = (
        "What `scan` reports in Python, JavaScript, TypeScript, Go and Java; needs the extra `code`. Tests, examples and documentation are left out."
    )
    return f"{MARK}# Rules about source code\n\n{intro}\n\n" + "\n\n".join(map(code_rule, RULES)) + "\n"


def code_rule(rule: Rule) -> str:
    """Return the section of one rule."""
    paragraphs = [f"## {rule.id}", f"*{rule.severity}*", cleandoc(rule.page), f"What to do: {rule.fix}"]
    return "\n\n".join(paragraphs).replace("``", "`")


def command_line() -> str:
    """Return the reference of all commands and options."""
    commands = {name: import_module(f"jwtriage.cli.{name}") for name in COMMANDS}
    parsers = [module.parser() for module in commands.values() if hasattr(module, "parser")]
    for name, module in commands.items():
        parsers += [import_module(f"jwtriage.cli.{name}_{action}").parser() for action in getattr(module, "ACTIONS", ())]
    codes = help_text().splitlines()[-1]
    return f"{MARK}# Commands\n\n{codes[0].upper()}{codes[1:]}.\n\n" + "\n\n".join(map(command, parsers)) + "\n"


def command(parser: ArgumentParser) -> str:
    """Return the section of one command."""
    rows = [f"| {names(action)} | {action.help} |" for action in parser._actions if action.help != SUPPRESS]
    return "\n".join([f"## {parser.prog}", "", str(parser.description), "", "| argument | meaning |", "| --- | --- |", *rows])


def names(action: Action) -> str:
    """Return the spellings of one argument."""
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else "")
    if not action.option_strings:
        return f"`{value}`"
    takes_value = f" {value}".replace("|", "\\|") if value and action.nargs != 0 else ""
    return ", ".join(f"`{name}{takes_value}`" for name in action.option_strings)


def with_blocks(text: str) -> str:
    """Return the README with its blocks as the program prints them."""
    return with_block(with_block(text, "help", "text", help_text()), "example", "console", f"$ {EXAMPLE}\n{example()}")


def with_block(text: str, name: str, language: str, content: str) -> str:
    """Return ``text`` with the block between the marks ``name:begin`` and ``name:end`` replaced."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    head, _, rest = text.partition(begin)
    return f"{head}{begin}\n```{language}\n{content}```\n{end}{rest.partition(end)[2]}"


def example() -> str:
    """Return what the program prints for the example of the README, without the counts of what was tried: each new cause changes them."""
    command = [sys.executable, "-m", *EXAMPLE.split()]
    environment = {"JWTRIAGE_FINGERPRINT_KEY": FINGERPRINT_KEY}
    run = subprocess.run(command, cwd=ROOT / "examples" / "first", env=environment, capture_output=True, text=True, check=False)
    return "".join(line for line in run.stdout.splitlines(keepends=True) if not line.startswith("tried"))


def main() -> int:
    """Write all generated files anew, and remove pages of causes that no longer exist."""
    wanted = documents()
    for path in stale(wanted):
        path.unlink(missing_ok=True)
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path])
    return 0


if __name__ == "__main__":
    sys.exit(main())
