"""Checks that generated documents are current, that links inside the documentation lead somewhere, and that the changelog knows every command."""

import re
import sys
from pathlib import Path

from jwtriage.cli.main import COMMANDS
from write_docs import ROOT, documents, stale

LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")


def main() -> int:
    """Print what is wrong, one line each; return 1 if anything is."""
    complaints = [f"{path.relative_to(ROOT)}: not current; run scripts/format.sh" for path in stale(documents())]
    complaints += [complaint for path in pages() for complaint in broken_links(path)]
    changelog = (ROOT / "CHANGELOG.md").read_text()
    complaints += [f"CHANGELOG.md: does not name the command {name}" for name in COMMANDS if f"`{name}`" not in changelog]
    print("\n".join(complaints) or "ok   documents")
    return int(bool(complaints))


def pages() -> list[Path]:
    """Return all hand-written and generated pages."""
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def broken_links(path: Path) -> list[str]:
    """Return the relative links of one page that lead nowhere."""
    targets = LINK.findall(re.sub(r"`[^`]*`", "", path.read_text()))
    return [f"{path.relative_to(ROOT)}: {target} does not exist" for target in targets if not (path.parent / target).exists()]


if __name__ == "__main__":
    sys.exit(main())
