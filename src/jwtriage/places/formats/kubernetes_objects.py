"""Kubernetes manifests: Secrets and ConfigMaps, who uses them, and who makes them."""

from collections.abc import Callable, Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Holder
from jwtriage.places import kubernetes
from jwtriage.places.formats import request_authentication, secret_operators, settings_tree, workloads
from jwtriage.places.formats.entry import Entry, all_entries
from jwtriage.places.formats.source import Source
from jwtriage.places.formats.walking_tree import items_of, members_of
from jwtriage.places.tree import Tree, text_at

Read = Callable[[Tree, str], Iterator[Entry]]


def matches(source: Source) -> bool:
    """Tell whether a file holds Kubernetes objects."""
    return kubernetes.is_manifest(source.documents)


def read(source: Source) -> Iterator[Entry]:
    """Yield what each object says."""
    for document in source.documents:
        for item in _objects(document):
            yield from KINDS.get(text_at(item, "kind"), settings_tree.of_tree)(item, source.place)


def _objects(document: Tree) -> Iterator[Tree]:
    """Yield the objects of a document; a List holds several, and no List holds another."""
    if text_at(document, "kind").endswith("List"):
        yield from items_of(document, "items")
    else:
        yield document


def _values(document: Tree, place: str) -> Iterator[Entry]:
    """Yield the keys in a Secret or ConfigMap, and the names of all its values."""
    yield from all_entries(kubernetes.values([document]), place)
    members = {key for member in ("data", "stringData", "binaryData") for key in members_of(document, member)}
    name = text_at(document, "metadata", "name")
    yield Holder(f"{text_at(document, 'kind').lower()}/{name}", tuple(sorted(members)), Origin(place, name or None))


KINDS: dict[str, Read] = {
    **dict.fromkeys(("Secret", "ConfigMap"), _values),
    **dict.fromkeys(("Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "DeploymentConfig", "Rollout"), workloads.read),
    "ExternalSecret": secret_operators.external_secret,
    "SealedSecret": secret_operators.sealed_secret,
    "SecretProviderClass": secret_operators.secret_provider_class,
    "RequestAuthentication": request_authentication.read,
}
"""Which function reads the objects of a kind; all others are read as settings."""
