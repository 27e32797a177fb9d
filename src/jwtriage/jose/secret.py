"""Bytes that must never be shown."""

from hmac import compare_digest


class Secret:
    """Secret bytes without a readable form: no ``repr``, ``str`` or exception shows them.

    Two secrets are equal when their bytes are; the comparison takes constant time for equal lengths.
    """

    __slots__ = ("_octets",)

    def __init__(self, octets: bytes) -> None:
        """Wrap ``octets``; they are kept as they are."""
        self._octets = bytes(octets)

    def reveal(self) -> bytes:
        """Return the bytes, for a computation; never for display."""
        return self._octets

    def __repr__(self) -> str:
        """Say that there is a secret, and nothing about it."""
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        """Compare the bytes in constant time."""
        return isinstance(other, Secret) and compare_digest(self._octets, other._octets)

    def __hash__(self) -> int:
        """Hash the bytes, so that secrets can be members of a set."""
        return hash(self._octets)

    def __bool__(self) -> bool:
        """Tell whether there is at least one byte."""
        return bool(self._octets)

    def __reduce__(self) -> tuple[object, ...]:
        """Refuse to be pickled: a pickle is a copy on disk or in a pipe."""
        raise TypeError("a Secret is not pickled")
