"""Start-up: decode, --help and diagnose against a bare interpreter, interleaved in one run, medians of CPU time (other load does not count)."""

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "examples" / "first"
JWTRIAGE = str(Path(sys.executable).with_name("jwtriage"))
ROUNDS = 21
BARE = "python -c pass"
COMMANDS = {
    BARE: [sys.executable, "-c", "pass"],
    "jwtriage --help": [JWTRIAGE, "--help"],
    "jwtriage decode": [JWTRIAGE, "decode", "@token.txt"],
    "jwtriage diagnose": [JWTRIAGE, "diagnose", "@token.txt", "--verifier", "orders.key"],
}
GOALS = {"jwtriage --help": "3.5x", "jwtriage decode": "3x", "jwtriage diagnose": "450 ms with two sc1: tags"}


def milliseconds(command: list[str]) -> float:
    """Return the CPU time of one run; byte code is cached, as it is for an installed program."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=FOLDER, env=environment, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def main() -> None:
    """Print the median of each command, its ratio to the bare interpreter, and the goal."""
    for command in COMMANDS.values():
        milliseconds(command)
    rounds = [{name: milliseconds(command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)]
    medians = {name: statistics.median(each[name] for each in rounds) for name in COMMANDS}
    for name, median in medians.items():
        print(f"{name:<20} {median:7.1f} ms  {median / medians[BARE]:5.2f}x  {'goal ' + GOALS[name] if name in GOALS else ''}")


if __name__ == "__main__":
    main()
