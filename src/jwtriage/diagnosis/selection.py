"""Secrets that are tried on one changed token after the other."""

from collections.abc import Iterable
from typing import Literal

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import TextNode
from jwtriage.forensics.hmac_search import PreparedKeys, first_match

Reached = tuple[bool, TextNode]
"""Whether the verifier would have used another key, and the text."""
Which = Literal["all", "seen", "unchanged", "own"]
"""All secrets, those that were seen somewhere, those as they were seen, and the verifier's own."""

MOST_PREPARED = 20_000
"""So many secrets are made ready for each hash, which takes a kilobyte for each."""


class Selection:
    """Some secrets and, for each hash that is asked for, their prepared HMACs."""

    __slots__ = ("_prepared", "entries")

    def __init__(self, entries: Iterable[Reached]) -> None:
        """Keep the secrets in their order."""
        self.entries = tuple(entries)
        self._prepared: dict[str, PreparedKeys] = {}

    def first_match(self, hash_name: str, message: bytes, signature: bytes, budget: Budget) -> Reached | None:
        """Return the first secret with this HMAC over ``message``, or ``None``; every secret counts as tried."""
        budget.variants += len(self.entries)
        octets = self._match(hash_name, message, signature)
        return None if octets is None else next(entry for entry in self.entries if entry[1].octets == octets)

    def _match(self, hash_name: str, message: bytes, signature: bytes) -> bytes | None:
        if len(self.entries) > MOST_PREPARED:
            return first_match((node.octets for _, node in self.entries), hash_name, message, signature)
        if hash_name not in self._prepared:
            self._prepared[hash_name] = PreparedKeys((node.octets for _, node in self.entries), hash_name)
        return self._prepared[hash_name].first_match(message, signature)


NOTHING = Selection(())
