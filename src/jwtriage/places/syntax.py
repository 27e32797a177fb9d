"""Syntax trees of source code, by ast-grep where the extra ``code`` is installed."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ast_grep_py import SgNode as Node
else:
    Node = object

LANGUAGES: Mapping[str, str] = {
    ".py": "python",
    ".js": "javascript",
    ".cjs": "javascript",
    ".mjs": "javascript",
    ".jsx": "javascript",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "tsx",
    ".go": "go",
    ".java": "java",
}
"""The languages that are read, by the ending of the file's name."""

__all__ = ["LANGUAGES", "Node", "SyntaxUnavailable", "language_of", "parse"]


class SyntaxUnavailable(Exception):
    """The extra ``code`` is not installed."""


def language_of(place: str) -> str | None:
    """Return the language of a file, ``None`` for one that is not read."""
    return LANGUAGES.get(PurePath(place).suffix.lower())


def parse(text: str, language: str) -> "Node":
    """Return the root of the syntax tree, whatever errors are in the text; raises `SyntaxUnavailable`."""
    try:
        from ast_grep_py import SgRoot
    except ImportError:
        raise SyntaxUnavailable from None
    return SgRoot(text, language).root()
