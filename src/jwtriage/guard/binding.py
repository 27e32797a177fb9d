"""From key material to bound keys: every key under one algorithm, never the product of algorithms and keys."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from jwtriage.guard.bound import BoundKey, KeySet
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.soundness import check_strength, check_text
from jwtriage.jose.algorithms import ALGORITHMS, Algorithm
from jwtriage.jose.errors import KeyLoadError
from jwtriage.jose.keys import Key
from jwtriage.jose.loading import KeyMaterial, load_key_set
from jwtriage.jose.verification import fault_of
from jwtriage.known.keys import sample_key_name

MAXIMUM_KEYS_WITHOUT_KID = 4
"""How many keys without a kid one algorithm may have: each token costs a try on each of them."""


class Binder:
    """Knows the accepted algorithms and binds keys to them.

    With ``insecure_keys`` secrets that everybody knows and published sample keys are bound like others: for tests.
    """

    def __init__(self, algorithms: Collection[str], *, insecure_keys: bool = False) -> None:
        """Take the accepted ``alg`` values. Raises `Refusal` for none of them, for unknown ones, and for ``none``."""
        if isinstance(algorithms, str) or not algorithms or not ALGORITHMS.keys() >= set(algorithms):
            raise Refusal("algorithms is a collection of known alg values, and none is not among them")
        self.algorithms = {name: ALGORITHMS[name] for name in algorithms}
        self.insecure_keys = insecure_keys

    @property
    def takes_secrets(self) -> bool:
        """Tell whether an accepted algorithm uses shared secrets."""
        return any(algorithm.kind == "oct" for algorithm in self.algorithms.values())

    def bind(self, material: KeyMaterial | Sequence[KeyMaterial], source: str, loaded_at: float) -> KeySet:
        """Bind what the operator gave: everything or nothing, as a part that is refused may be the part that matters.

        Raises `Refusal`.
        """
        alone = material if isinstance(material, Sequence) and not isinstance(material, (str, bytes)) else (material,)
        sets = [self._bind_one(one, source, loaded_at) for one in alone]
        keys = tuple(key for one in sets for key in one.keys)
        unusable = tuple(key for one in sets for key in one.unusable)
        if not keys and not unusable:
            raise Refusal(f"{source}: a verifier needs a key", "secret-undefined-or-empty")
        refuse_ambiguous(keys, source)
        return KeySet(keys, unusable)

    def bind_published(self, document: bytes, source: str, loaded_at: float) -> KeySet:
        """Bind a JWK set from a URL: what is unusable in it is left aside, shared secrets and private keys above all.

        Two keys under one kid are both left aside. Raises `jwtriage.jose.KeyLoadError` where no set can be read.
        """
        members = load_key_set(document).keys
        usable = [key for key in members if self._may_be_published(key)]
        bound = [BoundKey(key, alg, source, loaded_at) for key in usable for alg in self._unambiguous(key)]
        refused = ambiguous_kids(bound)
        kept = tuple(key for key in bound if key.kid not in refused)
        used = {key.key for key in kept}
        return KeySet(kept, tuple(key for key in members if key not in used))

    def fitting(self, key: Key) -> list[Algorithm]:
        """Return the accepted algorithms under which the key may be used."""
        return [algorithm for algorithm in self.algorithms.values() if fault_of(algorithm, key) is None]

    def _bind_one(self, material: KeyMaterial, source: str, loaded_at: float) -> KeySet:
        if isinstance(material, (str, bytes)):
            check_text(material.encode("utf-8", "replace") if isinstance(material, str) else material, source)
        try:
            members = load_key_set(material).keys
        except KeyLoadError as error:
            raise Refusal(f"{source}: {error}", None if self._takes_public_keys() else "public-pem-as-hmac-secret") from None
        for key in members:
            self._check_strength(key, source)
        bound = tuple(BoundKey(key, alg, source, loaded_at) for key in members for alg in self._declared(key, source))
        if not bound and not self._tolerates(members):
            raise self._misfit(members, source)
        used = {key.key for key in bound}
        return KeySet(bound, tuple(key for key in members if key not in used))

    def _check_strength(self, key: Key, source: str) -> None:
        if not self.insecure_keys:
            check_strength(key, source)

    def _tolerates(self, members: Sequence[Key]) -> bool:
        """Tell whether keys without any use are held nevertheless, so that tokens are rejected as ``key_too_weak``."""
        return self.insecure_keys and any(self._fault(key) == "key_too_weak" for key in members)

    def _may_be_published(self, key: Key) -> bool:
        return key.secret is None and not key.private and (self.insecure_keys or sample_key_name(key) is None)

    def _takes_public_keys(self) -> bool:
        return any(algorithm.kind != "oct" for algorithm in self.algorithms.values())

    def _declared(self, key: Key, source: str) -> tuple[str, ...]:
        """Return the algorithm of a key, or its several names. Raises `Refusal` where the configuration leaves open which it is."""
        fitting = self.fitting(key)
        if len(_schemes(fitting)) > 1:
            names = ", ".join(algorithm.name for algorithm in fitting)
            raise Refusal(f"{source}: {names} all fit one key; give the key an alg, or accept one of them")
        return tuple(algorithm.name for algorithm in fitting)

    def _unambiguous(self, key: Key) -> tuple[str, ...]:
        fitting = self.fitting(key)
        return tuple(algorithm.name for algorithm in fitting) if len(_schemes(fitting)) == 1 else ()

    def _fault(self, key: Key) -> str | None:
        faults = {fault_of(algorithm, key) for algorithm in self.algorithms.values()}
        return "key_too_weak" if "key_too_weak" in faults else "key_invalid"

    def _misfit(self, members: Sequence[Key], source: str) -> Refusal:
        """Say why keys that the operator gave fit no accepted algorithm."""
        if not members:
            return Refusal(f"{source} holds no key that could be read", "secret-undefined-or-empty")
        key, accepted = members[0], ", ".join(self.algorithms)
        if self._fault(key) == "key_too_weak":
            cause = "secret-zero-padded-or-too-short" if key.kind == "oct" else "rsa-key-below-minimum"
            return Refusal(f"{source} is too short for {accepted}", cause)
        if key.kind != "oct" and not self._takes_public_keys():
            return Refusal(f"{source} is a public key, which {accepted} would take for a secret", "public-pem-as-hmac-secret")
        if key.use not in (None, "sig"):
            return Refusal(f"{source} is a key for encryption", "jwks-encryption-key-selected")
        return Refusal(f"{source} is a key for {key.alg or key.curve or key.kind}, which does not fit {accepted}", "alg-family-mismatch")


def refuse_ambiguous(keys: Sequence[BoundKey], source: str) -> None:
    """Refuse two keys under one kid, and too many without any. Raises `Refusal`."""
    if ambiguous_kids(keys):
        raise Refusal(f"{source}: two different keys have the same kid", "jwks-duplicate-kid")
    nameless = {key.identity for key in keys if key.kid is None}
    for alg in {alg for _, alg, _ in nameless}:
        if sum(alg == other for _, other, _ in nameless) > MAXIMUM_KEYS_WITHOUT_KID:
            raise Refusal(f"{source}: more than {MAXIMUM_KEYS_WITHOUT_KID} keys without a kid for {alg}")


def ambiguous_kids(keys: Iterable[BoundKey]) -> set[str | None]:
    """Return the kids under which different keys are found for one algorithm."""
    found: dict[tuple[str | None, str], set[Key]] = defaultdict(set)
    for key in keys:
        if key.kid is not None:
            found[key.kid, key.alg].add(key.key)
    return {kid for (kid, _), material in found.items() if len(material) > 1}


def _schemes(fitting: Sequence[Algorithm]) -> set[tuple[str, str]]:
    """Return the distinct signature schemes: ``EdDSA`` and ``Ed25519`` are two names of one (RFC 9864, 2.2)."""
    return {(algorithm.family, algorithm.hash) for algorithm in fitting}
