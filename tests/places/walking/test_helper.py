"""With a second process the same is found, in the same order, whatever happens to it."""

import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from jwtriage.places.walking import helper, walk
from jwtriage.places.walking.walk import Walk

WORD = b"secret"


@pytest.fixture
def tree(tmp_path, monkeypatch) -> Path:
    """A tree of which the first files are read by this process, and the others in batches of seven."""
    monkeypatch.setattr(walk, "LARGE_TREE", 5)
    monkeypatch.setattr(walk, "BATCH", 7)
    for number in range(60):
        path = tmp_path / f"f{number % 4}" / f"{number}.{('txt', 'pem', 'yaml')[number % 3]}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(WORD if number % 5 == 0 else b"\0" + WORD if number % 11 == 0 else b"nothing")
    (tmp_path / "f3" / "jwt-secret").write_bytes(b"raw")
    return tmp_path


def wanted(text: memoryview) -> bool:
    return WORD in bytes(text)


def outcome(tree: Path, processes: int) -> tuple[object, ...]:
    made = Walk(tree, wanted=wanted, processes=processes)
    return [(file.place, file.octets) for file in made], made.files, made.skipped


def test_two_find_what_one_finds(tree):
    assert outcome(tree, 2) == outcome(tree, 1)
    assert len(outcome(tree, 2)[0]) > 20


def test_one_that_cannot_be_started_or_dies_is_replaced(tree, monkeypatch):
    def refuse(*_: object) -> None:
        raise BrokenProcessPool

    expected = outcome(tree, 1)
    monkeypatch.setattr(helper.ProcessPoolExecutor, "submit", refuse)
    assert outcome(tree, 2) == expected


def test_one_that_dies_on_the_way_is_replaced(tree):
    parent = os.getpid()

    def deadly(text: memoryview) -> bool:
        return wanted(text) if os.getpid() == parent else os._exit(1)

    made = Walk(tree, wanted=deadly, processes=2)
    assert [(file.place, file.octets) for file in made] == outcome(tree, 1)[0]


def test_a_walk_that_is_given_up_ends_the_second_process(tree):
    found = iter(Walk(tree, wanted=wanted, processes=2))
    for _ in range(12):
        next(found)
    found.close()


def test_a_small_tree_needs_one(tree, monkeypatch):
    monkeypatch.setattr(walk, "LARGE_TREE", 1_000)
    monkeypatch.setattr(helper, "read_with_helper", None)
    assert outcome(tree, 2) == outcome(tree, 1)
