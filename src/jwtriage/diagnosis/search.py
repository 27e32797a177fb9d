"""The search: combinations of changed tokens, recipes and keys, by the number of changes, until one verifies.

Every combination of three axes is tried with at most three changes in all. The first that verifies has the fewest, and among those
of equal number the causes' own order decides; what verifies is unique up to equivalent keys, so no alternative is lost.
"""

from collections.abc import Iterator
from hashlib import new

from jwtriage.diagnosis.budget import COMBINATIONS, Budget
from jwtriage.diagnosis.chain import TextNode
from jwtriage.diagnosis.hit import Hit, Signing
from jwtriage.diagnosis.key_nodes import KeyNode
from jwtriage.diagnosis.key_ring import KeyRing
from jwtriage.diagnosis.recipe_nodes import RecipeNode, recipe_levels
from jwtriage.diagnosis.secret_nodes import SecretLevels
from jwtriage.diagnosis.selection import NOTHING, Reached, Selection, Which
from jwtriage.diagnosis.token_nodes import TokenLevels, TokenNode
from jwtriage.forensics.hmac_search import first_match
from jwtriage.forensics.recipe import Recipe, recipe_for, verifies
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case, Sighting

FEW, MANY = 12, 500
"""Up to so many secrets that the verifier does not hold are tried with one change, and as they are, on every changed token."""
SELECTIONS: tuple[Which, ...] = ("all", "all", "seen", "unchanged")
"""Which secrets are tried with one change, by the changes made so far; a rare change counts twice."""
PLACEHOLDER = Key.from_secret(b"")


class Search:
    """One verifier and one token; the levels that `run` makes stay for the next call."""

    def __init__(self, case: Case, own: tuple[Sighting, ...], others: tuple[Sighting, ...], budget: Budget) -> None:
        """Read the keys; nothing is tried yet."""
        self.budget = budget
        self.tokens = TokenLevels(case, budget)
        self.secrets = SecretLevels(own, others, self.tokens.root, budget)
        self.ring = KeyRing(own, others, self.tokens.root, budget)
        budget.keys = self.secrets.count + self.ring.count

    def own_keys(self) -> list[Signing]:
        """Return the keys that the verifier would use, as configured or after the fewest repairs of their documents."""
        texts = (text for batch in self.secrets.own(0) for text in batch)
        secrets = [Signing(Key.from_secret(octets), sighting, False, ()) for octets, _, _, _, sighting in texts]
        public: dict[str, KeyNode] = {}
        for node in self.ring.own(self.tokens.root):
            if not node.foreign and node.key.public is not None:
                public.setdefault(node.key.thumbprint, node)
        return [*secrets, *(Signing(node.key, node.sighting, False, node.steps) for node in public.values())]

    def run(self, fewest: int, most: int) -> Hit | None:
        """Return the first combination of ``fewest`` to ``most`` changes that verifies, fewest first, or ``None``."""
        for total in range(fewest, most + 1):
            self.budget.stage(COMBINATIONS[total])
            for hit in self._at(total):
                return hit
            if self.budget.over:
                break
        return None

    def _at(self, total: int) -> Iterator[Hit]:
        for token_cost in range(total + 1):
            for node in self.tokens.level(token_cost):
                if total and self.budget.over:  # what needs no change is always tried
                    return
                if node.acceptable:
                    yield from self._with_secrets(node, total - token_cost)
                    yield from self._with_keys(node, total - token_cost)

    def _with_secrets(self, node: TokenNode, left: int) -> Iterator[Hit]:
        for recipe_cost in range(left + 1):
            for recipe in recipe_levels(node.token, PLACEHOLDER, recipe_cost, self.budget):
                if recipe.recipe.family == "HMAC":
                    self.budget.algorithms.add(recipe.recipe.hash)
                    yield from self._mac(node, recipe, left - recipe_cost)

    def _mac(self, node: TokenNode, recipe: RecipeNode, cost: int) -> Iterator[Hit]:
        changes, mac = len(node.steps) + len(recipe.steps), (recipe.recipe.hash, _message(node, recipe), node.token.signature)
        found = self._kept(node, changes, cost).first_match(*mac, self.budget) if changes else self._streamed(cost, *mac)
        if found is not None:
            foreign, text = found
            steps = (*node.steps, *recipe.steps, *text.steps())
            yield Hit(node.token, Key.from_secret(text.octets), recipe.recipe, steps, foreign, text, text.sighting)

    def _streamed(self, cost: int, hash_name: str, message: bytes, signature: bytes) -> Reached | None:
        """Try all secrets of one cost while token and recipe are as they came; there may be millions, which are made as they are tried."""
        for foreign, batches in ((False, self.secrets.own(cost)), (True, self.secrets.foreign(cost))):
            for batch in batches:
                self.budget.variants += len(batch)
                octets = first_match([text[0] for text in batch], hash_name, message, signature)
                if octets is not None:
                    return foreign, next(TextNode(*text) for text in batch if text[0] == octets)
        return None

    def _kept(self, node: TokenNode, changes: int, cost: int) -> Selection:
        """Return the secrets to try on a changed token: the fewer, the more changes there are and the less likely the last one is."""
        others = self.secrets.foreign_count
        if node.rare and cost > 1:
            return NOTHING
        as_seen = cost == 1 and (others <= FEW or (changes == 1 and (others <= MANY or not self.tokens.root.strict)))
        if not as_seen and not (changes == 1 and cost == 2 and others <= FEW):
            return self.secrets.selection("own", cost)
        return self.secrets.selection(SELECTIONS[min(3, changes + node.rare)] if cost <= 1 else "all", cost)

    def _with_keys(self, node: TokenNode, left: int) -> Iterator[Hit]:
        for key in self.ring.nodes(node.token, left, changed=bool(node.steps)):
            for recipe in recipe_levels(node.token, key.key, left - key.cost, self.budget):
                self.budget.variants += 1
                self.budget.algorithms.add(recipe.recipe.family + recipe.recipe.hash)
                if self._verifies(node.token, key, recipe.recipe):
                    yield Hit(node.token, key.key, recipe.recipe, (*node.steps, *recipe.steps, *key.steps), key.foreign, None, key.sighting)
        if self.ring.is_inventory and left == 1 and not node.steps:
            yield from self._in_inventory(node)

    def _verifies(self, token: TokenText, key: KeyNode, recipe: Recipe) -> bool:
        return self.ring.may_verify(token, key.key, recipe) and verifies(recipe, key.key, token.signing_input, token.signature)

    def _in_inventory(self, node: TokenNode) -> Iterator[Hit]:
        """Try every key of an inventory on the token as received, in the way that its header names."""
        recipe, token = recipe_for(node.token.alg or ""), node.token
        if recipe is None:
            return
        keys = self.ring.others(token)
        self.budget.variants += len(keys)
        for key in keys if recipe.family != "ECDSA" else self.ring.pointed_at(token):
            if verifies(recipe, key.key, token.signing_input, token.signature):
                yield Hit(token, key.key, recipe, (*node.steps, *key.steps), key.foreign, None, key.sighting)


def _message(node: TokenNode, recipe: RecipeNode) -> bytes:
    return new(recipe.recipe.hash, node.token.signing_input).digest() if recipe.recipe.twice else node.token.signing_input
