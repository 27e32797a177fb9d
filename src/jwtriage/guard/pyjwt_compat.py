"""A drop-in for PyJWT: ``from jwtriage.guard import pyjwt_compat as jwt`` in the place of ``import jwt``.

`decode` and `decode_complete` take PyJWT's arguments and raise PyJWT's exceptions, with the `Rejected` as their cause; a
`jwtriage.guard.Verifier` decides. What would switch a check off is refused. Everything else of PyJWT is here as it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypedDict, Unpack

try:
    import jwt as pyjwt
    from jwt import exceptions
except ImportError as error:
    raise ImportError("jwtriage.guard.pyjwt_compat needs PyJWT: pip install 'jwtriage[pyjwt]'") from error

from jwtriage.guard.claims import ANY, Anything, Confirmation, Names
from jwtriage.guard.pyjwt_errors import error_for
from jwtriage.guard.pyjwt_keys import ByIdentity, PeerKey, hashable, key_material
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.routing import TYPES
from jwtriage.guard.verifier import Verifier
from jwtriage.jose.errors import KeyLoadError, TokenError
from jwtriage.jose.header import check_header, read_header
from jwtriage.jose.token import Token

__all__ = ["ANY", "Policy", "Refusal", "decode", "decode_complete"]

SWITCHES = frozenset(f"verify_{name}" for name in ("signature", "exp", "nbf", "iat", "aud", "iss", "sub", "jti"))
"""The options that may say that a check is made, never that it is not."""
MAXIMUM_VERIFIERS = 128
"""How many keys and policies are remembered with their verifiers."""

_OTHER_OPTIONS = frozenset(("require", "strict_aud", "enforce_minimum_key_length"))
_UNGUARDED = frozenset(("PyJWT", "PyJWS", "api_jwt", "api_jws"))


class Policy(TypedDict, total=False):
    """What PyJWT has no arguments for; all as in `jwtriage.guard.Verifier`."""

    typ: Names
    id_tokens: bool
    confirmation: Confirmation | None
    insecure_keys: bool


Expected: TypeAlias = str | tuple[str, ...] | Anything


class _Rules(NamedTuple):
    """All that a verifier is made from but its key; it can be looked up."""

    alg: str
    issuer: Expected
    audience: Expected
    leeway: float
    typ: Expected
    id_tokens: bool
    confirmation: Confirmation | None
    insecure_keys: bool


def decode(
    jwt: str | bytes,
    key: PeerKey = "",
    algorithms: Sequence[str] | None = None,
    options: Mapping[str, Any] | None = None,
    verify: bool | None = None,
    detached_payload: bytes | None = None,
    audience: Names | Iterable[str] | None = None,
    subject: str | None = None,
    issuer: Names | None = None,
    leeway: float | timedelta = 0,
    **policy: Unpack[Policy],
) -> dict[str, Any]:
    """Return the claims of an acceptable token.

    The arguments are those of PyJWT's function of this name; `ANY` as ``audience`` takes the place of ``verify_aud=False``.

    Raises the exceptions of `jwt.exceptions`; `Refusal` for what would switch a check off: an option with that meaning or without any,
    ``verify``, ``detached_payload``, an ``algorithms`` that is one text.
    """
    chosen = options or {}
    _refuse(chosen, algorithms, verify, detached_payload)
    text = jwt.encode("ascii", "replace") if isinstance(jwt, str) else _octets(jwt)
    rules = _rules(_accepted_algorithm(text, _accepted(key, algorithms)), issuer, audience, leeway, policy)
    try:
        claims = _remembered(key, rules).verify(text)
    except Rejected as rejected:
        raise error_for(rejected, text, rules.issuer is not ANY, rules.audience is not ANY) from rejected
    if audience is None and claims.get("aud"):
        raise exceptions.InvalidAudienceError("audience_mismatch")
    _check_rest(claims, chosen, rules.audience, subject)
    return claims


def decode_complete(jwt: str | bytes, key: PeerKey = "", *arguments: Any, **named: Any) -> dict[str, Any]:
    """Return header, claims and signature (``header``, ``payload``, ``signature``) of an acceptable token; all else as `decode`."""
    claims = decode(jwt, key, *arguments, **named)
    token = Token.parse(jwt)
    return {"header": token.unverified_header, "payload": claims, "signature": token.signature}


def __getattr__(name: str) -> Any:
    """Pass on what PyJWT has (PEP 562), but for the classes behind its functions, which would decode without us."""
    if name in _UNGUARDED:
        raise AttributeError(f"{name} would verify without jwtriage.guard; import it from jwt where that is meant")
    return getattr(pyjwt, name)


def _refuse(options: Mapping[str, Any], algorithms: Sequence[str] | None, verify: bool | None, detached_payload: bytes | None) -> None:
    """Raise `Refusal` for arguments that would weaken the verification, or that nobody would obey."""
    for name, value in options.items():
        if name in SWITCHES and not value:
            raise Refusal(f"options[{name!r}] switches a check off")
        if name not in SWITCHES and name not in _OTHER_OPTIONS:
            raise Refusal(f"options[{str(name)!r}] has no meaning")
    if verify is not None and verify is not True:
        raise Refusal("verify switches nothing off")
    if detached_payload is not None:
        raise Refusal("a JWT has no detached payload (RFC 7797, 7); jwtriage.jose.verify takes one")
    if isinstance(algorithms, str):
        raise Refusal("algorithms is a list of names, not one text")


def _octets(token: object) -> bytes:
    if not isinstance(token, bytes):
        raise pyjwt.DecodeError("a token is text or octets")
    return token


def _rules(alg: str, issuer: Names | None, audience: Names | Iterable[str] | None, leeway: float | timedelta, policy: Policy) -> _Rules:
    return _Rules(
        alg,
        _expected(issuer),
        _expected(audience),
        leeway.total_seconds() if isinstance(leeway, timedelta) else leeway,
        _expected(policy.get("typ", TYPES)),
        policy.get("id_tokens", False),
        policy.get("confirmation"),
        policy.get("insecure_keys", False),
    )


def _expected(names: Names | Iterable[str] | None) -> Expected:
    """Return the expected values in a form that can be looked up; PyJWT's ``None`` is `ANY`."""
    if names is None or names is ANY:
        return ANY
    return names if isinstance(names, str) else tuple(names)


def _remembered(key: PeerKey, rules: _Rules) -> Verifier:
    """Return the verifier of a key and rules."""
    try:
        return _verifier(hashable(key), rules)
    except (Refusal, KeyLoadError) as error:
        raise pyjwt.InvalidKeyError(str(error)) from None


@lru_cache(MAXIMUM_VERIFIERS)
def _verifier(key: str | bytes | ByIdentity, rules: _Rules) -> Verifier:
    return Verifier(
        key_material(key),
        [rules.alg],
        rules.issuer,
        rules.audience,
        exp=ANY,
        leeway=rules.leeway,
        typ=rules.typ,
        id_tokens=rules.id_tokens,
        confirmation=rules.confirmation,
        insecure_keys=rules.insecure_keys,
    )


def _accepted(key: PeerKey, algorithms: Sequence[str] | None) -> Collection[str]:
    """Return the accepted algorithms: those named, of which a `jwt.PyJWK` takes its own only."""
    if isinstance(key, pyjwt.PyJWK):
        return [key.algorithm_name] if not algorithms or key.algorithm_name in algorithms else ()
    if not algorithms:
        raise pyjwt.DecodeError("algorithms must name what is accepted")
    return algorithms


def _accepted_algorithm(text: bytes, algorithms: Collection[str]) -> str:
    """Return the algorithm that the token names, if it is accepted: the key is then bound to this one."""
    try:
        alg = _algorithm(text.partition(b".")[0])
    except TokenError as error:
        raise pyjwt.DecodeError(error.reason) from None
    if alg not in algorithms:
        raise pyjwt.InvalidAlgorithmError("alg_none" if alg.lower() == "none" else "alg_not_allowed")
    return alg


@lru_cache(MAXIMUM_VERIFIERS)
def _algorithm(encoded_header: bytes) -> str:
    header = read_header(encoded_header)
    check_header(header, header)
    return str(header["alg"])


def _check_rest(claims: Mapping[str, Any], options: Mapping[str, Any], audience: Expected, subject: str | None) -> None:
    """Make the checks that PyJWT has and the verifier has not."""
    for name in options.get("require", ()):
        if claims.get(name) is None:
            raise exceptions.MissingRequiredClaimError(name)
    if options.get("strict_aud") and audience is not ANY and claims.get("aud") != audience:
        raise exceptions.InvalidAudienceError("audience_mismatch")
    if subject is not None and claims.get("sub", subject) != subject:
        raise exceptions.InvalidSubjectError("claim_invalid")
