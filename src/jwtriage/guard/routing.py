"""From a token's header to the keys that may verify it: worked out once for each header, as an issuer sends the same one all the time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jwtriage.guard.bound import BoundKey, KeySet
from jwtriage.guard.claims import ANY, Anything, Names, names_of
from jwtriage.jose.algorithms import ALGORITHMS, Algorithm
from jwtriage.jose.base64url import decode
from jwtriage.jose.errors import TokenError
from jwtriage.jose.header import check_header, read_header
from jwtriage.jose.keys import Key
from jwtriage.jose.reason import Reason
from jwtriage.jose.signature import Check, encoded_check_for
from jwtriage.jose.verification import fault_of, gravest

MAXIMUM_ROUTES = 256
"""How many headers are remembered; the table starts anew when it is full, as senders choose the headers."""
TYPES = ("JWT", "at+jwt")
"""The ``typ`` values that are accepted unless others are named; a token may also have none (RFC 7519, 5.1; RFC 9068, 2.1)."""


class Route:
    """How to verify tokens of one header: ``verifies`` tries the ``keys`` in order on a signature in base64url.

    ``fault`` is the answer when none of them succeeds. ``sequence`` is that of the key set by which the route was worked out.
    """

    __slots__ = ("alg", "fault", "keys", "kid", "sequence", "verifies")

    def __init__(self, alg: str, kid: str | None, sequence: int, fault: Reason, checks: Sequence[Check] = (), keys: Sequence[Key] = ()) -> None:
        """Join the checks of the keys into one."""
        self.alg = alg
        self.kid = kid
        self.sequence = sequence
        self.fault: Reason = fault
        self.keys = tuple(keys)
        self.verifies: Check = _any_of(checks)


class Router:
    """Knows the keys that are trusted now. ``routes`` are those worked out so far that lead to a key, by the header in base64url."""

    def __init__(
        self,
        keys: KeySet,
        algorithms: Mapping[str, Algorithm],
        *,
        kidless: Sequence[BoundKey] | Anything | None = None,
        types: Names = TYPES,
        denied: Sequence[BoundKey] = (),
        decode: Callable[[bytes], bytes] = decode,
    ) -> None:
        """Take the keys and the accepted algorithms by name.

        ``kidless`` are the keys for tokens without a kid, by default those that have none themselves; ``types`` the accepted ``typ`` values.
        ``denied`` are keys that were trusted once: they only serve to say why. ``decode`` reads base64url.
        """
        self._keys = keys
        self._kidless = [key for key in keys.keys if key.kid is None] if kidless is None else keys.keys if kidless is ANY else kidless
        self._algorithms = algorithms
        self._types = _lowered(types)
        self._denied = denied
        self._decode = decode
        self.routes: dict[bytes, Route] = {}

    def route(self, encoded_header: bytes) -> Route:
        """Work out the route of a header in base64url; remember it if it leads to a key.

        Raises `TokenError` for a header that is not acceptable whatever the key.
        """
        route = self._work_out(encoded_header)
        if route.keys:
            if len(self.routes) >= MAXIMUM_ROUTES:
                self.routes.clear()
            self.routes[encoded_header] = route
        return route

    def _work_out(self, encoded_header: bytes) -> Route:
        header = read_header(encoded_header)
        check_header(header, header)
        if "b64" in header:
            raise TokenError("malformed", "b64 has no place in a JWT (RFC 7797, 7)")
        alg, kid = header["alg"], header.get("kid")
        algorithm = self._algorithms.get(alg)
        if algorithm is None:
            return Route(alg, kid, self._keys.sequence, _algorithm_fault(alg))
        if not self._is_expected_type(header):
            return Route(alg, kid, self._keys.sequence, "claim_invalid")
        candidates = [key for key in self._candidates(kid) if key.alg == alg]
        keys = [key.key for key in candidates]
        if not keys:
            return Route(alg, kid, self._keys.sequence, self._why_none(algorithm, kid))
        return Route(alg, kid, self._keys.sequence, "signature_invalid", [encoded_check_for(algorithm, key, self._decode) for key in keys], keys)

    def _candidates(self, kid: str | None) -> Sequence[BoundKey]:
        if kid is None:
            return self._kidless
        return [key for key in self._keys.keys if key.kid in (None, kid)]

    def _why_none(self, algorithm: Algorithm, kid: str | None) -> Reason:
        """Say why no key may verify a token: the key that it names is denied, bound to something else, or absent."""
        if any(key.alg == algorithm.name and key.kid in (None, kid) for key in self._denied):
            return "revoked"
        others = [key.key for key in self._candidates(kid)] + [key for key in self._keys.unusable if key.kid in (None, kid)]
        return gravest(fault_of(algorithm, key) or "key_invalid" for key in others) if others else self._keys.absent

    def _is_expected_type(self, header: Mapping[str, Any]) -> bool:
        """Compare the ``typ`` as a media type: without regard to case, ``application/`` may be left out (RFC 7515, 4.1.9)."""
        if self._types is None or "typ" not in header:
            return True
        typ = header["typ"]
        return isinstance(typ, str) and typ.lower().removeprefix("application/") in self._types


def _lowered(types: Names) -> frozenset[str] | None:
    names = names_of(types)
    return None if names is None else frozenset(name.lower().removeprefix("application/") for name in names)


def _algorithm_fault(alg: str) -> Reason:
    if alg.lower() == "none":
        return "alg_none"
    return "alg_not_allowed" if alg in ALGORITHMS else "alg_unsupported"


def _any_of(checks: Sequence[Check]) -> Check:
    if len(checks) == 1:
        return checks[0]
    return lambda signing_input, signature: any(check(signing_input, signature) for check in checks)
