"""Causes of the family *configuration*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
