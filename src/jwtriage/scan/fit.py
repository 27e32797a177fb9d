"""Signers and verifiers that cannot fit: a private and a public key that are no pair, services that accept no algorithm in common."""

import re
from collections.abc import Iterator

from jwtriage.causes.registry import CAUSES
from jwtriage.model.case import Sighting
from jwtriage.model.edge import Setting
from jwtriage.model.environments import environments_in
from jwtriage.model.finding import Evidence, Finding
from jwtriage.model.key_name import KeyName, words_in
from jwtriage.scan.example_places import is_example
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import LogicalKey
from jwtriage.scan.material import keys_of

_ROLES = frozenset(("private", "priv", "public", "pub", "key", "pem", "jwt", "jwks", "jwk", "cert"))
_ALGORITHM_NAME = re.compile(r"(?:HS|RS|ES|PS)(?:256|384|512)|EdDSA|Ed25519|ES256K")
_ALGORITHM_WORDS = frozenset(("alg", "algorithm", "algorithms"))


def check_pairs(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each public key, or set of keys, that is meant to verify what a private key signs, and is not its other half."""
    private = [key for key in inventory.keys if key.name.role == "private"]
    for key in inventory.keys:
        if key.name.role in ("public", "set"):
            signers = [sighting for other in private if _belong_together(other, key) for sighting in other.sightings]
            yield from _unpaired(key, signers, inventory)


def _belong_together(private: LogicalKey, public: LogicalKey) -> bool:
    same = private.environment == public.environment and private.name.qualifiers - _ROLES == public.name.qualifiers - _ROLES
    return same and (private.name.for_tokens == public.name.for_tokens)


def _unpaired(key: LogicalKey, signers: list[Sighting], inventory: Inventory) -> Iterator[Finding]:
    halves = {found.thumbprint: found for sighting in signers for found in keys_of(sighting) if found.secret is None}
    for sighting in key.sightings if halves else ():
        near = _nearest(sighting, signers) if not key.name.for_tokens else signers
        held = {found.thumbprint for found in keys_of(sighting)}
        wanted = {found.thumbprint for each in near for found in keys_of(each)}
        if held and wanted and not held & wanted:
            yield _no_pair(sighting, near[0], key.name, inventory)


def _nearest(sighting: Sighting, signers: list[Sighting]) -> list[Sighting]:
    """Return the signers' keys of the same file or folder: names that say nothing of tokens pair only there."""
    folder = sighting.origin.place.rpartition("/")[0]
    return [each for each in signers if each.origin.place.rpartition("/")[0] == folder]


def _no_pair(public: Sighting, private: Sighting, name: KeyName, inventory: Inventory) -> Finding:
    cause = CAUSES["keypair-mismatch"]
    evidence = tuple(
        Evidence(f"{', '.join(inventory.names.label(key) for key in keys_of(each))}: {each.origin}", each.origin) for each in (private, public)
    )
    title = f"the {name} is not the other half of the private key beside it"
    return Finding(cause.id, "likely", "error", title, public.origin, evidence, url=cause.url)


def check_algorithms(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each two settings of one algorithm, in one environment, that have none in common."""
    groups: dict[tuple[str, frozenset[str]], list[tuple[Setting, frozenset[str]]]] = {}
    for setting in inventory.settings:
        words = frozenset(words_in(setting.name.rpartition(".")[2]))
        algorithms = frozenset(_ALGORITHM_NAME.findall(setting.value))
        if words & _ALGORITHM_WORDS and algorithms and not is_example(setting.origin.place):
            environment = "+".join(sorted(environments_in(setting.origin.place.removeprefix(inventory.base))))
            groups.setdefault((environment, words - _ALGORITHM_WORDS), []).append((setting, algorithms))
    for group in groups.values():
        yield from _apart(group)


def _apart(group: list[tuple[Setting, frozenset[str]]]) -> Iterator[Finding]:
    first, accepted = group[0]
    cause = CAUSES["alg-family-mismatch"]
    for setting, algorithms in group[1:]:
        if not algorithms & accepted:
            evidence = (
                Evidence(f"{each.name} is {', '.join(sorted(names))}", each.origin) for each, names in ((first, accepted), (setting, algorithms))
            )
            title = "two services are set to different algorithms for one kind of token"
            yield Finding(cause.id, "possible", "warning", title, setting.origin, tuple(evidence), url=cause.url)
            return
