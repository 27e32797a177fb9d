"""One case: what lies in the folder, what is asked, and what an honest answer may and must say."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AT = "2027-01-15T08:05:00Z"
NOW = 1_800_000_300


@dataclass(frozen=True)
class Case:
    """A token, the files around it, the arguments, and the expected answer.

    ``groups`` holds one tuple of ids per fault: at least one of each must be listed. The first cause must be one of them;
    beyond them and ``allowed`` nothing may be proven. ``verdict`` is None where the contract leaves it open.
    """

    name: str
    token: bytes
    files: Mapping[str, bytes]
    arguments: Sequence[str]
    groups: Sequence[Sequence[str]] = ()
    allowed: frozenset[str] = field(default_factory=frozenset)
    verdict: str | None = "explained"
    signer: str | None = None

    def expected(self) -> set[str]:
        """Return every id that answers one of the faults."""
        return {name for group in self.groups for name in group}

    def write(self, folder: Path) -> None:
        """Write the files of the case and what is expected of it."""
        for name, octets in {"token.txt": self.token, **self.files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(octets)
        (folder / "case.json").write_text(json.dumps(self.description(), indent=1))

    def description(self) -> dict[str, Any]:
        """Describe what is asked and expected, as plain data."""
        return {
            "args": [*self.arguments, "--at", AT],
            "verdict": self.verdict,
            "causes": [group[0] for group in self.groups],
            "first_any_of": sorted(self.expected()),
            "allowed": sorted(self.allowed),
            "signer": self.signer,
            "groups": [list(group) for group in self.groups],
        }


def faults(case: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    """Say in which ways a report falls short of the description of a case; false proofs first."""
    return [
        complaint
        for complaint in (_false_proof(case, report), _verdict(case, report), _order(case, report), _missing(case, report), _signer(case, report))
        if complaint
    ]


def _ids(report: Mapping[str, Any]) -> list[str]:
    return [cause["id"] for cause in report.get("causes", [])]


def _false_proof(case: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    proven = {cause["id"] for cause in report.get("causes", []) if cause["certainty"] == "proven"}
    wrong = proven - set(case["first_any_of"]) - set(case["allowed"])
    return f"FALSE-PROOF {sorted(wrong)}" if wrong else ""


def _verdict(case: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    verdict = report.get("verdict")
    return f"WRONG-VERDICT {verdict} instead of {case['verdict']}" if case["verdict"] and verdict != case["verdict"] else ""


def _order(case: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    first = _ids(report)[:1]
    return f"ORDER first is {first}" if case["first_any_of"] and first and first[0] not in case["first_any_of"] else ""


def _missing(case: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    listed = set(_ids(report))
    missing = ["|".join(group) for group in case["groups"] if not listed & set(group)]
    return f"MISSED {missing}, listed {sorted(listed)}" if missing else ""


def _signer(case: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    origin = json.dumps((report.get("signer") or {}).get("origin"))
    wanted = case["signer"]
    return f"SIGNER {origin} instead of {wanted}" if wanted and not all(part in origin for part in wanted.split("#")) else ""
