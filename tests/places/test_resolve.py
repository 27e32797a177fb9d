"""REFs of every scheme reach their place, or are refused clearly."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.reference import LIVE_SCHEMES, UnusableReference
from jwtriage.places.resolve import PLACES, sightings
from jwtriage.places.surroundings import Surroundings
from tests.places.look import look, refusal


@pytest.mark.parametrize("scheme", [scheme for scheme in LIVE_SCHEMES if scheme not in PLACES])
def test_stores_that_are_not_read_are_refused_not_pretended(tmp_path: Path, scheme: str) -> None:
    assert "not supported yet" in refusal(tmp_path, f"{scheme}:a#b")


def test_no_secret_in_any_repr(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("JWT_SECRET=topsecret#x\n")
    assert "topsecret" not in repr(look(tmp_path, ".env#JWT_SECRET"))


def test_http_and_yaml_are_imported_only_when_used(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b"x")
    script = (
        "import sys; from pathlib import Path; from jwtriage.places.resolve import Surroundings, sightings;"
        f"sightings('k', '', Surroundings(folder=Path({str(tmp_path)!r})));"
        "print([name for name in ('http.client', 'ssl', 'yaml', 'tomllib', 'socket') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@given(st.text(alphabet="abc:/#?%=.{}$\x00\n", max_size=20))
def test_any_reference_is_read_or_refused(reference: str) -> None:
    with contextlib.suppress(UnusableReference):
        sightings(f"none{reference}", None, Surroundings(folder=Path("/nonexistent"), offline=True))


def test_a_refusal_stays_on_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("'A\x1b[31mB'=1\n")
    assert "\\n" in refusal(tmp_path, "a\nb")
    assert "\x1b" not in refusal(tmp_path, ".env#AB")
