"""Whether the key that verifies is a copy of the verifier's, and what happened to the copy."""

from collections.abc import Iterable, Iterator

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step, TextNode, seen_text
from jwtriage.diagnosis.difference import difference
from jwtriage.diagnosis.hit import Hit
from jwtriage.diagnosis.secret_nodes import document_roots, roots_of
from jwtriage.forensics.hmac_search import block_size
from jwtriage.forensics.keytext import read_document
from jwtriage.model.case import Sighting


def steps_between(hit: Hit, own: tuple[Sighting, ...], budget: Budget) -> tuple[Step, ...] | None:
    """Return the steps from a text of the verifier to the key that verifies, or ``None`` when the two are no copies of one key."""
    texts = [node for sighting in own for node in roots_of(sighting)] + document_roots(own)
    block = block_size(hit.recipe.hash) if hit.recipe.family == "HMAC" else 64
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
    elif hit.sighting is not None:
        yield _document_texts(hit), ()


def _root(node: TextNode) -> TextNode:
    return node if node.parent is None else _root(node.parent)


def _document_texts(hit: Hit) -> list[TextNode]:
    text = hit.sighting.text.reveal() if hit.sighting else b""
    canonical = (document.canonical for document in read_document(text) if document.key.public is not None and document.key == hit.key)
    return [seen_text(octets, hit.sighting) for octets in _distinct([text, *canonical])]


def _distinct(texts: Iterable[bytes]) -> list[bytes]:
    return list(dict.fromkeys(texts))
