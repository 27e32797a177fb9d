"""``docker:CONTAINER#VAR``: the environment with which a container was started, by ``docker inspect``."""

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting, Unread
from jwtriage.places import file_place
from jwtriage.places.found import Found, written
from jwtriage.places.keylike import is_key_like
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.stores import child
from jwtriage.places.stores.answer import asked, document, labelled
from jwtriage.places.stores.errors import StoreError, denied
from jwtriage.places.structured import Names
from jwtriage.places.surroundings import Surroundings
from jwtriage.places.tree import Scalar, Tree, at, text_at

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,254}")


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return a variable of a container, running or stopped, or every key-like one; what the engine withholds is an `Unread`.

    It is the environment that the container was given; what its entry point adds is not in it.
    """
    if not _NAME.fullmatch(reference.path):
        raise UnusableReference(f"{reference.place}: expected docker:CONTAINER#VAR with the name or id of a container")
    return asked(reference, surroundings, lambda: _look(reference, verifier, surroundings))


def _look(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    context = reference.option("context", "")
    chosen = [f"--context={context}"] if context else []
    ended = child.run("docker", [*chosen, "inspect", "--type=container", "--", reference.path], surroundings)
    if ended.status != 0:
        raise _failure(ended, reference)
    container = at(document(ended.output, "docker"), ("0",))
    variables = list(_variables(container or {}))
    if reference.name is None:
        variables = [found for found in variables if is_key_like(found.name, found.text)]
        if not variables:
            raise UnusableReference(f"{reference.place}: has no variable that looks like a key")
    return labelled(file_place.values(Names(list(variables), "", every_value=True), reference, verifier), _labels(container or {}, context))


def _variables(container: Tree) -> Iterator[Found]:
    """Yield the variables; a container hands them to its program as they stand."""
    entries = at(container, ("Config", "Env"))
    for entry in entries if isinstance(entries, list) else ():
        name, equals, value = entry.text.partition(b"=") if isinstance(entry, Scalar) else (b"", b"", b"")
        if equals:
            decoded = name.decode("utf-8", "replace")
            yield Found((decoded,), written((decoded,), ""), value, "variable")


def _labels(container: Tree, context: str) -> dict[str, str]:
    return {"context": context, "image": text_at(container, "Config", "Image"), "started": text_at(container, "State", "StartedAt")}


def _failure(ended: child.Ended, reference: Reference) -> StoreError:
    """Say why ``docker`` failed, in our words."""
    complaint = ended.complaint.lower()
    if "permission denied" in complaint:
        return denied("use", "the socket of the Docker engine")
    if "no such" in complaint and "container" in complaint:
        return StoreError(f"there is no container {reference.path!r}")
    if "cannot connect" in complaint or "failed to connect" in complaint:
        return StoreError("the Docker engine does not answer")
    if "context" in complaint and "not found" in complaint:
        return StoreError(f"docker has no context {reference.option('context', '')!r}")
    return StoreError(f"docker failed with status {ended.status}")
