"""What a place may know about this process and this run, handed in so that nothing is read behind the caller's back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The world in which REFs are resolved.

    ``environment`` serves ``env:`` REFs, the proxy settings, and the stores that a REF names (their programs and addresses), nothing else.
    Relative paths start at ``folder``.
    ``public_only`` are REFs that the token named, not the operator: they are fetched from public addresses only.
    ``timeout`` is in seconds and covers one whole request. ``ca_file`` is a PEM file with further trusted authorities.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path = field(default_factory=Path)
    offline: bool = False
    timeout: float = 10.0
    ca_file: str | None = None
    public_only: frozenset[str] = frozenset()
