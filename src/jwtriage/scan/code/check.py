"""Source code of a scanned tree against all rules."""

import re
from collections.abc import Iterator

from jwtriage.model.finding import Evidence, Finding, Fix
from jwtriage.places.syntax import SyntaxUnavailable, language_of, parse
from jwtriage.places.walking.file import FileFound
from jwtriage.scan.code import algorithms, secrets, verification
from jwtriage.scan.code.rule import Rule
from jwtriage.scan.code.source import Source

RULES: tuple[Rule, ...] = (*verification.RULES, *algorithms.RULES, *secrets.RULES)
"""All rules; findings come in this order."""

_ABOUT_TOKENS = re.compile(rb"jwt|jose|jsonwebtoken|SECRET_KEY", re.IGNORECASE)
LARGEST = 512 * 1024
"""Octets of a source file that is read; longer ones are bundles or generated."""
LONGEST_LINE = 16 * 1024
"""Octets of a line that people write."""


def check(file: FileFound) -> Iterator[Finding]:
    """Yield what the rules find in a source file, or the note that code was not read."""
    language = language_of(file.place)
    if language is None or len(file.octets) > LARGEST or not _ABOUT_TOKENS.search(file.octets) or _is_packed(file.octets):
        return
    text = file.octets.decode("utf-8", "replace")
    try:
        root = parse(text, language)
    except SyntaxUnavailable:
        yield _NOT_READ
        return
    source = Source(file.place, language, text, root)
    for rule in RULES:
        yield from rule.findings(source)


def _is_packed(octets: bytes) -> bool:
    """Tell whether a program wrote the code: bundles on one line say nothing about who wrote what, and their trees are too deep to climb."""
    return max(map(len, octets.split(b"\n"))) > LONGEST_LINE


_NOT_READ = Finding(
    "code-not-read",
    "proven",
    "note",
    "source code was not looked at: the extra code is not installed",
    None,
    (Evidence("rules about code need ast-grep"),),
    (Fix("Install it with: pip install 'jwtriage[code]'"),),
)
"""The one note of a scan that finds code and cannot read it."""
