"""Causes of the family *algorithm*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
