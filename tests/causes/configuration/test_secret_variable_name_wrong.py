"""The variable that is set is not the one that the program reads."""

import pytest

from jwtriage.causes.configuration import secret_variable_name_wrong as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Scene
from tests.support.secrets import SECRET, seen


def signs(*names: str) -> list[str]:
    case = Case(b"", sightings=tuple(seen(SECRET, name) for name in names))
    return [sign.certainty for sign in cause.read(Scene(case, TokenText.read(b""), (), ()))]


@pytest.mark.parametrize(
    "names",
    [
        ("JWT_SECRET", "JWT_SERCET"),
        ("JWT_SECRET", "JWT_SECRT"),
        ("JWT_SECRET", "JTW_SECRET"),
        ("AUTH_JWT_SECRET", "AUTH_JWT_SECRETS"),
        ("JWT_SECRET", "JWT_SACRET"),
    ],
)
def test_a_misspelt_name_is_a_hint_only(names: tuple[str, str]) -> None:
    assert signs(*names) == ["possible"]
    assert signs(*reversed(names)) == ["possible"]


@pytest.mark.parametrize(
    "names",
    [
        ("JWT_SECRET", "JWT_SECRET"),
        ("JWT_SECRET_1", "JWT_SECRET_2"),
        ("JWT_SECRET", "JWT_SECRET_OLD"),
        ("ACCESS_SECRET", "REFRESH_SECRET"),
        ("KEY_A", "KEY_B"),
    ],
)
def test_names_that_differ_on_purpose(names: tuple[str, str]) -> None:
    assert signs(*names) == []
