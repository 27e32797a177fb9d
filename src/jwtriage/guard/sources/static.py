"""Keys that are given once and never change."""

from collections.abc import Sequence

from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import Clock, KeySet
from jwtriage.guard.sources.base import ConstantSource, SourceState, Wake
from jwtriage.jose.loading import KeyMaterial


class StaticSource(ConstantSource):
    """Keys in the program's hands: whatever `jwtriage.jose.load_keys` takes."""

    __slots__ = ("_description", "_loaded_at", "_material")

    def __init__(self, material: KeyMaterial | Sequence[KeyMaterial], description: str = "static") -> None:
        """Keep the material; ``description`` is what is printed as the keys' source."""
        self._material = material
        self._description = description
        self._loaded_at: float | None = None

    def start(self, binder: Binder, clock: Clock, wake: Wake) -> KeySet:
        """Bind the keys. Raises `jwtriage.guard.Refusal`."""
        self._loaded_at = clock()
        return binder.bind(self._material, self._description, self._loaded_at)

    def states(self) -> list[SourceState]:
        """Return when the keys were bound."""
        return [SourceState(self._description, self._loaded_at)]
