"""Causes of the family *pem*, most specific first."""

from types import ModuleType

CAUSES: tuple[ModuleType, ...] = ()
