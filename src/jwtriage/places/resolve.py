"""From a REF to what stands there."""

from collections.abc import Callable, Mapping
from importlib import import_module

from jwtriage.model.case import Sighting, Unread
from jwtriage.places.reference import Reference, UnusableReference, parse_reference
from jwtriage.places.surroundings import Surroundings

__all__ = ["Reference", "Surroundings", "UnusableReference", "parse_reference", "sightings"]

Place = Callable[[Reference, str | None, Surroundings], list[Sighting | Unread]]

PLACES: Mapping[str, tuple[str, str]] = {
    "file": ("folder_place", "read"),
    "env": ("environment", "read_env"),
    "proc": ("environment", "read_proc"),
    "fp": ("fingerprint_place", "read"),
    "https": ("key_set_place", "read"),
    "http": ("key_set_place", "read"),
    "oidc": ("key_set_place", "read"),
    "k8s": ("stores.kubernetes_secret", "read"),
    "docker": ("stores.docker_container", "read"),
    "aws-secret": ("stores.aws_secret", "read"),
    "aws-ssm": ("stores.aws_parameter", "read"),
    "vault": ("stores.vault_secret", "read"),
}
"""The module and function of each scheme. They are imported when used: HTTP and TLS alone cost more than a whole offline run."""


def sightings(reference: str, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return what stands at a REF.

    ``verifier`` is the name of the verifier that uses it (``""`` without a name), ``None`` for a candidate. The other names of a
    file given as ``file#name`` to a verifier come too, as candidates. What the network or another place withholds is an `Unread`;
    an input that cannot be used raises `UnusableReference` with one clear line.
    """
    parsed = parse_reference(reference)
    if parsed.scheme not in PLACES:
        raise UnusableReference(f"{reference}: {parsed.scheme}: REFs are not supported yet (supported: files, folders, {', '.join(_supported())})")
    return _place(parsed.scheme)(parsed, verifier, surroundings)


def _place(scheme: str) -> Place:
    """Return the function that reads a REF of this scheme."""
    module, function = PLACES[scheme]
    place: Place = getattr(import_module(f"jwtriage.places.{module}"), function)
    return place


def _supported() -> list[str]:
    """Return the schemes that are read, as one writes them."""
    return [f"{scheme}:" for scheme in PLACES if scheme != "file"]
