"""Which files of a tree are read, which are skipped and counted, and what the walk survives."""

import os
from pathlib import Path

import pytest

from jwtriage.model.case import Unread
from jwtriage.places.walking.file import FileFound
from jwtriage.places.walking.reading import LARGEST_ORDINARY
from jwtriage.places.walking.walk import Walk

WORD = "secret"


def wanted(text: memoryview) -> bool:
    return WORD.encode() in bytes(text)


def make(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def places(walk: Walk, root: Path) -> list[str]:
    return [file.place.removeprefix(f"{root}/") for file in walk if isinstance(file, FileFound)]


def test_files_come_in_order_with_their_content(tmp_path):
    make(tmp_path, {"b": WORD, "a/c": f"{WORD}!", "a.txt": WORD})
    found = list(Walk(tmp_path))
    assert [(file.place, file.octets) for file in found] == [(str(tmp_path / name), (tmp_path / name).read_bytes()) for name in ("a.txt", "b", "a/c")]
    assert found[0].path == tmp_path / "a.txt"


def test_places_below_the_current_folder_have_no_dot(tmp_path, monkeypatch):
    make(tmp_path, {"a/b": WORD})
    monkeypatch.chdir(tmp_path)
    assert [file.place for file in Walk(Path("."))] == ["a/b"]


def test_a_file_named_by_the_operator_is_read_whatever_it_is(tmp_path):
    make(tmp_path, {"a.txt": "nothing"})
    assert [file.octets for file in Walk(tmp_path / "a.txt", wanted=wanted)] == [b"nothing"]


def test_ordinary_files_are_read_if_they_may_hold_a_key(tmp_path):
    make(tmp_path, {"a.txt": WORD, "b.txt": "nothing", "key.txt": "raw", "c.pem": "pem"})
    walk = Walk(tmp_path, wanted=wanted)
    assert places(walk, tmp_path) == ["a.txt", "c.pem", "key.txt"]
    assert walk.files == 4


KEY_FILES = (".env", ".env.local", "prod.env", "x.pem", "x.KEY", "x.jwk", "jwks.json", "a.tfstate", "values-prod.yaml", "secrets.yml", "x.tfvars")


def test_ignored_files_are_counted_and_those_made_for_keys_are_read(tmp_path):
    make(tmp_path, {".gitignore": "*\n", "a.txt": WORD, **dict.fromkeys(KEY_FILES, WORD), "in/b.txt": WORD, "in/.env": WORD})
    walk = Walk(tmp_path)
    assert sorted(places(walk, tmp_path)) == sorted([*KEY_FILES, "in/.env"])
    assert walk.skipped == {"ignored": 3}


def test_rules_of_the_repository_above_hold(tmp_path):
    make(
        tmp_path,
        {".git/config": "", ".gitignore": "/svc/a/x.txt\n", "svc/.gitignore": "y.txt\n", "svc/a/x.txt": WORD, "svc/a/y.txt": WORD, "svc/a/z": WORD},
    )
    assert places(Walk(tmp_path / "svc" / "a"), tmp_path) == ["svc/a/z"]


def test_outside_of_a_repository_the_rules_above_do_not_hold(tmp_path):
    make(tmp_path, {".gitignore": "*\n", "svc/z": WORD})
    assert places(Walk(tmp_path / "svc"), tmp_path) == ["svc/z"]


def test_folders_of_tools_and_lock_files_are_counted(tmp_path):
    make(tmp_path, {"node_modules/p/.env": WORD, "package-lock.json": WORD, "a": WORD})
    walk = Walk(tmp_path)
    assert places(walk, tmp_path) == ["a"]
    assert walk.skipped == {"folders of tools": 1, "lock files": 1}


def test_every_leaves_nothing_out(tmp_path):
    make(tmp_path, {".gitignore": "*\n", "node_modules/p": "x", "yarn.lock": "x", "binary": b"\0", "large": b"x" * (LARGEST_ORDINARY + 1)})
    walk = Walk(tmp_path, every=True, wanted=wanted)
    assert places(walk, tmp_path) == [".gitignore", "binary", "large", "yarn.lock", "node_modules/p"]
    assert not walk.skipped


def test_large_and_binary_files_are_counted(tmp_path):
    make(tmp_path, {"large": WORD.encode() * LARGEST_ORDINARY, "binary": f"\0{WORD}".encode(), "x.der": b"\0", "most": b"x" * LARGEST_ORDINARY})
    walk = Walk(tmp_path)
    assert places(walk, tmp_path) == ["most", "x.der"]
    assert walk.skipped == {"too large": 1, "binary": 1}


def test_links_are_not_followed_and_loops_end(tmp_path):
    make(tmp_path, {"tree/a/x.txt": WORD, "outside.pem": WORD})
    (tmp_path / "tree" / "a" / "loop").symlink_to(tmp_path / "tree")
    (tmp_path / "tree" / "b.pem").symlink_to(tmp_path / "outside.pem")
    walk = Walk(tmp_path / "tree")
    assert places(walk, tmp_path) == ["tree/a/x.txt"]
    assert walk.skipped == {"links": 2}


def test_a_pipe_does_not_hang_it(tmp_path):
    os.mkfifo(tmp_path / "x.env")
    walk = Walk(tmp_path)
    assert list(walk) == []
    assert walk.skipped == {"no files": 1}


def test_what_vanishes_or_becomes_a_link_meanwhile_is_survived(tmp_path):
    make(tmp_path, {"a.txt": WORD, "b.txt": WORD, "c.txt": WORD, "d.pem": WORD})
    walk = Walk(tmp_path)
    found = iter(walk)
    assert next(found).place.endswith("a.txt")
    for name in ("b.txt", "c.txt", "d.pem"):
        (tmp_path / name).unlink()
    (tmp_path / "c.txt").symlink_to("/etc/hostname")
    assert [(type(entry), Path(entry.origin).name) for entry in found] == [(Unread, "c.txt"), (Unread, "d.pem")]
    assert walk.skipped == {"gone meanwhile": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path):
    make(tmp_path, {"a.txt": WORD, "in/b": WORD})
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "in").chmod(0)
    try:
        assert [(Path(entry.origin).name, entry.why) for entry in Walk(tmp_path)] == [("a.txt", "permission denied"), ("in", "permission denied")]
    finally:
        (tmp_path / "in").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    make(tmp_path, {"a": WORD, "in/b": WORD})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("in"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [entry.why if isinstance(entry, Unread) else Path(entry.place).name for entry in Walk(tmp_path)] == ["a", "permission denied"]


def test_names_that_are_no_text_are_read(tmp_path):
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(WORD)
    assert [file.octets for file in Walk(tmp_path)] == [WORD.encode()]


def test_progress_rises_to_the_end(tmp_path):
    make(tmp_path, {f"{folder}/{inner}/x": WORD for folder in "abc" for inner in "de"})
    shares: list[float] = []
    list(Walk(tmp_path, progress=lambda stage, share: shares.append(share)))
    assert shares == sorted(shares)
    assert len(shares) == 10
    assert 0.8 < shares[-1] < 1
