"""``https:``, ``http:`` and ``oidc:`` REFs: a JWKS over the network, fetched because the operator named it."""

from jwtriage.fetch.client import Answer, Network
from jwtriage.fetch.errors import FetchError
from jwtriage.fetch.key_set import discover, fetch_key_set
from jwtriage.model.case import Sighting, Unread
from jwtriage.places.found import Found, sighting
from jwtriage.places.reference import Reference
from jwtriage.places.surroundings import Surroundings

EVIDENCE_HEADERS = ("cache-control", "age", "etag", "date", "expires", "last-modified", "content-type")
MAX_HEADER_CHARACTERS = 256


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return the JWKS as it came, with the headers that speak about caching; what goes wrong is an `Unread`.

    ``offline:`` begins the reason where ``--offline`` excludes the fetch by choice.
    """
    if surroundings.offline:
        return [Unread(reference.place, "offline: excluded by --offline")]
    network = Network(surroundings.timeout, surroundings.ca_file, surroundings.environment, public_only=reference.place in surroundings.public_only)
    try:
        address = discover(reference.path, network) if reference.scheme == "oidc" else reference.path
        answer = fetch_key_set(address, network)
    except FetchError as error:
        return [Unread(reference.place, str(error))]
    return [sighting(_found(answer, reference), reference, verifier)]


def _found(answer: Answer, reference: Reference) -> Found:
    """Make the found key set: the exact body, and where it came from."""
    labels = {name: answer.headers[name][:MAX_HEADER_CHARACTERS] for name in EVIDENCE_HEADERS if name in answer.headers}
    if answer.url != reference.place:
        labels["url"] = answer.url
    return Found((), reference.name or "", answer.body, "jwks-url", labels=labels)
