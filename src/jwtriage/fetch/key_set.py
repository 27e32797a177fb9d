"""A JWKS by its address, or through OpenID Connect Discovery 1.0 (section 4)."""

import json
from typing import Any
from urllib.parse import urlsplit

from jwtriage.fetch.client import Answer, Network, get
from jwtriage.fetch.errors import FetchError

MAX_KEYS = 200
_DISCOVERY_PATH = "/.well-known/openid-configuration"


def fetch_key_set(url: str, network: Network) -> Answer:
    """Return the answer that holds a JWKS (RFC 7517, section 5) of at most 200 keys; raise `FetchError` for anything else."""
    answer = get(url, network)
    document = _object(answer)
    keys = document.get("keys")
    if not isinstance(keys, list):
        raise FetchError("answers with JSON that is no JWKS: there is no list of keys")
    if len(keys) > MAX_KEYS:
        raise FetchError(f"answers with more than {MAX_KEYS} keys")
    return answer


def discover(issuer: str, network: Network) -> str:
    """Return the ``jwks_uri`` of an issuer. Its metadata must name the identical issuer, and an https address for the keys."""
    document = _object(get(issuer.removesuffix("/") + _DISCOVERY_PATH, network))
    if document.get("issuer") != issuer:
        raise FetchError("its discovery document names another issuer")
    address = document.get("jwks_uri")
    if not isinstance(address, str) or not address:
        raise FetchError("its discovery document has no jwks_uri")
    # A loopback issuer in plain http may name loopback keys; the address is checked again when it is fetched.
    if not address.startswith("https://") and urlsplit(issuer).scheme == "https":
        raise FetchError("its discovery document names keys that are not behind https")
    return address


def _object(answer: Answer) -> dict[str, Any]:
    """Return the JSON object of an answer, or say what came instead."""
    if answer.status != 200:
        raise FetchError(f"answers with status {answer.status}")
    start = answer.body.lstrip()[:1]
    if start == b"<":
        raise FetchError("answers with HTML or XML instead of JSON")
    try:
        document = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise FetchError("answers with something that is no JSON" if start else "answers with an empty body") from None
    if not isinstance(document, dict):
        raise FetchError("answers with JSON that is no object")
    return document
