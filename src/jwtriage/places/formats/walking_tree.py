"""Finding the interesting branches of a tree, wherever they hang."""

from collections.abc import Iterator

from jwtriage.places.tree import MAX_DEPTH, MAX_VALUES, Scalar, Tree, at, children


def mappings(tree: Tree) -> Iterator[tuple[tuple[str, ...], dict[str, Tree]]]:
    """Yield every mapping of a tree with its path, outer ones first, within bounds."""
    pending: list[tuple[tuple[str, ...], Tree]] = [((), tree)]
    seen = 0
    while pending and seen < MAX_VALUES:
        path, node = pending.pop()
        seen += 1
        if isinstance(node, dict):
            yield path, node
        if len(path) < MAX_DEPTH:
            inner = [((*path, name), child) for name, child in children(node) if not isinstance(child, Scalar)]
            pending += reversed(inner)


def items_of(node: Tree | None, *parts: str) -> list[Tree]:
    """Return the list at a path, empty where there is none."""
    found = at(node, parts) if node is not None else None
    return found if isinstance(found, list) else []


def members_of(node: Tree | None, *parts: str) -> dict[str, Tree]:
    """Return the mapping at a path, empty where there is none."""
    found = at(node, parts) if node is not None else None
    return found if isinstance(found, dict) else {}
