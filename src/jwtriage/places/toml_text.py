"""TOML files: every value, with its line where its name stands only once."""

import re
from typing import Any

from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, Tree

_LINE = re.compile(r"line (\d+)")
_NAME = re.compile(r"""(?:^|[.{,])[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*=""")

MAX_OCTETS = 1024 * 1024


def document(octets: bytes, place: str) -> Tree:
    """Return the tree of a TOML text; raise `UnusableReference` for what is no TOML."""
    import tomllib

    if len(octets) > MAX_OCTETS:
        raise UnusableReference(f"{place}: is larger than 1 MiB, too large for a TOML file")
    try:
        text = octets.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError:
        raise UnusableReference(f"{place}: is not UTF-8 text") from None
    except RecursionError:
        raise UnusableReference(f"{place}: TOML nested too deep") from None
    except ValueError as error:
        line = _LINE.search(str(error))
        raise UnusableReference(f"{place}: is not valid TOML{f' at line {line[1]}' if line else ''}") from None
    return _tree(values, _lines_of_names(text), "")


def _lines_of_names(text: str) -> dict[str, int | None]:
    """Return the line of each name; ``None`` where it stands in several."""
    lines: dict[str, int | None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for found in _NAME.finditer(line):
            lines[found[1]] = None if found[1] in lines else number
    return lines


def _tree(value: Any, lines: dict[str, int | None], name: str) -> Tree:
    """Build the tree of a parsed value."""
    if isinstance(value, dict):
        return {key: _tree(child, lines, key) for key, child in value.items()}
    if isinstance(value, list):
        return [_tree(child, lines, name) for child in value]
    if isinstance(value, bool):
        return Scalar(b"true" if value else b"false", "boolean", lines.get(name))
    kind = "string" if isinstance(value, str) else "number" if isinstance(value, int | float) else "time"
    return Scalar(str(value).encode(), kind, lines.get(name))
