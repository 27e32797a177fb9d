"""Asking the causes: one loop per kind of thing that can be changed. A cause that raises is noted and skipped."""

from collections.abc import Callable, Iterable, Iterator, Set
from typing import ParamSpec, TypeVar

from jwtriage.causes.registry import with_hook
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step, Text, TextNode
from jwtriage.forensics.recipe import Recipe
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.cause import Cause
from jwtriage.model.change import Attempt, DocumentText, SecretText, TextChange

SECRET_CAUSES = [(cause, cause.propose_secret) for cause in with_hook("propose_secret") if cause.propose_secret]
DOCUMENT_CAUSES = [(cause, cause.propose_document) for cause in with_hook("propose_document") if cause.propose_document]
TOKEN_CAUSES = [(cause, cause.propose_token) for cause in with_hook("propose_token") if cause.propose_token]
REPAIR_CAUSES = [(cause, cause.propose_repair) for cause in with_hook("propose_repair") if cause.propose_repair]
RECIPE_CAUSES = [(cause, cause.propose_recipe) for cause in with_hook("propose_recipe") if cause.propose_recipe]


P = ParamSpec("P")
T = TypeVar("T")
SecretCauses = list[tuple[Cause, Callable[[SecretText], Iterator[TextChange]]]]

REPEATED = frozenset(("secret-base64-decoded-one-side",))
"""A secret may have been encoded more than once; no other fault is made twice on one text."""


def secret_changes(node: TextNode, block: int, budget: Budget, causes: SecretCauses = SECRET_CAUSES, seen: set[bytes] | None = None) -> list[Text]:
    """Return every single change of a secret's text, most specific cause first; no cause twice in one chain, no text that was ``seen``."""
    text = SecretText(node.octets, node.sighting, node.parent is None, block)
    before = node.parent.cause if node.parent is not None else None
    known: set[bytes] = set() if seen is None else seen
    found: list[Text] = []
    sighting = node.sighting
    for cause, propose in causes:
        if (cause is node.cause or cause is before) and cause.id not in REPEATED:
            continue
        try:
            for octets, how in propose(text):
                if octets not in known:
                    known.add(octets)
                    found.append((octets, node, cause, how, sighting))
        except Exception as error:  # noqa: BLE001 - one broken cause must not hide the others
            budget.failed(cause, error)
    return found


def document_changes(node: TextNode, budget: Budget) -> Iterator[TextNode]:
    """Propose every single change of a key document's text."""
    text = DocumentText(node.octets, node.sighting, node.parent is None)
    for cause, (octets, how) in _asked(DOCUMENT_CAUSES, budget, text):
        yield TextNode(octets, node, cause, how, node.sighting)


def token_changes(token: TokenText, case: Case, budget: Budget, made: Set[str] = frozenset()) -> Iterator[tuple[TokenText, Step]]:
    """Propose every single cheap change of the token; a cause in ``made`` has had its turn in this chain."""
    causes = [pair for pair in TOKEN_CAUSES if pair[0].id not in made]
    for cause, (changed, how) in _asked(causes, budget, token, case):
        yield changed, Step(cause, how, "token")


def token_repairs(token: TokenText, budget: Budget) -> Iterator[tuple[TokenText, Step]]:
    """Propose the many repairs of the token's text: a mistyped character, the order of members."""
    for cause, (repaired, how) in _asked(REPAIR_CAUSES, budget, token):
        yield repaired, Step(cause, how, "token")


def recipe_changes(attempt: Attempt, budget: Budget) -> Iterator[tuple[Recipe, Step]]:
    """Propose every other way to verify with the same key."""
    for cause, (recipe, how) in _asked(RECIPE_CAUSES, budget, attempt):
        yield recipe, Step(cause, how, "recipe")


def _asked(causes: Iterable[tuple[Cause, Callable[P, Iterator[T]]]], budget: Budget, *asked: P.args, **more: P.kwargs) -> Iterator[tuple[Cause, T]]:
    for cause, propose in causes:
        try:
            for change in propose(*asked, **more):
                yield cause, change
        except Exception as error:  # noqa: BLE001 - one broken cause must not hide the others
            budget.failed(cause, error)
