"""`python -m lab list` names the scenarios; `python -m lab play NAME FOLDER` plays one, keeps its evidence, and says what was found."""

import argparse
import sys
from pathlib import Path

from lab.judge import judge
from lab.play import Play
from lab.scenario import load, names


def main(arguments: list[str] | None = None) -> int:
    """Do as the arguments say; return 1 where the truth was not found, 3 where parts are absent."""
    parser = argparse.ArgumentParser(prog="python -m lab", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the scenarios")
    play = commands.add_parser("play", help="play a scenario and compare the commands' answers with the truth")
    play.add_argument("name", choices=names())
    play.add_argument("folder", type=Path, help="a new folder for the evidence")
    given = parser.parse_args(arguments)
    return _list() if given.command == "list" else _play(given.name, given.folder)


def _list() -> int:
    for name in names():
        _say(f"{name:<32} {load(name).title}")
    return 0


def _play(name: str, folder: Path) -> int:
    scenario = load(name)
    if scenario.absent:
        _say(f"absent: {', '.join(scenario.absent)}; scripts/lab.sh --install installs them")
        return 3
    folder.mkdir(parents=True)
    with Play(scenario, folder.resolve()) as play:
        play.play()
        wrong = judge(play)
    _say("\n".join(wrong) or f"all commands name the truth; the evidence is in {folder}")
    return int(bool(wrong))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
