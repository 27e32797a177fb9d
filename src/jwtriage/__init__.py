"""jwtriage: from the first *invalid JWT signature* to the proof that it is over.

The public names load on first use, so that reading a token does not pay for what only a diagnosis needs.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jwtriage.guard.claims import ANY
    from jwtriage.guard.rejected import Rejected
    from jwtriage.guard.verifier import Verifier
    from jwtriage.tasks.diagnose import diagnose

__all__ = ["ANY", "Rejected", "Verifier", "diagnose"]
__version__ = "0.1.0"

_HOMES = {"ANY": "guard.claims", "Rejected": "guard.rejected", "Verifier": "guard.verifier", "diagnose": "tasks.diagnose"}


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
