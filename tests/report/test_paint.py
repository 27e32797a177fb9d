"""Colours by role."""

import pytest

from jwtriage.report.paint import Paint


@pytest.mark.parametrize("role", ["error", "warning", "note", "help", "good", "strong", "faint"])
def test_a_role_colours_and_ends_its_colour(role: str) -> None:
    painted = Paint(True)(role, "word")
    assert painted.startswith("\x1b[")
    assert painted.endswith("word\x1b[0m")
    assert Paint(False)(role, "word") == "word"
