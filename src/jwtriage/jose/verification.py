"""Does a signature verify, with a key that may be used for it? Strict, and one path for every token (RFC 7515, 5.2; RFC 8725, 3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from jwtriage.jose.algorithms import ALGORITHMS, Algorithm
from jwtriage.jose.errors import TokenError
from jwtriage.jose.keys import Key
from jwtriage.jose.reason import Reason
from jwtriage.jose.signature import fits, signature_ok
from jwtriage.jose.soundness import unsoundness, weakness
from jwtriage.jose.token import Token

__all__ = ["Verdict", "fault_of", "gravest", "signature_ok", "verify"]


class Verdict(NamedTuple):
    """The answer: ``reason`` is ``ok`` or says why not, ``key`` is the key that verified. As a condition it is its ``ok``."""

    ok: bool
    reason: Reason
    key: Key | None = None

    def __bool__(self) -> bool:
        """Tell whether the signature verified."""
        return self.ok


def verify(
    token: str | bytes | Mapping[str, Any], keys: Sequence[Key] | Key, algorithms: Collection[str], *, detached_payload: bytes | None = None
) -> Verdict:
    """Verify the signature of a token, and nothing but the signature: whoever accepts a token must look at its claims too.

    Text is the compact serialisation, a mapping the JSON serialisation, of which every signature must verify. ``algorithms`` are the ``alg``
    values that are accepted; ``none`` is not to be had. Each key is used only for what it is bound to: its kind, curve, ``alg``, ``use``,
    ``key_ops`` and ``kid``. A token with a kid is tried on the keys with that kid and on those without any; one without a kid on every key.

    Never raises for a bad token. Raises `TypeError` if ``algorithms`` is one string.
    """
    if isinstance(algorithms, (str, bytes)):
        raise TypeError("algorithms is a collection of names, not one string")
    ring = (keys,) if isinstance(keys, Key) else keys
    try:
        tokens = Token.parse_all(token, detached_payload) if isinstance(token, Mapping) else [Token.parse(token, detached_payload)]
    except TokenError as error:
        return Verdict(False, error.reason)
    verdicts = [_verify_one(one, ring, algorithms) for one in tokens]
    return next((verdict for verdict in verdicts if not verdict.ok), verdicts[0])


def _verify_one(token: Token, keys: Sequence[Key], algorithms: Collection[str]) -> Verdict:
    algorithm = ALGORITHMS.get(token.alg)
    if algorithm is None:
        return Verdict(False, "alg_none" if token.alg.lower() == "none" else "alg_unsupported")
    if token.alg not in algorithms:
        return Verdict(False, "alg_not_allowed")
    return _try_keys(token, algorithm, [key for key in keys if token.kid is None or key.kid in (None, token.kid)])


def _try_keys(token: Token, algorithm: Algorithm, keys: Sequence[Key]) -> Verdict:
    faults: list[Reason] = []
    for key in keys:
        fault = fault_of(algorithm, key)
        if fault is None:
            if signature_ok(algorithm, key, token.signing_input, token.signature):
                return Verdict(True, "ok", key)
            fault = "signature_invalid"
        faults.append(fault)
    return Verdict(False, gravest(faults))


def fault_of(algorithm: Algorithm, key: Key) -> Reason | None:
    """Say why the key may not verify signatures of the algorithm: ``key_invalid`` (bound to another use, or broken), ``key_too_weak`` or ``None``."""
    if not fits(algorithm, key) or not _is_bound_for(algorithm, key):
        return "key_invalid"
    return unsoundness(key) or weakness(algorithm, key)


def gravest(faults: Iterable[Reason]) -> Reason:
    """Of the faults of several keys, pick that of the key which came nearest to a verification; ``key_not_found`` where there was no key."""
    return max(faults, key=_WEIGHTS.__getitem__, default="key_not_found")


def _is_bound_for(algorithm: Algorithm, key: Key) -> bool:
    return key.alg in (None, algorithm.name) and key.use in (None, "sig") and (key.key_ops is None or "verify" in key.key_ops)


_WEIGHTS: dict[Reason, int] = {"key_not_found": 0, "key_invalid": 1, "key_too_weak": 2, "signature_invalid": 3}
