"""Causes of the family *jwks*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
