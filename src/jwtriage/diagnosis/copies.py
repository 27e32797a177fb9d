"""Whether the key that verifies is a copy of the verifier's, and what happened to the copy."""

from collections.abc import Iterator

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step, TextNode, seen_text
from jwtriage.diagnosis.difference import difference
from jwtriage.diagnosis.hit import Hit
from jwtriage.diagnosis.secret_nodes import roots_of
from jwtriage.forensics.hmac_search import block_size
from jwtriage.forensics.keytext import read_document
from jwtriage.model.case import Sighting

SHORTEST_DOCUMENT = 40
"""A document's remains of fewer octets hold little more than the first line, which all documents share."""


def steps_between(hit: Hit, own: tuple[Sighting, ...], budget: Budget) -> tuple[Step, ...] | None:
    """Return the steps from a text of the verifier to the key that verifies, or ``None`` when the two are no copies of one key."""
    if hit.text is None:
        return _cut_document(hit, own)
    texts = [node for sighting in own for node in roots_of(sighting)]
    block = block_size(hit.recipe.hash)
    for signers, rest in _signers(hit):
        found = difference(texts, signers, block, budget)
        if found is not None:
            return (*found, *rest)
    return None


def _signers(hit: Hit) -> Iterator[tuple[list[TextNode], tuple[Step, ...]]]:
    """Yield the texts of the copy that verifies, and the steps from there to the key itself."""
    if hit.text is not None:
        yield [seen_text(hit.text.octets, hit.text.sighting)], ()
        if hit.text.parent is not None:
            yield [seen_text(_root(hit.text).octets, hit.text.sighting)], hit.text.steps()


def _root(node: TextNode) -> TextNode:
    return node if node.parent is None else _root(node.parent)


def _cut_document(hit: Hit, own: tuple[Sighting, ...]) -> tuple[Step, ...] | None:
    """Of two copies of a public key's document the one may be the other's beginning; every other damage is repaired by the causes."""
    for sighting in own:
        text = sighting.text.reveal().rstrip()
        if len(text) >= SHORTEST_DOCUMENT and any(whole.startswith(text) and len(whole.rstrip()) > len(text) for whole in _documents(hit)):
            return (Step(CAUSES["secret-truncated"], "cut off before its end", "copy", sighting),)
    return None


def _documents(hit: Hit) -> Iterator[bytes]:
    text = hit.sighting.text.reveal() if hit.sighting else b""
    yield text
    for document in read_document(text):
        if document.key == hit.key:
            yield document.canonical
