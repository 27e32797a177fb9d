"""Runs one target under atheris, which follows the branches of our code: ``python -m fuzz.run TARGET [CORPUS…] [-max_total_time=SECONDS]``.

Without atheris use the property tests: ``HYPOTHESIS_PROFILE=fuzz pytest tests/fuzz``.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jwtriage"]):
    from fuzz.seeds import SEEDS
    from fuzz.targets import TARGETS


HERE = Path(__file__).parent


def main() -> None:
    """Fuzz until the time is over or a promise is broken; a failing input is written beside this file."""
    target = TARGETS[sys.argv[1]]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(SEEDS[sys.argv[1]]):
            Path(corpus, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], corpus, "-rss_limit_mb=1024", "-timeout=30", f"-artifact_prefix={HERE}/"], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
