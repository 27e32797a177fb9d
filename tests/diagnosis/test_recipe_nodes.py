"""Recipes by the number of changes from the header's own."""

import pytest

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.recipe_nodes import UNKNOWN, recipe_levels
from jwtriage.forensics.recipe import Recipe, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.keys import SECRET, ec, rsa
from tests.support.segments import compact

KEYS = {"HS256": Key.from_secret(SECRET), "RS256": Key.from_public(rsa().public_key()), "ES256": Key.from_public(ec().public_key())}


def level(alg: str, depth: int, key: str | None = None) -> list[Recipe]:
    token = TokenText.read(compact({"alg": alg}, {}, b"s" * 64))
    return [node.recipe for node in recipe_levels(token, KEYS[key or alg], depth, Budget(5))]


@pytest.mark.parametrize("alg", KEYS)
def test_without_a_change_it_is_the_headers_own(alg: str):
    assert level(alg, 0) == [recipe_for(alg)]


def test_a_name_in_no_registry_verifies_nothing_by_itself():
    assert level("SHA256withRSA", 0, "RS256") == [UNKNOWN]


@pytest.mark.parametrize(("alg", "others"), [("HS256", ["HS512"]), ("RS256", ["RS512", "PS256"])])
def test_one_change_reaches_what_labels_lie_about(alg: str, others: list[str]):
    assert {recipe_for(other) for other in others} <= set(level(alg, 1))


@pytest.mark.parametrize("alg", KEYS)
def test_no_recipe_is_reached_twice_and_every_step_is_counted(alg: str):
    token = TokenText.read(compact({"alg": alg}, {}, b"s" * 64))
    found = [recipe_levels(token, KEYS[alg], depth, Budget(5)) for depth in range(3)]
    recipes = [node.recipe for node in (*found[0], *found[1])]
    assert len(recipes) == len(set(recipes))
    assert all(len(node.steps) == depth for depth, nodes in enumerate(found) for node in nodes)
