"""A key in an environment variable."""

import os
from collections.abc import Mapping

from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import Clock, KeySet
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.base import ConstantSource, SourceState, Wake


class EnvironmentSource(ConstantSource):
    """The value of a variable, read once at the start: a process cannot see what its platform changes later."""

    __slots__ = ("_description", "_environment", "_loaded_at", "_name", "_optional")

    def __init__(self, name: str, *, optional: bool = False, environment: Mapping[str, str] | None = None) -> None:
        """Name the variable. An ``optional`` one may be absent, as ``next`` and ``previous`` of a rotation are most of the time; never empty."""
        self._name = name
        self._optional = optional
        self._environment = os.environ if environment is None else environment
        self._description = f"env {name}"
        self._loaded_at: float | None = None

    def start(self, binder: Binder, clock: Clock, wake: Wake) -> KeySet:
        """Bind the value. Raises `jwtriage.guard.Refusal` if it is absent, blank or no sound key."""
        value = self._environment.get(self._name)
        self._loaded_at = clock()
        if value is None and self._optional:
            return KeySet(())
        if value is None:
            raise Refusal(f"the environment variable {self._name} is not set", "secret-undefined-or-empty")
        return binder.bind(os.fsencode(value), self._description, self._loaded_at)

    def states(self) -> list[SourceState]:
        """Return when the variable was read."""
        return [SourceState(self._description, self._loaded_at)]
