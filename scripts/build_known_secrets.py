"""Pack lists of known secrets into ``src/jwtriage/known/data/secrets.zlib``, the same bytes for the same lists.

Usage: python scripts/build_known_secrets.py SECTION=FILE …   (replaces these sections, keeps the others)

A file holds one secret a line, in UTF-8; a line that starts with ``base64url:`` holds octets. The lists themselves are not kept in the repository:
plain text of that kind sets off secret scanners. The order of the sections is the order of ``ORDER``; within one, that of the file.
"""

import json
import sys
import zlib
from base64 import urlsafe_b64decode
from pathlib import Path

ORDER = ("common", "debugger", "published", "jwt-secrets")
PACKED = Path(__file__).parent.parent / "src/jwtriage/known/data/secrets.zlib"
OCTETS = "base64url:"


def octets_of(line: str) -> bytes:
    """Return the secret of one line."""
    if not line.startswith(OCTETS):
        return line.encode("utf-8")
    digits = line.removeprefix(OCTETS)
    return urlsafe_b64decode(digits + "=" * (-len(digits) % 4))


def entries_of(path: Path) -> list[str]:
    """Return the secrets of a list in hexadecimal, each once, without empty ones."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return list(dict.fromkeys(octets_of(line).hex() for line in lines if line))


def read_packed() -> dict[str, list[str]]:
    """Return the sections packed so far."""
    if not PACKED.exists():
        return {}
    sections: dict[str, list[str]] = json.loads(zlib.decompress(PACKED.read_bytes()))
    return sections


def pack(sections: dict[str, list[str]]) -> bytes:
    """Return the packed form: compact JSON in ``ORDER``, zlib level 9."""
    ordered = {name: sections[name] for name in ORDER if name in sections}
    return zlib.compress(json.dumps(ordered, separators=(",", ":")).encode("ascii"), 9)


def main(arguments: list[str]) -> None:
    """Replace the sections named on the command line and say how many entries each section has."""
    sections = read_packed()
    for argument in arguments:
        name, _, file = argument.partition("=")
        sections[name] = entries_of(Path(file))
    PACKED.write_bytes(pack(sections))
    for name, entries in sections.items():
        sys.stdout.write(f"{name}: {len(entries)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
