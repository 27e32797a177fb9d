"""Shared secrets and their counterfactuals: every key text that few changes reach, cheapest first, no bytes twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Text, TextNode, seen_text
from jwtriage.diagnosis.configured import chosen_key, configured_keys, fits, is_document, key_octets
from jwtriage.diagnosis.proposals import secret_changes
from jwtriage.diagnosis.secret_causes import DOCUMENT, UNDECODABLE, CausesAfter, causes_after, common_causes_after, undecoded_changes, well_known
from jwtriage.diagnosis.selection import Reached, Selection, Which
from jwtriage.forensics.hmac_search import block_size
from jwtriage.forensics.keytext import read_document
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Sighting

BOUND = 3_000_000
"""So many key texts are tried at the most: about five seconds, and 300 MiB of memory."""

WIDE = 500
"""With more secrets than this that the verifier does not hold, these are tried as they are and in the common encodings only."""


Batch = Sequence[Text]
TOGETHER = 256
"""Texts of a batch, about."""


class SecretLevels:
    """The key bytes reached at each cost, over all sightings.

    A change costs one; a key that the verifier does not hold costs one more. Texts come in batches, as they are made.
    """

    def __init__(self, own: Iterable[Sighting], others: Iterable[Sighting], token: TokenText, budget: Budget) -> None:
        """Take the verifier's own sightings and all others; the token's header chooses among the keys of a set."""
        block = _block(token)
        self._block = block
        self._budget = budget
        self._seen: set[bytes] = set()
        own, others = tuple(own), tuple(others)
        chosen = [node for sighting in own for node in own_roots(sighting, token)]
        passed_over = [node for sighting in own for node in roots_of(sighting)]
        self._own: list[list[Text]] = [list(self._new(chosen))]
        self._others: list[list[Text]] = [
            [node for node in self._new([*passed_over, *(node for each in others for node in roots_of(each))]) if node.octets]
        ]
        self._own_documents = document_roots(own)
        self._other_documents = document_roots(others)
        self._selections: dict[tuple[Which, int], Selection] = {}
        self._famous: list[TextNode] | None = None

    @property
    def count(self) -> int:
        """The number of secrets as they were seen."""
        return len(self._own[0]) + len(self._others[0])

    @property
    def foreign_count(self) -> int:
        """The number of secrets that the verifier does not hold."""
        return len(self._others[0])

    def own(self, cost: int) -> Iterator[Batch]:
        """Yield what is reached at exactly this cost from the verifier's own secrets."""
        return self._depth(self._own, self._own_documents, cost, causes_after)

    def foreign(self, cost: int) -> Iterator[Batch]:
        """Yield what is reached at exactly this cost from other secrets: seen elsewhere, then well known."""
        wide = self.foreign_count > WIDE
        if cost >= 1 and not (wide and cost > 2):
            yield from self._depth(self._others, self._other_documents, cost - 1, common_causes_after if wide else causes_after)
        if cost == 1:
            yield self._well_known()

    def selection(self, which: Which, cost: int) -> Selection:
        """Return the secrets of one cost that are tried on changed tokens, made ready for many of them."""
        if (which, cost) not in self._selections:
            self._selections[which, cost] = Selection(self._level(which, cost))
        return self._selections[which, cost]

    def _level(self, which: Which, cost: int) -> Iterator[Reached]:
        if which not in ("own", "all"):
            every = self.selection("all", cost).entries
            yield from (entry for entry in every if entry[1].sighting is not None and (which == "seen" or entry[1].parent is None))
            return
        yield from ((False, TextNode(*text)) for batch in self.own(cost) for text in batch)
        if which == "all":
            yield from ((True, TextNode(*text)) for batch in self.foreign(cost) for text in batch)

    def _depth(self, levels: list[list[Text]], documents: list[TextNode], depth: int, causes: CausesAfter) -> Iterator[Batch]:
        if depth < len(levels):
            yield levels[depth]
            return
        found: list[Text] = []
        before = self._depth(levels, documents, depth - 1, causes)
        for batch in self._changes_of(chain([documents], before) if depth == 1 else before, causes):
            found += batch
            yield batch
        if depth == len(levels) and len(found) < BOUND // 10:
            levels.append(found)

    def _changes_of(self, batches: Iterable[Batch], causes: CausesAfter) -> Iterator[Batch]:
        """Yield the changes of each text in turn, several texts' together."""
        found: list[Text] = []
        for node in (TextNode(*text) for batch in batches for text in batch):
            if len(self._seen) > BOUND:
                self._budget.stop("the bound on the number of key texts")
            if self._budget.over:
                break
            found += secret_changes(node, self._block, self._budget, causes(node), self._seen)
            if node.parent is None:
                found += self._new(undecoded_changes(node, self._block, self._budget))
            if len(found) >= TOGETHER:
                yield found
                found = []
        yield found

    def _new(self, nodes: Iterable[TextNode]) -> Iterator[TextNode]:
        for node in nodes:
            if node.octets not in self._seen:
                self._seen.add(node.octets)
                yield node

    def _well_known(self) -> list[TextNode]:
        if self._famous is None:
            self._famous = [node for node in well_known() if node.octets not in self._seen]
            self._seen.update(node.octets for node in self._famous)
        return self._famous


def own_roots(sighting: Sighting, token: TokenText) -> Iterator[TextNode]:
    """Yield the key bytes that the verifier uses for this token: of a key set the one that its header chooses."""
    if sighting.kind == "fingerprint" or not is_document(sighting):
        yield from roots_of(sighting)
        return
    chosen = chosen_key(configured_keys(sighting), token)
    if chosen is not None and chosen.secret is not None and fits(chosen, token.alg):
        yield seen_text(chosen.secret.reveal(), sighting)


def roots_of(sighting: Sighting) -> Iterator[TextNode]:
    """Yield the texts from which changes start: the configured key bytes, the text they are decoded from, the ``k`` of a JWK.

    A key document is no secret: its text becomes one only by a cause that says so; see `document_roots`.
    """
    text = sighting.text.reveal()
    if sighting.kind == "fingerprint":
        return
    if is_document(sighting):
        for held in read_document(text):
            if held.key.secret is not None:
                yield seen_text(held.key.secret.reveal(), sighting)
        return
    octets = key_octets(text, sighting.encoding)
    if octets is not None:
        yield seen_text(octets, sighting)


def document_roots(sightings: Iterable[Sighting]) -> list[TextNode]:
    """Return the texts that are no key by themselves: key documents, and texts that the program cannot decode as it is told to."""
    roots = []
    for sighting in sightings:
        text = sighting.text.reveal()
        if sighting.kind != "fingerprint" and is_document(sighting):
            roots.append(TextNode(text, None, None, DOCUMENT, sighting))
        elif sighting.kind != "fingerprint" and key_octets(text, sighting.encoding) is None:
            roots.append(TextNode(text, None, None, UNDECODABLE, sighting))
    return roots


def _block(token: TokenText) -> int:
    recipe = recipe_for(token.alg or "")
    return block_size(recipe.hash) if recipe and recipe.family == "HMAC" else 64
