"""Causes of the family *token*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
