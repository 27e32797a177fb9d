"""``vault:MOUNT/PATH?version=3#field``: a secret of a KV store, version 2, in HashiCorp Vault or OpenBao."""

from typing import NamedTuple
from urllib.parse import quote, unquote

from jwtriage.fetch.client import Answer
from jwtriage.model.case import Sighting, Unread
from jwtriage.places import file_place
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.stores.answer import asked, document, labelled
from jwtriage.places.stores.errors import StoreError, denied
from jwtriage.places.stores.vault_server import ask
from jwtriage.places.structured import Names
from jwtriage.places.surroundings import Surroundings
from jwtriage.places.tree import Tree, at, field, leaves, text_at

CAPABILITY = "read"
"""The one capability that is needed, on ``MOUNT/data/PATH``: ``examples/rights/vault.hcl`` grants it."""


class _Target(NamedTuple):
    """Which secret of which mount; no version is the newest."""

    mount: str
    path: str
    version: str

    @property
    def request(self) -> str:
        """Return the path of the API (KV version 2, "read secret version")."""
        return f"{quote(self.mount, safe='/')}/data/{quote(self.path, safe='/')}"

    def __str__(self) -> str:
        """Name the secret for people."""
        return f"{self.mount}/data/{self.path}{f' version {self.version}' if self.version else ''}"


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return a field of a secret, or every field; what the server withholds is an `Unread`."""
    target = _target(reference)
    return asked(reference, surroundings, lambda: _look(target, reference, verifier, surroundings))


def _target(reference: Reference) -> _Target:
    """Take the path apart as it was written: a mount of several parts writes its ``/`` as ``%2F``."""
    mount, _, path = (unquote(part) for part in reference.place.partition(":")[2].partition("/"))
    version = reference.option("version", "")
    steps = [*mount.split("/"), *path.split("/")]
    if not mount or not path or any(step in ("", ".", "..") for step in steps) or (version and not (version.isascii() and version.isdecimal())):
        raise UnusableReference(f"{reference.place}: expected vault:MOUNT/PATH?version=NUMBER#FIELD")
    return _Target(mount, path, version)


def _look(target: _Target, reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    answer = ask(target.request, f"version={target.version}" if target.version else "", surroundings)
    found = _found(answer, target)
    fields = at(found, ("data", "data"))
    if not isinstance(fields, dict):
        raise StoreError(f"{target} is not what a KV store of version 2 holds")
    entries = [field(parts, node) for parts, node in leaves(fields) if parts]
    return labelled(file_place.values(Names(list(entries), ".", (fields,), every_value=True), reference, verifier), _labels(found))


def _found(answer: Answer, target: _Target) -> Tree:
    """Return the secret with its metadata, or say why there is none."""
    if answer.status == 200:
        return document(answer.body, "the server")
    if answer.status == 403:
        raise denied(CAPABILITY, str(target))
    if answer.status == 404:
        raise _absent(answer, target)
    if answer.status == 503:
        raise StoreError("the server is sealed or not ready (status 503)")
    raise StoreError(f"the server answers with status {answer.status}")


def _absent(answer: Answer, target: _Target) -> StoreError:
    """Tell a version that was deleted or destroyed from a secret that is not there: the first still has its metadata."""
    found = document(answer.body, "the server")
    if text_at(found, "data", "metadata", "destroyed") == "true":
        return StoreError(f"{target} was destroyed")
    if deleted := text_at(found, "data", "metadata", "deletion_time"):
        return StoreError(f"{target} was deleted at {deleted}; it can be undeleted")
    return StoreError(f"there is no {target}")


def _labels(found: Tree) -> dict[str, str]:
    metadata = ("data", "metadata")
    return {"version": text_at(found, *metadata, "version"), "created": text_at(found, *metadata, "created_time")}
