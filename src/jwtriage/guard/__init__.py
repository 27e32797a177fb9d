"""The runtime verifier: decides whether a service accepts a token. It is strict, and says why not."""

from jwtriage.guard.claims import ANY
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier

__all__ = ["ANY", "Rejected", "Verifier"]
