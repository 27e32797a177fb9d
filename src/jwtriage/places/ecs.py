"""ECS task definitions: ``#container/VARIABLE``, its value or the store that it points to."""

from collections.abc import Iterator

from jwtriage.places.found import Elsewhere, Found, written
from jwtriage.places.tree import Scalar, Tree, at, text_at


def is_task_definition(document: Tree) -> bool:
    """Tell whether a document is a task definition, or the answer of ``describe-task-definition`` around one."""
    return isinstance(_containers(document), list)


def values(document: Tree) -> list[Found | Elsewhere]:
    """Return every variable of every container; ``secrets`` say where else the value is."""
    containers = _containers(document)
    return [entry for container in (containers if isinstance(containers, list) else ()) for entry in _of_container(container)]


def _containers(document: Tree) -> Tree | None:
    """Return the container definitions."""
    for parts in (("containerDefinitions",), ("taskDefinition", "containerDefinitions")):
        found = at(document, parts)
        if found is not None:
            return found
    return None


def _of_container(container: Tree) -> Iterator[Found | Elsewhere]:
    """Yield the variables of one container."""
    service = text_at(container, "name")
    for member in _list(container, "environment"):
        variable, value = text_at(member, "name"), at(member, ("value",))
        if variable and isinstance(value, Scalar):
            yield Found((service, variable), _named(service, variable), value.text, "variable", value.line, value.source, "ecs")
    for member in _list(container, "secrets"):
        variable, store = text_at(member, "name"), text_at(member, "valueFrom")
        if variable:
            yield Elsewhere((service, variable), _named(service, variable), f"is in the store {store!r}, which this version does not read")
    for member in _list(container, "environmentFiles"):
        yield Elsewhere((service, "*"), _named(service, "*"), f"has variables from {text_at(member, 'value')!r}, which this version does not read")


def _list(container: Tree, name: str) -> list[Tree]:
    """Return a list member of a container, empty where there is none."""
    found = at(container, (name,))
    return found if isinstance(found, list) else []


def _named(container: str, variable: str) -> str:
    """Write ``container/VARIABLE`` as a REF does."""
    return written((container, variable), "/")
