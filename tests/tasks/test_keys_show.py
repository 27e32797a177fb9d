"""Which keys are at the REFs, and what other readers make of the same text."""

from pathlib import Path

import pytest

from jwtriage.model.report import Report
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.keys_show import show_keys
from tests.support.documents import jwk, jwks
from tests.support.keys import ec, private_pem, public_pem
from tests.support.secrets import SECRET

ENVIRONMENT = {"JWTRIAGE_FINGERPRINT_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}


def of(folder: Path, *references: str, **files: bytes) -> Report:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return show_keys(references or tuple(files), ENVIRONMENT, Surroundings(folder=folder))


def ids(report: Report) -> set[str]:
    return {finding.id for finding in report.findings}


def test_a_public_key(tmp_path: Path) -> None:
    report = of(tmp_path, key=jwks(jwk(ec(), kid="one", alg="ES256")))
    (member,) = report.details["keys"]
    assert (member["kid"], member["alg"], member["kind"], member["size"], member["private"]) == ("one", "ES256", "EC", "P-256", False)
    assert ids(report) == set()


def test_a_private_key_is_named_as_such_and_not_shown(tmp_path: Path) -> None:
    report = of(tmp_path, key=private_pem(ec()))
    assert report.details["keys"][0]["private"]
    assert private_pem(ec()).splitlines()[1][20:40].decode() not in str(report)


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (SECRET + b"\n", "secret-trailing-newline"),
        (b"changeme", "secret-default-or-placeholder"),
        (b"", "secret-undefined-or-empty"),
        (SECRET.hex().encode(), "encodings-differ"),
        (public_pem(ec()).replace(b"\n", b"\\n"), "pem-literal-backslash-n"),
    ],
)
def test_what_is_noted(tmp_path: Path, content: bytes, finding: str) -> None:
    assert finding in ids(of(tmp_path, key=content))


def test_readers_that_disagree(tmp_path: Path) -> None:
    report = of(tmp_path, ".env#S", **{".env": b'S="' + SECRET + b'"\n'})
    assert "readers-disagree" in ids(report)
    assert "docker" in report.details["keys"][0]["readers"]


def test_one_secret_has_one_tag(tmp_path: Path) -> None:
    one, copy, other = (key["fingerprint"] for key in of(tmp_path, a=SECRET, b=SECRET + b"\n", c=SECRET[::-1]).details["keys"])
    assert one.startswith("hk1:")
    assert copy == "key A, with something added or taken off"
    assert other.startswith("hk1:")
    assert other != one
