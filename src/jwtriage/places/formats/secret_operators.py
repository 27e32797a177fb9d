"""Objects that make Secrets: ExternalSecret, SealedSecret, SecretProviderClass. They name stores, or hold what only the cluster can open."""

from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge, Holder
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.walking_tree import items_of, members_of
from jwtriage.places.found import written
from jwtriage.places.tree import Scalar, Tree, at, text_at


def external_secret(document: Tree, place: str) -> Iterator[Entry]:
    """Yield what an ExternalSecret (external-secrets.io) copies from which store into which Secret."""
    secret = text_at(document, "spec", "target", "name") or text_at(document, "metadata", "name")
    store = text_at(document, "spec", "secretStoreRef", "name") or "store"
    keys = []
    for item in items_of(document, "spec", "data"):
        keys.append(key := text_at(item, "secretKey"))
        remote = "/".join(filter(None, (text_at(item, "remoteRef", "key"), text_at(item, "remoteRef", "property"))))
        yield Edge(_origin(place, secret, key, at(item, ("secretKey",))), key, f"{store}/{remote}", "external-secret")
    for item in items_of(document, "spec", "dataFrom"):
        remote = text_at(item, "extract", "key") or text_at(item, "key") or "*"
        yield Edge(_origin(place, secret, "*", None), "*", f"{store}/{remote}/*", "external-secret")
    complete = keys and not items_of(document, "spec", "dataFrom") and not members_of(document, "spec", "target", "template")
    if complete:
        yield Holder(f"secret/{secret}", tuple(keys), _origin(place, secret, "", None))


def sealed_secret(document: Tree, place: str) -> Iterator[Entry]:
    """Yield the names that a SealedSecret (bitnami.com) holds; only its controller can open the values."""
    secret = text_at(document, "spec", "template", "metadata", "name") or text_at(document, "metadata", "name")
    sealed = members_of(document, "spec", "encryptedData")
    for key, value in sealed.items():
        yield Edge(_origin(place, secret, key, value), key, f"sealed/{secret}/{key}", "sealed-secret")
    yield Holder(f"secret/{secret}", tuple(sealed), _origin(place, secret, "", None))


def secret_provider_class(document: Tree, place: str) -> Iterator[Entry]:
    """Yield the Secrets that the secrets-store CSI driver makes of mounted objects."""
    for made in items_of(document, "spec", "secretObjects"):
        secret = text_at(made, "secretName")
        keys = [(text_at(item, "key"), text_at(item, "objectName"), at(item, ("key",))) for item in items_of(made, "data")]
        for key, source, where in keys:
            yield Edge(_origin(place, secret, key, where), key, f"{text_at(document, 'spec', 'provider')}/{source}", "secret-provider-class")
        yield Holder(f"secret/{secret}", tuple(key for key, _, _ in keys), _origin(place, secret, "", None))


def _origin(place: str, secret: str, key: str, where: Tree | None) -> Origin:
    return Origin(place, written((secret, key), "/") if key else secret, where.line if isinstance(where, Scalar) else None)
