"""Sample key pairs whose private half is published: anyone can sign with them.

Sources are named in ``data/ORIGIN.md``; only public halves are shipped, in ``data/sample_keys.json``.
"""

import json
import pkgutil
from functools import cache

from jwtriage.jose.keys import Key
from jwtriage.jose.loading import load_keys

ISTIO_PLACEHOLDER = b"Error-IstiodFailedToFetchJwksUri"
"""With these octets begins the modulus of the key that istiod installs when it cannot fetch a JWKS (istio, ``CreateFakeJwks``)."""


@cache
def sample_public_keys() -> tuple[tuple[str, Key], ...]:
    """Return the public halves of the published sample key pairs, with their names, those of debuggers first."""
    packed = pkgutil.get_data(__package__, "data/sample_keys.json")
    return tuple((entry["name"], key) for entry in json.loads(packed or b"[]") for key in load_keys(entry["jwk"]))


def sample_key_name(key: Key) -> str | None:
    """Return the name under which ``key`` is published, ``None`` when it is no sample key. Private keys count by their public half."""
    return _names().get(key.spki_sha256 or "")


def is_debugger_key(key: Key) -> bool:
    """Tell whether ``key`` is one with which a web debugger signs what is typed into it."""
    return (sample_key_name(key) or "").startswith("jwt.io ")


def is_istio_placeholder(modulus: bytes) -> bool:
    """Tell whether an RSA modulus, as octets, is the text that Istio puts there instead of a key it could not fetch."""
    return modulus.startswith(ISTIO_PLACEHOLDER)


@cache
def _names() -> dict[str, str]:
    """Return the names of the sample keys by SPKI SHA-256."""
    return {key.spki_sha256 or "": name for name, key in sample_public_keys()}
