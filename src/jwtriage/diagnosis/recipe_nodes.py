"""The ways to verify with one kind of key, level by level."""

from typing import NamedTuple

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.proposals import recipe_changes
from jwtriage.forensics.recipe import Recipe, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.change import Attempt

UNKNOWN = Recipe("none", "unknown")
"""The recipe of an algorithm name that is in no registry: it verifies nothing, a cause may name the one that was meant."""


class RecipeNode(NamedTuple):
    """A recipe and the changes that led to it."""

    recipe: Recipe
    steps: tuple[Step, ...]


def recipe_levels(token: TokenText, key: Key, depth: int, budget: Budget) -> list[RecipeNode]:
    """Return the recipes reached with exactly ``depth`` changes from the one that the token's header names."""
    root = recipe_for(token.alg or "") or UNKNOWN
    level = [RecipeNode(root, ())]
    seen = {root}
    for _ in range(depth):
        level = [node for parent in level for node in _changes(token, key, parent, seen, budget)]
    return level


def _changes(token: TokenText, key: Key, parent: RecipeNode, seen: set[Recipe], budget: Budget) -> list[RecipeNode]:
    found = []
    for recipe, step in recipe_changes(Attempt(token, key, parent.recipe), budget):
        if recipe not in seen:
            seen.add(recipe)
            found.append(RecipeNode(recipe, (*parent.steps, step)))
    return found
