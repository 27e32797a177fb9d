"""What of a token's JSON may be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.tasks.shown import HIDDEN, PRIVATE_MEMBERS, shown
from tests.support.keys import SECRET
from tests.support.tokens import sign

TOKEN = sign(key=SECRET).decode()


def test_private_members_of_a_jwk_are_hidden_at_any_depth() -> None:
    jwk = {"kty": "EC", "x": "a", "d": "secret-part"}
    assert shown({"cnf": [{"jwk": jwk}]}) == {"cnf": [{"jwk": {**jwk, "d": HIDDEN}}]}


def test_the_same_names_elsewhere_are_shown() -> None:
    """Near miss: no kty, no key."""
    assert shown({"d": "day", "k": 1}) == {"d": "day", "k": 1}


@pytest.mark.parametrize("value", [TOKEN, f"Bearer {TOKEN}", {"act": TOKEN}, [TOKEN], {TOKEN: 1}])
def test_a_token_inside_a_token_keeps_no_signature(value: object) -> None:
    assert TOKEN.rpartition(".")[2][:8] not in str(shown(value))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(alphabet="abk-_ d", max_size=8), lambda inner: st.lists(inner, max_size=3)))
def test_other_values_stay(value: object) -> None:
    assert shown(value) == value


@given(st.dictionaries(st.sampled_from([*PRIVATE_MEMBERS, "x"]), st.just("material"), min_size=1))
def test_no_private_member_is_shown(members: dict) -> None:
    assert "material" not in str(shown({**members, "kty": "oct"}).items() - {("x", "material")})
