"""How two copies of one key differ: the same proposals, walked from both copies until they meet.

The verifier's copy is changed forwards, the copy that verifies is changed backwards (what could have become of it). Where both walks
reach the same text, the steps between explain the difference, and no cause needs to say that another key was chosen.
"""

from collections.abc import Iterable, Iterator

from jwtriage.causes.registry import RANK
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step, TextNode
from jwtriage.diagnosis.proposals import secret_changes

LOSSY = frozenset(
    (
        "secret-truncated",
        "secret-undefined-or-empty",
        "secret-hash-comment-truncated",
        "secret-dollar-interpolated",
        "secret-nul-truncated",
        "secret-charset-mismatch",
        "secret-binary-through-text",
        "secret-lenient-base64-of-passphrase",
        "secret-whole-json-blob",
        "secret-longer-than-block",
        "secret-yaml-scalar-coerced",
    )
)
"""Causes after which many texts look alike: two copies that meet only after such a loss need not be copies of one key."""

ENOUGH = 8
"""Octets that two copies must share: 64 bits, beyond what chance explains (SECURITY section 4, rule 17)."""


def difference(own: Iterable[TextNode], signers: Iterable[TextNode], block: int, budget: Budget) -> tuple[Step, ...] | None:
    """Return the fewest steps that lead from a text of the verifier to a text that verifies, or ``None`` when they are strangers.

    ``block`` is the block of the HMAC's hash in octets. At most three steps, at most two of them on one side.
    """
    forward = _walk(own, block, budget)
    backward = _walk(signers, block, budget)
    for total in range(1, 4):
        meetings = list(_meetings(forward, backward, total))
        if meetings:
            return min(meetings, key=_narrowness)
    return None


def _walk(roots: Iterable[TextNode], block: int, budget: Budget) -> list[dict[bytes, TextNode]]:
    levels: list[dict[bytes, TextNode]] = [{}]
    for root in roots:
        levels[0].setdefault(root.octets, root)
    for _ in range(2):
        reached: dict[bytes, TextNode] = {}
        for node in levels[-1].values():
            for changed in secret_changes(node, block, budget):
                if not any(changed[0] in level for level in levels):
                    reached.setdefault(changed[0], TextNode(*changed))
        levels.append(reached)
    return levels


def _meetings(forward: list[dict[bytes, TextNode]], backward: list[dict[bytes, TextNode]], total: int) -> Iterator[tuple[Step, ...]]:
    for ahead in range(min(total, 2), -1, -1):
        back = total - ahead
        if back > 2:
            continue
        smaller, larger = sorted((forward[ahead], backward[back]), key=len)
        for octets in smaller:
            if octets in larger and _is_telling(forward[ahead][octets], backward[back][octets]):
                yield _steps(forward[ahead][octets], backward[back][octets])


def _is_telling(ahead: TextNode, back: TextNode) -> bool:
    """Refuse meetings that any two secrets could have: at a short text, or where both sides lost something."""
    causes = [step.cause.id for step in (*ahead.steps(), *back.steps())]
    if ahead.parent is not None and back.parent is not None:
        return len(ahead.octets) >= ENOUGH and not LOSSY.intersection(causes)
    return "secret-truncated" not in causes or len(ahead.octets) >= ENOUGH


def _steps(ahead: TextNode, back: TextNode) -> tuple[Step, ...]:
    towards = tuple(step._replace(axis="copy") for step in reversed(back.steps()))
    return (*ahead.steps(), *towards)


def _narrowness(steps: tuple[Step, ...]) -> list[int]:
    return [RANK[step.cause.id] for step in steps]
