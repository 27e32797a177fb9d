"""An example of a root cause: a token, the files around it, and what `jwtriage diagnose` must answer."""

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jwtriage.cli.main import main

BRIEF = ("--budget", os.environ.get("JWTRIAGE_TEST_BUDGET", "1s"))
"""How long to search where nothing is to be proven; ``JWTRIAGE_TEST_BUDGET=60s`` searches everything, for a release."""
AT = "2027-01-15T08:05:00Z"
NOW = 1_800_000_300  # AT in seconds since the epoch
CLAIMS = {"iss": "https://id.example", "aud": "api", "sub": "u-17", "iat": NOW - 60, "exp": NOW + 840}


@dataclass(frozen=True)
class Example:
    """What a person would have at hand: the token, files by name, and the arguments after ``diagnose @token.txt``.

    ``causes`` are the ids that must be listed, most specific first; nothing outside ``causes`` and ``allowed`` may be proven.
    """

    token: bytes
    files: Mapping[str, bytes]
    arguments: tuple[str, ...]
    causes: tuple[str, ...]
    verdict: str = "explained"
    certainty: str = "proven"
    allowed: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def budget(self) -> tuple[str, ...]:
        """Return the option that cuts the search short, unless something is to be proven."""
        return () if self.causes and self.certainty == "proven" else BRIEF


def diagnose(example: Example, *more: str) -> dict[str, Any]:
    """Run the example through the command line in a folder of its own and return the JSON report."""
    return json.loads(run(example, "--format", "json", *more)[1])


def run(example: Example, *more: str) -> tuple[int, str, str]:
    """Run the example; return the exit code, standard output and standard error."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name, content in {"token.txt": example.token, **example.files}.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors), patch.dict(os.environ, example.environment):
            code = main(["diagnose", "@token.txt", *example.budget, *example.arguments, "--at", AT, *more])
    return code, output.getvalue(), errors.getvalue()


def assert_explains(example: Example) -> dict[str, Any]:
    """Check the verdict, the causes, their order and their certainty; return the report for further questions."""
    return assert_answers(example, diagnose(example))


def assert_answers(example: Example, report: dict[str, Any]) -> dict[str, Any]:
    """Check that a report is the one that the example asks for; return it."""
    found = {cause["id"]: cause["certainty"] for cause in report["causes"]}
    proven = {cause for cause, certainty in found.items() if certainty == "proven"}
    assert report["verdict"] == example.verdict, found
    assert set(example.causes) <= set(found), found
    assert proven <= {*example.causes, *example.allowed}, found
    if example.causes:
        assert report["causes"][0]["id"] == example.causes[0], found
        assert all(found[cause] == example.certainty for cause in example.causes), found
    return report


def assert_accuses_nobody(example: Example) -> dict[str, Any]:
    """Check that nothing is proven: an unknown key, or a valid token."""
    report = diagnose(example)
    assert not [cause["id"] for cause in report["causes"] if cause["certainty"] == "proven"]
    assert report["verdict"] == example.verdict
    return report
