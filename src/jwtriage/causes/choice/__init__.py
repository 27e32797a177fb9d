"""Causes of the family *choice*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
