"""Causes that change the text of a shared secret, most specific first."""

from types import ModuleType

from jwtriage.causes.secret import secret_trailing_newline

CAUSES: tuple[ModuleType, ...] = (secret_trailing_newline,)
