"""Keys of documents and their counterfactuals: what each sound or repaired one holds, and which of its keys the verifier would take."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step, TextNode, seen_text
from jwtriage.diagnosis.configured import chosen_key, fits, is_document
from jwtriage.diagnosis.proposals import document_changes
from jwtriage.forensics.keytext import LIMIT, read_document, strict_keys
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.known.keys import is_debugger_key, sample_public_keys
from jwtriage.model.case import Sighting

DEPTH = 3
BOUND = 400
"""So many texts of one document are enough; each is parsed."""


class KeyNode(NamedTuple):
    """A key that may verify: the changes of its document, and whether the verifier would have taken another (``foreign``)."""

    key: Key
    steps: tuple[Step, ...]
    foreign: bool
    sighting: Sighting | None
    cost: int


def key_node(key: Key, steps: tuple[Step, ...], foreign: bool, sighting: Sighting | None) -> KeyNode:
    """Return the node; its cost is the number of changes, the choice of another key counted as one."""
    return KeyNode(key, steps, foreign, sighting, len(steps) + foreign)


class OwnKeys:
    """The keys of the verifier's documents, as they are and as repaired; read once, chosen anew for each header."""

    def __init__(self, sightings: Iterable[Sighting], budget: Budget) -> None:
        """Walk the repairs of each document and read the keys that they give."""
        documents = [sighting for sighting in sightings if sighting.kind != "fingerprint" and is_document(sighting)]
        nodes = [node for sighting in documents for node in _document_nodes(sighting, budget)]
        self._read = [(node, strict_keys(node.octets, _form(node))) for node in nodes]

    def nodes(self, token: TokenText) -> list[KeyNode]:
        """Return the keys before this token, cheapest first, each key once for each role (chosen by the verifier, or not)."""
        found: dict[tuple[str, str | None, bool], KeyNode] = {}
        for node, keys in self._read:
            chosen = chosen_key(keys, token)
            for key in keys:
                entry = key_node(key, node.steps(), key is not chosen or not fits(key, token.alg), node.sighting)
                role = (key.thumbprint, key.kid, entry.foreign)
                if role not in found or found[role].cost > entry.cost:
                    found[role] = entry
        return sorted(found.values(), key=lambda entry: entry.cost)


def foreign_key_nodes(sightings: Iterable[Sighting]) -> list[KeyNode]:
    """Return the keys of all other documents, read leniently: how a candidate is written down is nobody's fault here."""
    nodes: dict[str, KeyNode] = {}
    for sighting in sightings:
        if sighting.kind == "fingerprint":
            continue
        for key in _candidate_keys(sighting.text.reveal()):
            if key.public is not None:
                nodes.setdefault(key.thumbprint, key_node(key, (), True, sighting))
    return list(nodes.values())


def _candidate_keys(text: bytes) -> list[Key]:
    """Read a document strictly where it is sound, which is ten times as fast, else leniently."""
    return strict_keys(text) or [held.key for held in read_document(text)]


def famous_key_nodes(token: TokenText) -> list[KeyNode]:
    """Return the public keys with which anyone could have signed: the one that the token carries, and the published sample pairs."""
    nodes = [key_node(key, (_famous("key-carried-by-token", "the key in the token's own header"),), False, None) for key in carried_keys(token)]
    for name, key in sample_public_keys():
        cause = "token-resigned-by-debugger" if is_debugger_key(key) else "secret-default-or-placeholder"
        nodes.append(key_node(key, (_famous(cause, f"the published sample key {name}"),), False, None))
    return nodes


def carried_keys(token: TokenText) -> list[Key]:
    """Return the public keys of the header's ``jwk`` and ``x5c`` (RFC 7515 sections 4.1.3 and 4.1.6): evidence, never trusted."""
    members = {name: token.header[name] for name in ("jwk", "x5c") if name in token.header}
    texts = [json.dumps(members["jwk"]).encode()] if isinstance(members.get("jwk"), dict) else []
    chain = members.get("x5c")
    if isinstance(chain, list) and chain and isinstance(chain[0], str):
        texts.append(f"-----BEGIN CERTIFICATE-----\n{chain[0]}\n-----END CERTIFICATE-----\n".encode("utf-8", "replace"))
    return [held.key for text in texts for held in read_document(text) if held.key.public is not None]


def _famous(cause_id: str, whose: str) -> Step:
    return Step(CAUSES[cause_id], f"{whose} verifies the signature: anyone could have made it", "choice")


def _form(node: TextNode) -> str:
    return node.sighting.form if node.sighting else "auto"


def _document_nodes(sighting: Sighting, budget: Budget) -> list[TextNode]:
    nodes = [seen_text(sighting.text.reveal(), sighting)]
    seen = {nodes[0].octets}
    level = nodes
    for _ in range(DEPTH if len(nodes[0].octets) <= LIMIT else 0):
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
