"""Causes of the family *library*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
