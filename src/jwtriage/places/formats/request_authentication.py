"""Istio's RequestAuthentication: issuers, where their key sets are, and key sets that stand in the object itself."""

from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Setting
from jwtriage.places.formats.entry import Entry, plain_reference
from jwtriage.places.formats.walking_tree import items_of
from jwtriage.places.found import Found, sighting, written
from jwtriage.places.tree import Scalar, Tree, at, text_at

_SHOWN = (("issuer", "issuer"), ("jwksUri", "jwks_uri"), ("jwks_uri", "jwks_uri"))


def read(document: Tree, place: str) -> Iterator[Entry]:
    """Yield the rules of an object (security.istio.io, jwtRules)."""
    name = text_at(document, "metadata", "name")
    for number, rule in enumerate(items_of(document, "spec", "jwtRules")):
        for member, setting in _SHOWN:
            value = at(rule, (member,))
            if isinstance(value, Scalar):
                where = Origin(place, written((name, str(number), member), "/"), value.line)
                yield Setting(setting, value.text.decode("utf-8", "replace"), where)
        inline = at(rule, ("jwks",))
        if isinstance(inline, Scalar):
            parts = (name, str(number), "jwks")
            found = Found(parts, written(parts, "/"), inline.text, "field", inline.line, inline.source)
            yield sighting(found, plain_reference(place), None)
