"""How many messages of real libraries are recognised, with their phrases and without, and how many lines that reject nothing.

``python bench/logs_recognition.py``: the lines are those of `tests/logs/data`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from jwtriage.logs.phrasebook import Phrasebook, libraries, phrases
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.triage import Triage
from tests.logs.lines import DATA, FINGERPRINT_KEY, WRAPPINGS, Printed, phrasebook_name, printed, share_right, told

LEAST = 0.7
"""Libraries of which less is told without their phrases are listed."""


def main() -> int:
    """Print the figures."""
    for name, wrap in WRAPPINGS.items():
        share, _ = share_right((wrap(each.text), each.reason) for each in printed())
        print(f"{name:<10} {share:6.1%} of {len(printed())}")
    traces = [(each.trace, each.reason) for each in printed() if each.trace]
    print(f"traceback  {share_right(traces)[0]:6.1%} of {len(traces)}")
    rights = {name: _without(name) for name in sorted({each.library for each in printed()})}
    count = sum(len(_of(name)) for name in rights)
    print(f"\nwithout the library's phrases and signs {sum(share * len(_of(name)) for name, share in rights.items()) / count:.1%} of {count}")
    for name, share in sorted(rights.items(), key=lambda each: each[1]):
        if share < LEAST:
            print(f"  {name:<32} {share:6.1%} of {len(_of(name))}")
    noise = (DATA / "noise.txt").read_text().splitlines()
    print(f"\nnoise taken for a rejection: {sum(bool(told(line)) for line in noise)} of {len(noise)}")
    return 0


def _of(library: str) -> list[Printed]:
    return [each for each in printed() if each.library == library]


def _without(library: str) -> float:
    """Return the share that is told without all that is known of a library."""
    name = phrasebook_name(library)
    book = Phrasebook(_others(phrases(), name), [each for each in libraries() if each.name != name])
    texts = [(WRAPPINGS["plain"](each.text), each.reason) for each in _of(library)]
    return share_right(texts, Triage(FINGERPRINT_KEY, Recogniser(book), 2026))[0]


def _others(all_phrases: Iterable, name: str) -> list:
    return [each for each in all_phrases if each.library != name]


if __name__ == "__main__":
    sys.exit(main())
