"""Causes of the family *provider*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
