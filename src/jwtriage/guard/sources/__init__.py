"""Where a verifier's keys come from, and how they are kept current."""

from jwtriage.guard.sources.base import KeySource, SourceState
from jwtriage.guard.sources.environment import EnvironmentSource
from jwtriage.guard.sources.file import FileSource
from jwtriage.guard.sources.jwks import JwksSource
from jwtriage.guard.sources.loader import LoaderSource
from jwtriage.guard.sources.static import StaticSource
from jwtriage.guard.sources.window import Timed, Window

__all__ = [
    "EnvironmentSource",
    "FileSource",
    "JwksSource",
    "KeySource",
    "LoaderSource",
    "SourceState",
    "StaticSource",
    "Timed",
    "Window",
]
