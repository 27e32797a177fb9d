"""What one wrapping gives up: the texts inside, and the fields that it states."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Layer(NamedTuple):
    """One layer taken off.

    ``texts`` stood inside, the most telling first; ``fields`` are members of `Message` by name; ``context`` are names that stood around the texts;
    ``name`` names the wrapping. Where ``inner`` is set, it is a text to be unwrapped further.
    """

    name: str
    inner: str | None = None
    texts: tuple[str, ...] = ()
    fields: Mapping[str, Any] = {}
    context: str = ""
