"""Which addresses may be connected to: resolved once, checked, and then used as they are, so that no second look-up can differ."""

import ipaddress
import queue
import socket
import threading
from typing import TypeAlias

from jwtriage.fetch.errors import FetchError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_METADATA = frozenset(ipaddress.ip_address(text) for text in ("169.254.169.254", "169.254.170.2", "fd00:ec2::254", "100.100.100.200"))
"""Where clouds hand out credentials to whoever asks from inside."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int, timeout: float, *, loopback_only: bool = False, public_only: bool = False) -> str:
    """Return the first address of ``host``; raise `FetchError` if any of its addresses may not be reached.

    One forbidden address among several refuses the name: a name that points at both is an attack or a mistake. ``timeout`` is in seconds.
    """
    addresses = _look_up(host, port, timeout)
    for address in addresses:
        check(address, host, public_only=public_only)
    if loopback_only and not all(_inner(address).is_loopback for address in addresses):
        raise FetchError("plain http is for loopback addresses only; use https")
    return str(addresses[0])


def check(address: Address, host: str, *, public_only: bool = False) -> None:
    """Refuse link-local, metadata, multicast, unspecified and reserved addresses; with ``public_only`` all that are not public."""
    inner = _inner(address)
    if inner in _METADATA or inner.is_link_local:
        raise FetchError(f"{host} is a link-local or metadata address, which is never asked")
    if inner.is_multicast or inner.is_unspecified or (inner.is_reserved and not inner.is_loopback):
        raise FetchError(f"{host} is a multicast, unspecified or reserved address")
    if public_only and not inner.is_global:
        raise FetchError(f"{host} is no public address; name it with --candidate if it is meant to be asked")


def literal(host: str) -> Address | None:
    """Return the address that ``host`` is written as, or ``None`` for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _inner(address: Address) -> Address:
    """Return the IPv4 address inside an IPv6 one (mapped, 6to4, NAT64), else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _look_up(host: str, port: int, timeout: float) -> list[Address]:
    """Resolve a name. The system's resolver knows no time limit, so it runs in a thread of its own."""
    answers: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()
    threading.Thread(target=_resolve_into, args=(answers, host, port), daemon=True).start()
    try:
        found = answers.get(timeout=timeout)
    except queue.Empty:
        raise FetchError(f"{host} was not resolved in time") from None
    addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in found or ()]
    if not addresses:
        raise FetchError(f"{host} has no address (DNS)")
    return addresses


def _resolve_into(answers: "queue.SimpleQueue[list[str] | None]", host: str, port: int) -> None:
    """Put the addresses of a name into ``answers``; ``None`` where there are none."""
    try:
        answers.put([str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
    except (OSError, UnicodeError):
        answers.put(None)
