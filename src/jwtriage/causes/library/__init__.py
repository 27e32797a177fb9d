"""Causes that lie in a library, most specific first."""

from types import ModuleType

from jwtriage.causes.library import (
    library_upgrade_changed_strictness,
)

CAUSES: tuple[ModuleType, ...] = (library_upgrade_changed_strictness,)
