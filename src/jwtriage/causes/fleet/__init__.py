"""Causes of the family *fleet*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
