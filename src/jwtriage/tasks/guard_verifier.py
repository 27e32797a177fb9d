"""From key sets as they are configured to the verifier that accepts their tokens."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jwtriage.guard.claims import ANY, Names
from jwtriage.guard.issuer import Issuer, Rules
from jwtriage.guard.observer import Observer
from jwtriage.guard.routing import TYPES
from jwtriage.guard.sources.window import Slot, Timed
from jwtriage.guard.verifier import Verifier
from jwtriage.places.reference import parse_reference
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.fingerprint_key import fingerprint_key
from jwtriage.tasks.guard_request import ANYTHING, GuardRequest, Keyset, keysets_of
from jwtriage.tasks.guard_sources import source_of
from jwtriage.tasks.naming import FINGERPRINT_SALT
from jwtriage.tasks.request import UnusableRequest


def verifier_of(request: GuardRequest, observer: Observer | None = None) -> Verifier:
    """Return the verifier of a listener, with its keys loaded.

    Raises `UnusableRequest`, `UnusableReference` and `UnusableFingerprintKey` for what cannot be used, `jwtriage.guard.Refusal` for what a guard
    must not start with.
    """
    return verifier_over(issuers_of(request), request.surroundings.environment, observer)


def issuers_of(request: GuardRequest) -> list[Issuer]:
    """Return the issuers that a request trusts; errors as in `verifier_of`."""
    return [issuer_of(keyset, slots_of(keyset, request.surroundings)) for keyset in keysets_of(request)]


def verifier_over(issuers: Iterable[Issuer], environment: Mapping[str, str], observer: Observer | None = None) -> Verifier:
    """Return a verifier that names keys as this environment says."""
    salt = environment.get(FINGERPRINT_SALT, "").encode() or None
    return Verifier(issuers=list(issuers), observer=observer, fingerprint_key=fingerprint_key(environment), fingerprint_salt=salt)


class Slots(NamedTuple):
    """The keys of one issuer by their role."""

    current: Slot
    next: Slot | None = None
    previous: Slot | None = None


def slots_of(keyset: Keyset, surroundings: Surroundings) -> Slots:
    """Return where an issuer's keys are; errors as in `verifier_of`."""
    sources = {role: source_of(text, surroundings) for role, text in keyset.references.items()}
    return Slots(
        sources["current"],
        Timed(sources["next"], not_before=keyset.next_from) if "next" in sources else None,
        Timed(sources["previous"], not_after=keyset.previous_until) if "previous" in sources else None,
    )


def issuer_of(keyset: Keyset, slots: Slots) -> Issuer:
    """Return an issuer with the rules of a key set. Raises `UnusableRequest` and `jwtriage.guard.Refusal`."""
    missing = [
        name for name, given in (("algorithms", keyset.algorithms), ("issuer", issuer_names(keyset)), ("audience", keyset.audience)) if not given
    ]
    if missing:
        where = f"keyset.{keyset.name}" if keyset.name else "the command line"
        raise UnusableRequest(f"{where} does not say {' and '.join(missing)}; {ANYTHING} gives issuer or audience up")
    return Issuer(
        _names(issuer_names(keyset)), slots.current, algorithms=keyset.algorithms, audience=_names(keyset.audience), **_rules(keyset, slots)
    )


def issuer_names(keyset: Keyset) -> tuple[str, ...]:
    """Return the accepted ``iss`` values; keys that were discovered belong to the issuer that was asked."""
    if keyset.issuer:
        return keyset.issuer
    current = parse_reference(keyset.references["current"])
    return (current.path,) if current.scheme == "oidc" else ()


def _rules(keyset: Keyset, slots: Slots) -> Rules:
    return Rules(
        next=slots.next,
        previous=slots.previous,
        exp=None if keyset.expires else ANY,
        leeway=keyset.leeway,
        typ=_names(keyset.typ) if keyset.typ else TYPES,
        azp=_names(keyset.azp) if keyset.azp else ANY,
        id_tokens=keyset.id_tokens,
    )


def _names(configured: Sequence[str]) -> Names:
    if ANYTHING in configured:
        return ANY
    return configured[0] if len(configured) == 1 else tuple(configured)
