"""Which public keys are worth trying on which token: all of a few, and of a large inventory those that the signature points at."""

from collections.abc import Iterator
from hashlib import new

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.key_nodes import KeyNode, OwnKeys, famous_key_nodes, foreign_key_nodes
from jwtriage.forensics.opening import Opened, OpenedPss, is_signed_text, open_pss, open_rsa, padding_of
from jwtriage.forensics.recipe import Recipe, kind_for, recipe_for
from jwtriage.forensics.recover_ecdsa import recover
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting

WIDE = 50
"""More foreign keys than this are an inventory: each is tried on the token as received, few on changed tokens."""

FEW = 3
"""A recovery costs as much as three verifications: up to so many EC keys are simply tried."""


class KeyRing:
    """All public keys of a case. What a signature says about its key is asked once for each signature, not for each key."""

    def __init__(self, own: tuple[Sighting, ...], others: tuple[Sighting, ...], token: TokenText, budget: Budget) -> None:
        """Read the keys of the verifier, of the candidates, and those that everybody has; ``token`` is the one received."""
        self._token = token
        self._own = OwnKeys(own, budget)
        self._foreign = foreign_key_nodes(others)
        self._famous = famous_key_nodes(token)
        self._by_thumbprint = {node.key.thumbprint: node for node in (*self._famous, *self._foreign)}
        points = {node.key.thumbprint for node in (*self._own.nodes(token), *self._foreign) if node.key.kind == "EC"}
        self._is_few = len(points) <= FEW
        self.is_inventory = len(self._foreign) > WIDE
        self._rings: dict[tuple[str | None, str | None], tuple[list[KeyNode], list[KeyNode]]] = {}
        self._near: list[KeyNode] | None = None
        self._signers: dict[tuple[bytes, bytes, str, str], frozenset[str]] = {}
        self._paddings: dict[tuple[str, bytes], str | None] = {}
        self._opened: dict[tuple[str, bytes], Opened | OpenedPss | None] = {}

    @property
    def count(self) -> int:
        """The number of distinct keys that may be tried."""
        return len(self._by_thumbprint.keys() | {node.key.thumbprint for node in self.own(self._token)})

    def own(self, token: TokenText) -> list[KeyNode]:
        """Return the verifier's keys as the token's header chooses among them, cheapest first."""
        return self._ring(token)[0]

    def others(self, token: TokenText) -> list[KeyNode]:
        """Return all other keys of the kind that the token's algorithm needs: the candidates', then those that everybody has."""
        return self._ring(token)[1]

    def nodes(self, token: TokenText, left: int, changed: bool) -> Iterator[KeyNode]:
        """Yield the keys to try on a token with every recipe that ``left`` changes allow; an inventory as it is is left to the caller."""
        yield from (node for node in self.own(token) if node.cost <= left)
        if left < 1:
            return
        plain = not changed and left == 1
        if not self.is_inventory:
            yield from (node for node in self.others(token) if plain or node.sighting is not None)
        elif not plain:
            yield from self.pointed_at(token)

    def pointed_at(self, token: TokenText) -> Iterator[KeyNode]:
        """Of an inventory: the RSA keys that open the signature, and the EC keys that it can be recovered to."""
        recipe = recipe_for(token.alg or "")
        if recipe is not None and recipe.family == "ECDSA":
            yield from (self._by_thumbprint[name] for name in self._recovered(token, recipe) if name in self._by_thumbprint)
            return
        if self._near is None:
            self._near = [node for node in self._foreign if node.key.kind == "RSA" and open_rsa(node.key, self._token.signature) is not None]
        yield from self._near

    def _ring(self, token: TokenText) -> tuple[list[KeyNode], list[KeyNode]]:
        header = (token.alg, token.kid)
        if header not in self._rings:
            recipe = recipe_for(token.alg or "")
            kind = kind_for(recipe) if recipe else None
            own = [node for node in self._own.nodes(token) if kind in (None, node.key.kind)]
            known = {node.key.thumbprint for node in own}
            others = [node for node in (*self._foreign, *self._famous) if kind in (None, node.key.kind) and node.key.thumbprint not in known]
            self._rings[header] = own, others
        return self._rings[header]

    def may_verify(self, token: TokenText, key: Key, recipe: Recipe) -> bool:
        """Ask the signature first where that is cheaper than to verify: an RSA key for padding and digest, many EC keys by recovery."""
        if recipe.family in ("RSA", "PSS"):
            return self._padding(key, token.signature) == recipe.family and self._may_be_text(token, key, recipe)
        if recipe.family != "ECDSA" or recipe.twice or recipe.der or not recipe.curve or self._is_few:
            return True
        return key.thumbprint in self._recovered(token, recipe)

    def _padding(self, key: Key, signature: bytes) -> str | None:
        asked = (key.thumbprint, signature)
        if asked not in self._paddings:
            self._paddings[asked] = padding_of(key, signature)
        return self._paddings[asked]

    def _may_be_text(self, token: TokenText, key: Key, recipe: Recipe) -> bool:
        """Compare digests where the signature opens: that costs a hash, and thousands of texts share one signature."""
        asked = (key.thumbprint, token.signature)
        if asked not in self._opened:
            self._opened[asked] = (open_rsa if recipe.family == "RSA" else open_pss)(key, token.signature)
        opened = self._opened[asked]
        if opened is None or opened.hash != recipe.hash:
            return opened is None
        message = new(recipe.hash, token.signing_input).digest() if recipe.twice else token.signing_input
        return is_signed_text(opened, message) if isinstance(opened, OpenedPss) else opened.digest == new(recipe.hash, message).digest()

    def _recovered(self, token: TokenText, recipe: Recipe) -> frozenset[str]:
        asked = (token.signing_input, token.signature, recipe.curve, recipe.hash)
        if asked not in self._signers:
            points = recover(recipe.curve, recipe.hash, token.signing_input, token.signature)
            self._signers[asked] = frozenset(Key.from_public(point).thumbprint for point in points)
        return self._signers[asked]
