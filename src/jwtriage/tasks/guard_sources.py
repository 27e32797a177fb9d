"""From REFs to sources of keys: places read the text, guard parses it and follows its changes."""

from typing import Final

from jwtriage.diagnosis.configured import key_octets
from jwtriage.fetch.client import Network
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.base import KeySource
from jwtriage.guard.sources.environment import EnvironmentSource
from jwtriage.guard.sources.file import FileSource
from jwtriage.guard.sources.jwks import JwksSource
from jwtriage.guard.sources.loader import LoaderSource
from jwtriage.model.case import Sighting, Unread
from jwtriage.places.reference import LIVE_SCHEMES, Reference, parse_reference
from jwtriage.places.resolve import sightings
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.request import UnusableRequest

PERIOD: Final = 5.0
"""Seconds between two looks at a value inside a file."""
STORE_PERIOD: Final = 60.0
"""Seconds between two looks into a live store: each look is a call that others pay for."""


def source_of(text: str, surroundings: Surroundings) -> KeySource:
    """Return the source of the keys at a REF, after a first look at it.

    Raises `UnusableReference` and `UnusableRequest` for a REF that names no single key text, `jwtriage.guard.Refusal` for a value about which
    the readers of its file disagree.
    """
    reference = parse_reference(text)
    if reference.scheme in ("https", "http", "oidc"):
        return _published(text, reference, surroundings)
    seen = _only_sighting(text, surroundings)
    if reference.scheme == "env" and not reference.options:
        return EnvironmentSource(reference.path, environment=surroundings.environment)
    if seen.kind == "file" and not reference.options and reference.name is None:
        return FileSource(surroundings.folder / reference.path)
    _octets(seen)
    period = STORE_PERIOD if reference.scheme in LIVE_SCHEMES else PERIOD
    return LoaderSource(lambda: _octets(_only_sighting(text, surroundings)), period=period, description=f"{reference.scheme} {seen.origin}")


def _published(text: str, reference: Reference, surroundings: Surroundings) -> KeySource:
    if surroundings.offline:
        raise UnusableRequest(f"{text}: keys that are fetched cannot be had with --offline")
    network = Network(timeout=surroundings.timeout, ca_file=surroundings.ca_file, environment=surroundings.environment)
    if reference.name is not None or reference.options:
        raise UnusableRequest(f"{text}: a guard takes a whole set; its tokens name the key")
    if reference.scheme == "oidc":
        return JwksSource(oidc=reference.path, network=network)
    return JwksSource(reference.path, network=network)


def _only_sighting(text: str, surroundings: Surroundings) -> Sighting:
    """Return the one text at a REF. Errors as in `source_of`."""
    found = [each for each in sightings(text, "", surroundings) if isinstance(each, Unread) or each.verifier is not None]
    if len(found) != 1:
        raise UnusableRequest(f"{text}: {'holds no key' if not found else 'holds several values'}; name the one after #")
    seen = found[0]
    if isinstance(seen, Unread):
        raise UnusableRequest(f"{seen.origin}: {seen.why}")
    if seen.kind == "fingerprint":
        raise UnusableRequest(f"{text}: a fingerprint is no key")
    if seen.readings:
        readers = ", ".join(reading.reader for reading in seen.readings)
        raise Refusal(f"{seen.origin}: {readers} would read another value than {seen.reader} does; write it so that all agree", "readers-disagree")
    return seen


def _octets(seen: Sighting) -> bytes:
    """Return the octets that the program gives to its library, under the REF's ``encoding=``."""
    octets = key_octets(seen.text.reveal(), seen.encoding)
    if octets is None:
        raise UnusableRequest(f"{seen.origin}: is not {seen.encoding}")
    return octets
