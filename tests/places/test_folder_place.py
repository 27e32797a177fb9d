"""A folder as a place: every file that holds something like a key."""

from pathlib import Path

import pytest

from jwtriage.model.case import Sighting, Unread
from jwtriage.places import folder_place
from tests.places.look import look, refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "conf/.env": "JWT_SECRET=abc\nPORT=80\n",
        "conf/key.pem": "-----BEGIN PUBLIC KEY-----\n",
        "conf/jwt-secret": "raw",
        "conf/README.md": "The secret of JWT",
        "conf/broken.json": "{",
        "conf/port.yaml": "port: 80\n",
        ".git/config.env": "JWT_SECRET=abc\n",
        "node_modules/a/.env": "JWT_SECRET=abc\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def test_what_is_found(folder: Path) -> None:
    found = [entry for entry in look(folder, "conf") if isinstance(entry, Sighting)]
    assert [str(entry.origin) for entry in found] == ["conf/.env#JWT_SECRET", "conf/jwt-secret", "conf/key.pem"]
    assert next(str(entry.origin) for entry in look(folder, ".") if isinstance(entry, Sighting)) == "./conf/.env#JWT_SECRET"


def test_what_cannot_be_read_is_said(folder: Path) -> None:
    assert [(entry.origin, entry.why) for entry in look(folder, "conf") if isinstance(entry, Unread)] == [
        ("conf/broken.json", "is not valid JSON at line 1")
    ]


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "conf" / "loop").symlink_to(folder)
    assert len(look(folder, "conf")) == 4


def test_bounds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_place, "MAX_FILES", 2)
    last = look(folder, "conf")[-1]
    assert isinstance(last, Unread)
    assert "not looked at" in last.why


def test_a_folder_has_no_names(folder: Path) -> None:
    assert "is a folder" in refusal(folder, "conf#JWT_SECRET")


def test_a_folder_without_keys(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no file in this folder" in refusal(tmp_path, "empty")


def test_key_sets_are_found_whatever_their_names(tmp_path: Path) -> None:
    (tmp_path / "staging.json").write_text('{"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "a"}]}')
    assert [str(entry.origin) for entry in look(tmp_path, ".") if isinstance(entry, Sighting)] == ["./staging.json"]
