"""Start-up: decode, --help and diagnose beside a bare interpreter, taking turns in one run; medians of CPU time and of time on the clock.

The goals are asked of the CPU time, on which other load has little influence. Run it as ``python -m bench.startup``.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.contest import Figure, report

FOLDER = Path(__file__).parent.parent / "examples" / "first"
JWTRIAGE = str(Path(sys.executable).with_name("jwtriage"))
ROUNDS = 21
FINGERPRINT_KEY = b64encode(bytes(range(32))).decode()
BARE = "python -c pass"
DIAGNOSE = [JWTRIAGE, "diagnose", "@token.txt", "--verifier"]
VALID, REJECTED = "auth.env#JWT_SECRET", "orders.key"


class Command(NamedTuple):
    """What is started, whether with a fingerprint key (no ``sc1:`` tag is computed then), and how long it may take.

    ``ratio`` is the goal in multiples of the bare interpreter, ``milliseconds`` the goal in itself.
    """

    argv: list[str]
    keyed: bool = False
    ratio: float | None = None
    milliseconds: float | None = None


class Cost(NamedTuple):
    """What one run costs, in milliseconds."""

    cpu: float
    clock: float


COMMANDS = {
    BARE: Command([sys.executable, "-c", "pass"]),
    "jwtriage --help": Command([JWTRIAGE, "--help"], ratio=3.5),
    "jwtriage decode": Command([JWTRIAGE, "decode", "@token.txt"], ratio=3),
    "jwtriage diagnose, a valid token": Command([*DIAGNOSE, VALID], keyed=True, milliseconds=250),
    "jwtriage diagnose, a failing token": Command([*DIAGNOSE, REJECTED], keyed=True, milliseconds=250),
    "jwtriage diagnose, a valid token, one sc1: tag": Command([*DIAGNOSE, VALID], milliseconds=450),
    "jwtriage diagnose, a failing token, sc1: tag": Command([*DIAGNOSE, REJECTED], milliseconds=450),
}


def cost_of(command: Command) -> Cost:
    """Run a command once; byte code is cached, as it is for an installed program."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "JWTRIAGE_FINGERPRINT_KEY")}
    if command.keyed:
        environment["JWTRIAGE_FINGERPRINT_KEY"] = FINGERPRINT_KEY
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command.argv, cwd=FOLDER, env=environment, stdout=subprocess.DEVNULL, check=False)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1_000, clock * 1_000)


def figures(name: str, rounds: list[dict[str, Cost]]) -> list[Figure]:
    """Return the figures of one command."""
    command = COMMANDS[name]

    def median(of: Callable[[dict[str, Cost]], float]) -> float:
        return statistics.median(of(each) for each in rounds)

    return [
        Figure(f"{name}, CPU ms", median(lambda each: each[name].cpu), command.milliseconds, at_most=True),
        Figure(f"{name}, times bare", median(lambda each: each[name].cpu / each[BARE].cpu), command.ratio, at_most=True),
        Figure(f"{name}, clock ms", median(lambda each: each[name].clock)),
    ]


def main() -> int:
    """Measure all commands; return 1 if a goal is missed."""
    for command in COMMANDS.values():
        cost_of(command)
    rounds = [{name: cost_of(command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)]
    return report([figure for name in COMMANDS for figure in figures(name, rounds)])


if __name__ == "__main__":
    raise SystemExit(main())
