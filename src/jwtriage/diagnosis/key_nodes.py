"""Public keys and their counterfactuals: what each sound or repaired document holds, and which of its keys the verifier would take."""

from collections.abc import Iterable
from typing import NamedTuple

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step, TextNode, seen_text
from jwtriage.diagnosis.configured import chosen_key, fits, is_document
from jwtriage.diagnosis.proposals import document_changes
from jwtriage.forensics.keytext import read_document, strict_keys
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting

DEPTH = 3
BOUND = 400
"""So many texts of one document are enough; each is parsed."""


class KeyNode(NamedTuple):
    """A public key that may verify: the changes of its document, and whether the verifier would have taken another (``foreign``)."""

    key: Key
    steps: tuple[Step, ...]
    foreign: bool
    sighting: Sighting

    @property
    def cost(self) -> int:
        """The number of changes, the choice of another key counted as one."""
        return len(self.steps) + self.foreign


def own_key_nodes(sightings: Iterable[Sighting], token: TokenText, budget: Budget) -> list[KeyNode]:
    """Return the keys of the verifier's documents, as they are and as repaired, cheapest first, each key once for each role."""
    found: dict[tuple[str, str | None, bool], KeyNode] = {}
    for sighting in sightings:
        if sighting.kind != "fingerprint" and is_document(sighting):
            for node in _document_nodes(sighting, budget):
                _collect(found, node, token)
    return sorted(found.values(), key=lambda node: node.cost)


def foreign_key_nodes(sightings: Iterable[Sighting]) -> list[KeyNode]:
    """Return the keys of all other documents, read leniently: how a candidate is written down is nobody's fault here."""
    nodes: dict[str, KeyNode] = {}
    for sighting in sightings:
        if sighting.kind == "fingerprint" or not is_document(sighting):
            continue
        for held in read_document(sighting.text.reveal()):
            if held.key.public is not None:
                nodes.setdefault(held.key.thumbprint, KeyNode(held.key, (), True, sighting))
    return list(nodes.values())


def _collect(found: dict[tuple[str, str | None, bool], KeyNode], node: TextNode, token: TokenText) -> None:
    keys = [key for key in strict_keys(node.octets, _form(node)) if key.public is not None]
    chosen = chosen_key(keys, token)
    for key in keys:
        foreign = key is not chosen or not fits(key, token.alg)
        entry = KeyNode(key, node.steps(), foreign, _sighting(node))
        previous = found.get((key.thumbprint, key.kid, foreign))
        if previous is None or previous.cost > entry.cost:
            found[key.thumbprint, key.kid, foreign] = entry


def _form(node: TextNode) -> str:
    return node.sighting.form if node.sighting else "auto"


def _sighting(node: TextNode) -> Sighting:
    assert node.sighting is not None  # documents are always seen somewhere
    return node.sighting


def _document_nodes(sighting: Sighting, budget: Budget) -> list[TextNode]:
    nodes = [seen_text(sighting.text.reveal(), sighting)]
    seen = {nodes[0].octets}
    level = nodes
    for _ in range(DEPTH):
        level = [changed for node in level for changed in document_changes(node, budget) if _is_new(changed.octets, seen)]
        nodes = nodes + level
        if len(nodes) > BOUND or budget.over:
            break
    return nodes


def _is_new(octets: bytes, seen: set[bytes]) -> bool:
    if octets in seen:
        return False
    seen.add(octets)
    return True
