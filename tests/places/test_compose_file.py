"""Compose files: service/variable with compose's interpolation."""

from pathlib import Path

import pytest

from jwtriage.model.case import Sighting, Unread
from tests.places.look import look, only, readings, text

COMPOSE = """\
services:
  api:
    image: api
    env_file: [api.env, {path: raw.env, format: raw}]
    environment:
      JWT_SECRET: abc$$def
      PLAIN: plain
      FROM_ENV: ${SHARED:-none}
      MISSING: ${NOWHERE}
      INHERITED:
      UNKNOWN:
      REQUIRED: ${NOWHERE:?must be set}
      WRONG: a$ b
  worker:
    image: worker
    environment:
      - JWT_SECRET=x=$SHARED
      - INHERITED
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "compose.yaml").write_text(COMPOSE)
    (tmp_path / ".env").write_text("SHARED=from dotenv\nINHERITED=yes\n")
    (tmp_path / "api.env").write_text('FILE_SECRET="a\\nb"\nJWT_SECRET=loses\nWITH=${SHARED}\n')
    (tmp_path / "raw.env").write_text('RAW="kept"\n')
    return tmp_path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("api/JWT_SECRET", b"abc$def"),
        ("api/PLAIN", b"plain"),
        ("api/FROM_ENV", b"from dotenv"),
        ("api/MISSING", b""),
        ("api/INHERITED", b"yes"),
        ("api/FILE_SECRET", b"a\nb"),
        ("api/WITH", b"from dotenv"),
        ("api/RAW", b'"kept"'),
        ("worker/JWT_SECRET", b"x=from dotenv"),
        ("worker/INHERITED", b"yes"),
    ],
)
def test_values(folder: Path, name: str, expected: bytes) -> None:
    assert text(folder, f"compose.yaml#{name}") == expected


def test_an_interpolated_value_keeps_the_other_reading(folder: Path) -> None:
    found = only(folder, "compose.yaml#api/JWT_SECRET")
    assert (found.reader, found.labels["interpolated"], readings(found)) == ("compose", "yes", {"uninterpolated": b"abc$$def"})
    assert "interpolated" not in only(folder, "compose.yaml#api/PLAIN").labels


@pytest.mark.parametrize(("name", "why"), [("UNKNOWN", "environment"), ("REQUIRED", "NOWHERE"), ("WRONG", "literal")])
def test_what_compose_cannot_give(folder: Path, name: str, why: str) -> None:
    [unread] = look(folder, f"compose.yaml#api/{name}")
    assert isinstance(unread, Unread)
    assert why in unread.why


def test_this_process_is_never_asked(folder: Path) -> None:
    assert text(folder, "compose.yaml#api/MISSING", environment={"NOWHERE": "leak"}) == b""


@pytest.mark.parametrize("path", ["../outside.env", "/etc/passwd", "link.env"])
def test_an_env_file_elsewhere_is_not_opened(tmp_path: Path, path: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "outside.env").write_text("SECRET=outside\n")
    (inner / "link.env").symlink_to(tmp_path / "outside.env")
    (inner / "compose.yaml").write_text(f"services: {{api: {{image: x, env_file: {path}}}}}\n")
    [unread] = look(inner, "compose.yaml")
    assert isinstance(unread, Unread)
    assert "outside of the folder" in unread.why


def test_an_env_file_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {api: {image: x, env_file: gone.env, environment: {A_KEY: b}}}\n")
    unread, found = look(tmp_path, "compose.yaml")
    assert isinstance(unread, Unread)
    assert "gone.env" in unread.why
    assert isinstance(found, Sighting)
    assert found.text.reveal() == b"b"


def test_a_bad_dotenv_beside_it_is_none(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A='open\n")
    (tmp_path / "compose.yaml").write_text("services: {api: {image: x, environment: {A_KEY: '${A}b'}}}\n")
    assert text(tmp_path, "compose.yaml#api/A_KEY") == b"b"
