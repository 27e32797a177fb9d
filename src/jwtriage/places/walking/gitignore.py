"""Which files git ignores, by the ``.gitignore`` files of a tree (gitignore(5)).

The patterns come from the scanned tree, so they are hostile: they are bounded, and turned into regular expressions that do not backtrack.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_PATTERNS = 2_000
LONGEST_PATTERN = 256
MAX_DOUBLE_STARS = 3
"""What is beyond the bounds ignores nothing, so that more is read, not less."""


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    whole_path: bool
    folders_only: bool
    again: bool


class Rules:
    """The rules that hold in a folder: those of its own file, which decide first, and those of the folders above it."""

    def __init__(self, text: str, relative: str, above: "Rules | None") -> None:
        """Read a ``.gitignore``; ``relative`` is the path of its folder, with a final slash, in which all paths are given."""
        self._start = len(relative)
        self._above = above
        patterns = [found for line in text.splitlines()[:MAX_PATTERNS] for found in _pattern(line)]
        self._patterns = patterns[::-1]
        self._by_name = _any([each for each in patterns if not each.whole_path])
        self._by_path = _any([each for each in patterns if each.whole_path])

    def ignores(self, folder: str, name: str, *, is_folder: bool) -> bool:
        """Tell whether an entry is ignored: of the last pattern that matches, nearest file first. ``folder`` has a final slash or is empty."""
        path = folder[self._start :] + name
        if (self._by_name and self._by_name.fullmatch(name)) or (self._by_path and self._by_path.fullmatch(path)):
            for each in self._patterns:
                if (is_folder or not each.folders_only) and each.regex.fullmatch(path if each.whole_path else name):
                    return not each.again
        return self._above is not None and self._above.ignores(folder, name, is_folder=is_folder)


def _any(patterns: list[_Pattern]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{each.regex.pattern})" for each in patterns), re.DOTALL) if patterns else None


def _pattern(line: str) -> Iterator[_Pattern]:
    """Yield the pattern of a line, if it has one."""
    text = _without_final_blanks(line)
    if not text or text.startswith("#") or len(text) > LONGEST_PATTERN or text.count("**") > MAX_DOUBLE_STARS:
        return
    again = text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    parts = text.rstrip("/").split("/") if folders_only else text.split("/")
    if any(parts):
        whole_path = len(parts) > 1
        regex = _path(parts[1:] if whole_path and not parts[0] else parts) if whole_path else _segment(parts[0])
        yield _Pattern(re.compile(regex, re.DOTALL), whole_path, folders_only, again)


def _without_final_blanks(line: str) -> str:
    """Take off final spaces that no backslash keeps."""
    kept = line.rstrip("\r").rstrip(" ")
    return f"{kept} " if kept.endswith("\\") and len(kept) < len(line.rstrip("\r")) else kept


def _path(parts: list[str]) -> str:
    """Write the segments of a pattern as a regular expression: ``**`` stands for any number of folders."""
    regex = ""
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        if part == "**":
            regex += ".+" if last else "(?:.*/)?"
        else:
            regex += _segment(part) + ("" if last else "/")
    return regex


def _segment(part: str) -> str:
    """Write one segment. The shortest run for each star but the last is always enough, so that it is never tried again (``(?>``)."""
    pieces = _pieces(part)
    if len(pieces) == 1:
        return pieces[0]
    first, *middle, last = pieces
    return first + "".join(f"(?>[^/]*?{piece})" for piece in middle if piece) + f"[^/]*{last}"


def _pieces(part: str) -> list[str]:
    """Write what stands between the stars of a segment."""
    pieces = [""]
    place = 0
    while place < len(part):
        written, place = _sign(part, place)
        if written == "*":
            pieces.append("")
        else:
            pieces[-1] += written
    return pieces


def _sign(part: str, place: int) -> tuple[str, int]:
    """Write the sign at a place, and give the place after it."""
    sign = part[place]
    if sign == "\\" and place + 1 < len(part):
        return re.escape(part[place + 1]), place + 2
    end = part.find("]", place + 2 + (part[place + 1 : place + 2] in ("!", "^"))) if sign == "[" else -1
    if end > 0:
        return _set(part[place + 1 : end]), end + 1
    return {"*": "*", "?": "[^/]"}.get(sign, re.escape(sign)), place + 1


def _set(inner: str) -> str:
    """Write a set of signs; one that is none in a regular expression matches nothing."""
    negated = inner.startswith(("!", "^"))
    signs = re.sub(r"([\[\]^&~|\\])", r"\\\1", inner[negated:])
    regex = f"(?![/])[{'^' if negated else ''}{signs}]"
    try:
        re.compile(regex)
    except re.error:
        return "(?!)"
    return regex
