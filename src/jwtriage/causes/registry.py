"""All root causes, most specific first within each family; the order decides between two that explain the same."""

from collections.abc import Iterable

from jwtriage.causes import algorithm, choice, configuration, fleet, jwks, library, pem, provider, secret, token
from jwtriage.model.cause import Cause, cause_from

FAMILIES = (provider, token, algorithm, secret, pem, jwks, fleet, choice, configuration, library)

ALL: tuple[Cause, ...] = tuple(cause_from(module) for family in FAMILIES for module in family.CAUSES)
CAUSES: dict[str, Cause] = {cause.id: cause for cause in ALL}
RANK: dict[str, int] = {cause.id: rank for rank, cause in enumerate(ALL)}


def with_hook(name: str) -> tuple[Cause, ...]:
    """Return the causes that define the hook ``name``, in their order."""
    return tuple(cause for cause in ALL if getattr(cause, name) is not None)


def ranked(ids: Iterable[str]) -> list[str]:
    """Sort ids, most specific first."""
    return sorted(ids, key=lambda cause_id: RANK[cause_id])
