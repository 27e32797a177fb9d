"""The token's text and its counterfactuals, level by level."""

from collections import Counter
from itertools import islice
from typing import NamedTuple

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.proposals import token_changes
from jwtriage.forensics.compact import is_canonical
from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode
from jwtriage.model.case import Case

BOUND = 4000
"""So many token texts of one level are enough: every real chain is far below."""


ALPHABET = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
"""A text of these alone may have lost or swapped a character; any other character has a narrower cause."""
LIKELY = 12
"""The first proposals of a cause are the likely ones."""
MOST_SOUND = 2
MOST_CUT = 12


class TokenNode(NamedTuple):
    """A token reached by changes. ``rare``: its last cause had many likelier proposals; no further change of the token follows, and few others."""

    token: TokenText
    steps: tuple[Step, ...]
    rare: bool = False

    @property
    def acceptable(self) -> bool:
        """Tell whether nothing is left to tolerate: the text is canonical, or its signing input was named by a cause."""
        return self.token.strict or (self.token.overridden and is_canonical(self.token.signature_segment))


def root_token(case: Case) -> TokenText:
    """Return the token as the verifier sees it, with the detached payload put in where there is one (RFC 7515 appendix F)."""
    token = TokenText.read(case.token)
    if case.payload is None or token.payload_segment or token.segments != 3:
        return token
    content = case.payload if token.header.get("b64") is False else encode(case.payload).encode("ascii")
    return token.with_signing_input(token.header_segment + b"." + content)


class TokenLevels:
    """All tokens reached with 0, 1, 2… changes; a level is made when it is first asked for, and no token appears twice."""

    def __init__(self, case: Case, budget: Budget) -> None:
        """Start with the token as received."""
        root = root_token(case)
        self._case = case
        self._budget = budget
        self._seen = {_identity(root)}
        self._levels: list[list[TokenNode]] = [[TokenNode(root, ())]]

    @property
    def root(self) -> TokenText:
        """The token as received."""
        return self._levels[0][0].token

    def level(self, depth: int) -> list[TokenNode]:
        """Return the tokens reached with exactly ``depth`` changes."""
        while len(self._levels) <= depth:
            self._levels.append(self._next(self._levels[-1]))
        return self._levels[depth]

    def sound(self) -> list[TokenNode]:
        """Return the texts that are worth the dear repairs: the token as received, or if it is not sound, what few changes make of it."""
        if self.root.strict:
            return self._levels[0]
        sound = [node for level in (1, 2) for node in self.level(level) if node.token.strict][:MOST_SOUND]
        return sound if sound and not ALPHABET.issuperset(self.root.text) else [*sound, *self._levels[0]]

    def cut(self) -> list[TokenNode]:
        """Return the texts of which the signature alone is odd, as one that lost its end is: the token as received, or after few changes."""
        nodes = (node for level in range(3) for node in self.level(level))
        return [*self._levels[0], *islice((node for node in nodes if node.steps and _is_odd_at_its_end(node.token)), MOST_CUT)]

    def _next(self, nodes: list[TokenNode]) -> list[TokenNode]:
        found: list[TokenNode] = []
        for node in nodes:
            if len(found) >= BOUND or self._budget.over:
                break
            if not node.rare:
                found.extend(self._changes(node))
        return found

    def _changes(self, node: TokenNode) -> list[TokenNode]:
        changed: list[TokenNode] = []
        tally: Counter[str] = Counter()
        made = {step.cause.id for step in node.steps}
        for token, step in token_changes(node.token, self._case, self._budget, made):
            if _identity(token) not in self._seen:
                self._seen.add(_identity(token))
                tally[step.cause.id] += 1
                changed.append(TokenNode(token, (*node.steps, step), tally[step.cause.id] > LIKELY))
        return changed


def _is_odd_at_its_end(token: TokenText) -> bool:
    return (
        token.segments == 3
        and not token.overridden
        and bool(token.header)
        and is_canonical(token.header_segment)
        and is_canonical(token.payload_segment)
        and not is_canonical(token.signature_segment)
    )


def _identity(token: TokenText) -> tuple[object, ...]:
    return token.text, token.signing_input, token.signature, token.overridden
