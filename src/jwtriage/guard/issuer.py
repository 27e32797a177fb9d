"""What an operator trusts: an issuer, its keys, and the rules for its tokens."""

from collections.abc import Collection, Sequence
from typing import TypedDict, Unpack

from jwtriage.guard.binding import Binder
from jwtriage.guard.claims import ANY, Anything, ClaimsPolicy, Confirmation, Names, Revoked
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.routing import TYPES
from jwtriage.guard.sources.base import KeySource
from jwtriage.guard.sources.jwks import JwksSource
from jwtriage.guard.sources.window import Slot, Timed, Window, source_of
from jwtriage.jose.loading import KeyMaterial


class Rules(TypedDict, total=False):
    """The rules of one issuer, all of them optional; `jwtriage.guard.Verifier` explains them."""

    next: Slot | None
    previous: Slot | None
    jwks_url: str | None
    oidc: str | None
    exp: Anything | None
    leeway: float
    typ: Names
    azp: Names
    kidless: KeyMaterial | Sequence[KeyMaterial] | Anything | None
    confirmation: Confirmation | None
    id_tokens: bool
    revoked: Revoked | None
    denied: Collection[str]
    insecure_keys: bool


class Issuer:
    """One trusted issuer: which tokens are its own, which keys it signs with, and what its tokens must say.

    ``source`` gives the keys, ``binder`` binds them, ``policy`` judges the claims and ``canary_policy`` those of canaries.
    """

    def __init__(
        self,
        name: Names | None = None,
        keys: Slot | None = None,
        algorithms: Collection[str] | None = None,
        audience: Names | None = None,
        **rules: Unpack[Rules],
    ) -> None:
        """Take the issuer's name, exactly as its tokens write ``iss``, and its rules as `jwtriage.guard.Verifier` does.

        Raises `Refusal` for what contradicts itself, `ValueError` for names and times that are none, `TypeError` for what is missing.
        """
        if name is None:
            name = rules.get("oidc")
        if name is None or audience is None or algorithms is None:
            raise TypeError("an issuer needs its name, its algorithms and an audience; ANY gives a requirement up")
        self.name = name
        self.types = rules.get("typ", TYPES)
        self.kidless = rules.get("kidless")
        self.denied = frozenset(rules.get("denied", ()))
        self.binder = Binder(algorithms, insecure_keys=rules.get("insecure_keys", False))
        self.source = _source(keys, rules)
        self.policy = _policy(name, audience, rules, canary=False)
        self.canary_policy = _policy(name, audience, rules, canary=True)


def _policy(name: Names, audience: Names, rules: Rules, *, canary: bool) -> ClaimsPolicy:
    return ClaimsPolicy(
        name,
        audience,
        expires=rules.get("exp") is not ANY,
        leeway=rules.get("leeway", 0.0),
        confirmation=rules.get("confirmation"),
        id_tokens=rules.get("id_tokens", False),
        azp=rules.get("azp", ANY),
        revoked=rules.get("revoked"),
        canary=canary,
    )


def _source(keys: Slot | None, rules: Rules) -> KeySource:
    """Join what was given of keys into one source. Raises `Refusal`."""
    url, oidc, next_keys, previous = (rules.get("jwks_url"), rules.get("oidc"), rules.get("next"), rules.get("previous"))
    if sum(given is not None for given in (keys, url, oidc)) != 1:
        raise Refusal("keys come from one place: keys, jwks_url or oidc")
    main: Slot = JwksSource(url, oidc=oidc) if keys is None else keys
    if isinstance(main, Timed) or next_keys is not None or previous is not None:
        return Window(main, next_keys, previous)
    return source_of(main)
