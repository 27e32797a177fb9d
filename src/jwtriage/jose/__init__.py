"""JOSE, strictly: what the RFCs say and nothing more. All that the runtime verifier imports.

The public names load on first use, so that reading a token does not pay for cryptography.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jwtriage.jose.errors import JoseError, KeyLoadError, TokenError
    from jwtriage.jose.keys import Key
    from jwtriage.jose.loading import load_key_set, load_keys
    from jwtriage.jose.token import Token
    from jwtriage.jose.verification import Verdict, verify

__all__ = ["JoseError", "Key", "KeyLoadError", "Token", "TokenError", "Verdict", "load_key_set", "load_keys", "verify"]

# No module of this package may bear a public name: importing it would put the module in the name's place.
_HOMES = {
    "JoseError": "errors",
    "Key": "keys",
    "KeyLoadError": "errors",
    "Token": "token",
    "TokenError": "errors",
    "Verdict": "verification",
    "load_key_set": "loading",
    "load_keys": "loading",
    "verify": "verification",
}


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
