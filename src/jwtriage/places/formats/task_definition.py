"""ECS task definitions: open variables, and the stores from which the others come."""

from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge
from jwtriage.model.key_name import key_name
from jwtriage.places import ecs
from jwtriage.places.formats.entry import Entry, entries, variable
from jwtriage.places.formats.source import Source
from jwtriage.places.formats.walking_tree import items_of
from jwtriage.places.found import written
from jwtriage.places.tree import Scalar, Tree, at, text_at


def matches(source: Source) -> bool:
    """Tell whether the file is a task definition."""
    return len(source.documents) == 1 and ecs.is_task_definition(source.documents[0])


def read(source: Source) -> Iterator[Entry]:
    """Yield the variables of each container."""
    document = source.documents[0]
    for container in items_of(document, "containerDefinitions") or items_of(document, "taskDefinition", "containerDefinitions"):
        yield from of_container(container, source.place)


def of_container(container: Tree, place: str) -> Iterator[Entry]:
    """Yield the variables of one container; CloudFormation writes the same names with a capital."""
    service = text_at(container, "name") or text_at(container, "Name")
    for name, value in _members(container, "environment", "value"):
        if isinstance(value, Scalar):
            yield from entries(variable((service, name), value, "ecs"), place)
    for name, value in _members(container, "secrets", "valueFrom"):
        if isinstance(value, Scalar) and key_name((name,)):
            yield Edge(_origin(place, service, name, value), name, f"aws/{value.text.decode('utf-8', 'replace')}", "valueFrom")
    for file in items_of(container, "environmentFiles"):
        yield Edge(_origin(place, service, "*", at(file, ("value",))), "*", f"aws/{text_at(file, 'value')}", "environmentFiles")


def _members(container: Tree, member: str, value: str) -> Iterator[tuple[str, Tree | None]]:
    for small, item in [(True, item) for item in items_of(container, member)] + [(False, item) for item in items_of(container, member.capitalize())]:
        name = text_at(item, "name") if small else text_at(item, "Name")
        yield name, at(item, (value if small else value[0].upper() + value[1:],))


def _origin(place: str, service: str, name: str, where: Tree | None) -> Origin:
    return Origin(place, written((service, name), "/"), where.line if isinstance(where, Scalar) else None)
