"""The search: combinations of changed tokens, recipes and keys, by the number of changes, until one verifies.

Every combination of three axes is tried with at most three changes in all. The first that verifies has the fewest, and among those
of equal number the causes' own order decides; what verifies is unique up to equivalent keys, so no alternative is lost.
"""

from collections.abc import Iterator
from hashlib import new
from itertools import chain

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import TextNode
from jwtriage.diagnosis.hit import Hit, Signing
from jwtriage.diagnosis.key_nodes import KeyNode, OwnKeys, famous_key_nodes, foreign_key_nodes
from jwtriage.diagnosis.recipe_nodes import RecipeNode, recipe_levels
from jwtriage.diagnosis.secret_nodes import SecretLevels
from jwtriage.diagnosis.token_nodes import TokenLevels, TokenNode
from jwtriage.forensics.hmac_search import first_match
from jwtriage.forensics.opening import open_rsa, padding_of
from jwtriage.forensics.recipe import Recipe, kind_for, recipe_for, verifies
from jwtriage.forensics.recover_ecdsa import recover
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case, Sighting

WIDE = 50
"""With more public keys than this, changed tokens are tried on the verifier's own keys and on those that fit in size only."""
FEW, MANY = 12, 500
"""Up to so many secrets that the verifier does not hold are tried with one change, and as they are, on every changed token."""
PLACEHOLDER = Key.from_secret(b"")


class Search:
    """One verifier and one token; the levels that `run` makes stay for the next call."""

    def __init__(self, case: Case, own: tuple[Sighting, ...], others: tuple[Sighting, ...], budget: Budget) -> None:
        """Read the keys; nothing is tried yet."""
        self.budget = budget
        self.tokens = TokenLevels(case, budget)
        self.secrets = SecretLevels(own, others, self.tokens.root, budget)
        self._own_keys = OwnKeys(own, budget)
        self._foreign_keys = foreign_key_nodes(others)
        self._famous_keys = famous_key_nodes(self.tokens.root)
        self._rings: dict[tuple[str | None, str | None], list[KeyNode]] = {}
        self._signers: dict[tuple[bytes, bytes, str, str], frozenset[str]] = {}
        self._paddings: dict[tuple[str, bytes], str | None] = {}
        self._is_inventory = len(self._foreign_keys) > WIDE
        budget.keys = self.secrets.count + len({node.key.thumbprint for node in self._keys(self.tokens.root)})

    def _keys(self, token: TokenText) -> list[KeyNode]:
        """Return the public keys that may verify this token: the verifier's own as its header chooses them, then all others, by kind."""
        header = (token.alg, token.kid)
        if header not in self._rings:
            own = self._own_keys.nodes(token)
            known = {node.key.thumbprint for node in own}
            others = [node for node in (*self._foreign_keys, *self._famous_keys) if node.key.thumbprint not in known]
            recipe = recipe_for(token.alg or "")
            self._rings[header] = [node for node in (*own, *others) if recipe is None or node.key.kind == kind_for(recipe)]
        return self._rings[header]

    def own_keys(self) -> list[Signing]:
        """Return the keys that the verifier would use, as configured or after the fewest repairs of their documents."""
        secrets = [Signing(Key.from_secret(node.octets), node.sighting, False, ()) for _, node in self.secrets.own(0)]
        public = [node for node in self._keys(self.tokens.root) if not node.foreign and node.sighting is not None]
        return [*secrets, *(Signing(node.key, node.sighting, False, node.steps) for node in public)]

    def run(self, fewest: int, most: int) -> Hit | None:
        """Return the first combination of ``fewest`` to ``most`` changes that verifies, fewest first, or ``None``."""
        for total in range(fewest, most + 1):
            self.budget.stage(f"combinations of {total} changes")
            for hit in self._at(total):
                return hit
            if self.budget.over:
                break
        return None

    def _at(self, total: int) -> Iterator[Hit]:
        for token_cost in range(total + 1):
            for node in self.tokens.level(token_cost):
                if self.budget.over:
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
        pairs = self._pairs(node, recipe, cost)
        current = None

        def octets() -> Iterator[bytes]:
            nonlocal current
            for current in pairs:
                self.budget.variants += 1
                yield current[1].octets

        message = _message(node, recipe)
        if first_match(octets(), recipe.recipe.hash, message, node.token.signature) is not None and current is not None:
            foreign, text = current
            steps = (*node.steps, *recipe.steps, *text.steps())
            yield Hit(node.token, Key.from_secret(text.octets), recipe.recipe, steps, foreign, text, text.sighting)

    def _pairs(self, node: TokenNode, recipe: RecipeNode, cost: int) -> Iterator[tuple[bool, TextNode]]:
        """Return the secrets of one cost: all while token and recipe are as they came, the likelier ones with every other token."""
        changes, others = len(node.steps) + len(recipe.steps), self.secrets.foreign_count
        if changes == 0:
            return chain(self.secrets.own(cost), self.secrets.foreign(cost))
        as_seen = cost == 1 and (others <= FEW or (changes == 1 and (others <= MANY or not self.tokens.root.strict)))
        if as_seen or (changes == 1 and cost == 2 and others <= FEW):
            return iter(self.secrets.level(cost) if changes == 1 else self.secrets.seen_level())
        return self.secrets.own(cost)

    def _with_keys(self, node: TokenNode, left: int) -> Iterator[Hit]:
        for key in self._keys(node.token):
            rest = left - key.cost
            if rest < 0 or ((node.steps or rest) and self._is_far(key)):
                continue
            for recipe in recipe_levels(node.token, key.key, rest, self.budget):
                self.budget.variants += 1
                self.budget.algorithms.add(recipe.recipe.family + recipe.recipe.hash)
                if self._may_verify(node, key, recipe) and verifies(recipe.recipe, key.key, node.token.signing_input, node.token.signature):
                    yield _hit(node, key, recipe)

    def _is_far(self, key: KeyNode) -> bool:
        """Tell whether a key is worth no changed token: a published one, and of a large inventory all that do not open an RSA signature."""
        if key.sighting is None:
            return True
        return key.foreign and self._is_inventory and open_rsa(key.key, self.tokens.root.signature) is None

    def _may_verify(self, node: TokenNode, key: KeyNode, recipe: RecipeNode) -> bool:
        """Ask the signature first, where that is cheaper than to verify: an RSA key for its padding, many EC keys by recovery."""
        way = recipe.recipe
        if way.family in ("RSA", "PSS"):
            return self._padding(key.key, node.token.signature) == way.family
        if way.family != "ECDSA" or way.twice or way.der or not way.curve or len(self._keys(node.token)) <= FEW:
            return True
        return key.key.thumbprint in self._recovered(node, way)

    def _padding(self, key: Key, signature: bytes) -> str | None:
        asked = (key.thumbprint, signature)
        if asked not in self._paddings:
            self._paddings[asked] = padding_of(key, signature)
        return self._paddings[asked]

    def _recovered(self, node: TokenNode, way: Recipe) -> frozenset[str]:
        asked = (node.token.signing_input, node.token.signature, way.curve, way.hash)
        if asked not in self._signers:
            points = recover(way.curve, way.hash, node.token.signing_input, node.token.signature)
            self._signers[asked] = frozenset(Key.from_public(point).thumbprint for point in points)
        return self._signers[asked]


def _hit(node: TokenNode, key: KeyNode, recipe: RecipeNode) -> Hit:
    steps = (*node.steps, *recipe.steps, *key.steps)
    return Hit(node.token, key.key, recipe.recipe, steps, key.foreign, None, key.sighting)


def _message(node: TokenNode, recipe: RecipeNode) -> bytes:
    return new(recipe.recipe.hash, node.token.signing_input).digest() if recipe.recipe.twice else node.token.signing_input
