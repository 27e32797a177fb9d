"""Every scenario is played with real traffic, and the commands must find the truth in its evidence."""

import time
from pathlib import Path

import pytest

from lab.judge import differences, judge, judged, run
from lab.play import Play
from lab.scenario import Command, Unplayable, fill, load, names, parse


@pytest.mark.parametrize("name", names(), ids=names())
def test_the_truth_is_found(name: str, lab: None, tmp_path: Path) -> None:
    scenario = load(name)
    if scenario.absent:
        pytest.skip(f"absent: {', '.join(scenario.absent)}")
    before = time.monotonic()
    with Play(scenario, tmp_path) as play:
        play.play()
        assert judge(play) == []
    assert time.monotonic() - before < 60
    assert not play.supervisor.programs


@pytest.mark.parametrize("name", names(), ids=names())
def test_it_can_be_read(name: str) -> None:
    assert load(name).name == name


DOCUMENT = {
    "title": "t",
    "keys": {"k": "secret"},
    "issuer": {"key": "k", "algorithm": "HS256"},
    "services": {"orders": {"implementation": "ruby-jwt", "algorithm": "HS256", "replicas": 2}},
    "steps": [{"traffic": {"requests": 1}}],
    "accepted": 1,
    "rejected": 0,
    "commands": [{"run": "scan config"}],
}


def test_members() -> None:
    scenario = parse("s", DOCUMENT)
    assert scenario.services[0].programs == ["orders-1", "orders-2"]
    assert scenario.commands == (Command("scan config"),)


@pytest.mark.parametrize(
    "other",
    [{"steps": [{"dance": 1}]}, {"services": {"orders": {"implementation": "cobol", "algorithm": "HS256"}}}, {"commands": []}],
    ids=["a step", "an implementation", "no command"],
)
def test_what_cannot_be_played(other: dict) -> None:
    with pytest.raises(Unplayable):
        parse("s", {**DOCUMENT, **other})


def test_placeholders() -> None:
    assert fill("a <<k>> <<k jwk x-1>> <k>", lambda *words: "/".join(words)) == "a k// k/jwk/x-1 <k>"


REPORT = {"verdict": "explained", "causes": [{"id": "a", "certainty": "proven"}, {"id": "b", "certainty": "likely"}]}


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (Command("", "explained", ("a",)), 0),
        (Command("", "explained", ("a", "b")), 0),
        (Command("", "valid", ("a",)), 1),
        (Command("", "explained", ("c",), ("a",)), 1),
        (Command("", "explained", ("b", "a")), 1),
        (Command("", "explained"), 1),
    ],
)
def test_what_differs_from_the_truth(command: Command, count: int) -> None:
    assert len(list(differences(command, REPORT))) == count


def test_a_known_weakness_must_be_one() -> None:
    assert judged(Command("", "valid", not_yet="why"), REPORT) == []
    assert judged(Command("", "explained", ("a",), not_yet="why"), REPORT) != []


@pytest.mark.parametrize(("secret", "words", "verdict"), [("jwtriage.report", "decode a.b.c", "! it shows"), ("unseen", "decode", "! exit 2")])
def test_answers_that_are_none(secret: str, words: str, verdict: str, lab: None, tmp_path: Path) -> None:
    with Play(parse("s", {**DOCUMENT, "keys": {"k": f"text: {secret}"}}), tmp_path) as play:
        assert run(Command(words), play)["verdict"].startswith(verdict)
