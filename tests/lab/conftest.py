"""What is played needs other people's programs: `scripts/lab.sh` installs them and says so by JWTRIAGE_LAB. Else it is skipped, and says why."""

import os

import pytest


@pytest.fixture(scope="session")
def lab() -> None:
    """Skip a test outside `make lab`."""
    if not os.environ.get("JWTRIAGE_LAB"):
        pytest.skip("the lab plays with `make lab` only")
