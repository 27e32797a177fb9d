"""The runtime verifier: decides whether a service accepts a token. It is strict, and says why not."""

from jwtriage.guard.bound import BoundKey
from jwtriage.guard.canary import CANARY_SUBJECT
from jwtriage.guard.claims import ANY
from jwtriage.guard.issuer import Issuer
from jwtriage.guard.observer import Observer
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.sources import EnvironmentSource, FileSource, JwksSource, LoaderSource, SourceState, StaticSource, Timed, Window
from jwtriage.guard.trust import HeldKey
from jwtriage.guard.verifier import Verifier

__all__ = [
    "ANY",
    "CANARY_SUBJECT",
    "BoundKey",
    "EnvironmentSource",
    "FileSource",
    "HeldKey",
    "Issuer",
    "JwksSource",
    "LoaderSource",
    "Observer",
    "Refusal",
    "Rejected",
    "SourceState",
    "StaticSource",
    "Timed",
    "Verifier",
    "Window",
]
