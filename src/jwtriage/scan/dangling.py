"""Users that name a value which the object does not have: the container never starts, or starts without the key."""

from collections.abc import Iterator
from difflib import get_close_matches

from jwtriage.causes.registry import CAUSES
from jwtriage.model.edge import Edge
from jwtriage.model.finding import Evidence, Finding, Fix
from jwtriage.model.key_name import key_name
from jwtriage.scan.inventory import Inventory


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each reference to a Secret or ConfigMap of these files that has no value of that name."""
    members: dict[str, set[str]] = {}
    for holder in inventory.holders:
        members.setdefault(holder.address, set()).update(holder.members)
    for edge in inventory.edges:
        address, _, member = edge.address.rpartition("/")
        if address in members and member not in ("", "*") and member not in members[address] and _is_about_keys(edge, member):
            yield _finding(edge, address, member, members[address])


def _is_about_keys(edge: Edge, member: str) -> bool:
    return key_name((edge.name,)) is not None or key_name((member,)) is not None


def _finding(edge: Edge, address: str, member: str, has: set[str]) -> Finding:
    near = get_close_matches(member, sorted(has), 1, 0.6)
    evidence = [Evidence(f"{address} has no value {member}", edge.user), *(Evidence(f"it has {name}") for name in near)]
    fix = (Fix(f"Name {near[0]}, or add {member} to {address}.") if near else Fix(f"Add {member} to {address}, or name a value that it has."),)
    cause = CAUSES["secret-variable-name-wrong"]
    title = f"{edge.name} is taken from a value that is not there"
    return Finding(cause.id, "likely", "error", title, edge.user, tuple(evidence), fix, cause.url)
