"""``k8s:NAMESPACE/SECRET#KEY``: a live Secret, by ``kubectl`` with the operator's own context and login."""

import re
import shlex
from typing import NamedTuple

from jwtriage.model.case import Sighting, Unread
from jwtriage.places import file_place, kubernetes
from jwtriage.places.found import written
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.stores import child
from jwtriage.places.stores.answer import asked, document, labelled
from jwtriage.places.stores.errors import StoreError, denied
from jwtriage.places.structured import Names
from jwtriage.places.surroundings import Surroundings
from jwtriage.places.tree import Tree, text_at

VERB, RESOURCE = "get", "secrets"
"""The one right that is needed: the file ``examples/rights/kubernetes-secret.yaml`` grants it."""
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")


class _Target(NamedTuple):
    """Which Secret of which cluster; no context is the current one."""

    namespace: str
    secret: str
    context: str

    def arguments(self, output: str) -> list[str]:
        """Return the arguments of ``kubectl``; no name can be taken for an option."""
        context = [f"--context={self.context}"] if self.context else []
        return [*context, f"--namespace={self.namespace}", VERB, RESOURCE, f"--output={output}", "--", self.secret]

    def __str__(self) -> str:
        """Name the Secret and the cluster for people."""
        return f"{self.secret!r} in namespace {self.namespace!r} of {f'context {self.context!r}' if self.context else 'the current context'}"


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return the value of a key of a live Secret, or every value; what the cluster withholds is an `Unread`."""
    target = _target(reference)
    return asked(reference, surroundings, lambda: _look(target, reference, verifier, surroundings))


def _target(reference: Reference) -> _Target:
    """Return which Secret is meant; raise `UnusableReference` for what no cluster can have (RFC 1123 names)."""
    namespace, slash, secret = reference.path.partition("/")
    if not slash or not _NAME.fullmatch(namespace) or not _NAME.fullmatch(secret):
        raise UnusableReference(f"{reference.place}: expected k8s:NAMESPACE/SECRET#KEY")
    return _Target(namespace, secret, reference.option("context", ""))


def _look(target: _Target, reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    limit = f"--request-timeout={max(1, int(surroundings.timeout))}s"
    ended = child.run("kubectl", [limit, *target.arguments("json")], surroundings)
    if ended.status != 0:
        raise _failure(ended, target)
    answer = document(ended.output, "kubectl")
    if text_at(answer, "kind") != "Secret":
        raise StoreError("kubectl answers with something that is no Secret")
    return labelled(file_place.values(_names(answer), reference, verifier), _labels(answer, target))


def _names(answer: Tree) -> Names:
    """Return the values of the Secret by their key alone: the REF names the object already."""
    entries = [entry._replace(parts=entry.parts[1:], name=written(entry.parts[1:], "")) for entry in kubernetes.values([answer])]
    return Names(list(entries), "", every_value=True)


def _labels(answer: Tree, target: _Target) -> dict[str, str]:
    version = text_at(answer, "metadata", "resourceVersion")
    return {"context": target.context, "version": version, "created": text_at(answer, "metadata", "creationTimestamp")}


def _failure(ended: child.Ended, target: _Target) -> StoreError:
    """Say why ``kubectl`` failed. Its own words are not passed on: login helpers write to the same stream."""
    if "(Forbidden)" in ended.complaint:
        return denied(f"{VERB} {RESOURCE}", str(target))
    if "(NotFound)" in ended.complaint:
        return StoreError(f"there is no Secret {target}")
    if "(Unauthorized)" in ended.complaint or "must be logged in" in ended.complaint:
        return StoreError("the cluster does not accept the login of kubectl")
    if f'context "{target.context}" does not exist' in ended.complaint:
        return StoreError(f"kubectl has no context {target.context!r}")
    if "The connection to the server" in ended.complaint or "Unable to connect" in ended.complaint:
        return StoreError("the cluster does not answer")
    shown = shlex.join(["kubectl", *target.arguments("name")])
    return StoreError(f"kubectl failed with status {ended.status}; `{shown}` shows why, and no value")
