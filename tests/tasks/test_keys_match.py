"""Whether REFs hold one key in common."""

from pathlib import Path

import pytest

from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.keys_match import match_keys
from tests.support.documents import certificate_pem, jwk, jwks
from tests.support.keys import ec, private_pem, public_pem, rsa
from tests.support.secrets import OTHER, SECRET

ENVIRONMENT = {"JWTRIAGE_FINGERPRINT_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}
FILES = {
    "private.pem": private_pem(rsa()),
    "public.pem": public_pem(rsa()),
    "cert.pem": certificate_pem(rsa()),
    "set.json": jwks(jwk(ec()), jwk(rsa())),
    "other.pem": public_pem(ec("P-256", "b")),
    "a.key": SECRET,
    "newline.key": SECRET + b"\n",
    "b.key": OTHER,
    "empty": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(
    ("references", "verdict"),
    [
        ("private.pem public.pem cert.pem set.json", "match"),
        ("public.pem other.pem", "differ"),
        ("public.pem cert.pem other.pem", "differ"),
        ("a.key a.key", "match"),
        ("a.key b.key", "differ"),
        ("a.key public.pem", "differ"),
        ("empty empty", "unknown"),
        ("public.pem empty", "unknown"),
        ("a.key fp:hk1:aaaaaaaa", "differ"),
        ("fp:hk1:aaaaaaaa fp:hk1:aaaaaaaa", "unknown"),
    ],
)
def test_verdicts(folder: Path, references: str, verdict: str) -> None:
    report = match_keys(references.split(), ENVIRONMENT, Surroundings(folder=folder))
    assert (report.verdict, report.problem, report.incomplete) == (verdict, verdict == "differ", verdict == "unknown")


def test_a_copy_with_a_newline_differs_and_is_told(folder: Path) -> None:
    """HMAC takes every octet: the copies are two keys, and the report says what would make them one."""
    report = match_keys(["a.key", "newline.key"], ENVIRONMENT, Surroundings(folder=folder))
    assert report.verdict == "differ"
    assert {finding.id for finding in report.findings} == {"copies-disagree"}
