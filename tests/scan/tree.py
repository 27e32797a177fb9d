"""Small trees of configuration, and what a scan says about them."""

from pathlib import Path

from jwtriage.model.finding import Finding
from jwtriage.model.report import Report
from jwtriage.tasks.scan import ScanRequest, scan

SECRET = "k8Jw0pQx7Zt3Lm5Nv9Rb2Yc4Hd6Gf1Sa"
OTHER = "Pz4Xv1Kc8Mb6Qd2Wn9Sf5Lh3Tg7Rj0Yu"


def planted(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files of a tree."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def scanned(folder: Path, files: dict[str, str | bytes]) -> Report:
    """Write a tree and scan it."""
    return scan(ScanRequest((str(planted(folder, files)),)))


def found(report: Report, rule: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in report.findings if finding.id == rule]


def facts(finding: Finding) -> str:
    """Return the evidence of a finding as one text."""
    return "\n".join(evidence.fact for evidence in finding.evidence)
