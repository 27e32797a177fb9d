"""Where a server of ours listens: loopback or a unix socket, unless somebody says in so many words that others may connect."""

import contextlib
import errno
import ipaddress
import os
import socket
import stat
from typing import NamedTuple

_UNIX = "unix:"
_LONGEST_PATH = 100
"""Octets of a unix socket's path; the system's bound is 107."""
_UMASK = 0o117
"""The socket is for its owner and group: a proxy runs in that group."""
_BACKLOG = 1024


class UnusableAddress(ValueError):
    """An address that cannot be listened on; the message is one line that says why."""


class Address(NamedTuple):
    """A unix socket's ``path``, or ``host`` (a literal address) and ``port``."""

    path: str = ""
    host: str = ""
    port: int = 0

    def __str__(self) -> str:
        """Write it as on the command line."""
        if self.path:
            return f"{_UNIX}{self.path}"
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse_address(text: str, *, remote: bool = False) -> Address:
    """Read ``unix:/path`` or ``HOST:PORT``, where the host is a literal address, in brackets if it is IPv6, or ``localhost``.

    Raises `UnusableAddress`, also for an address that others can reach unless ``remote`` allows it.
    """
    if text.startswith(_UNIX):
        path = text.removeprefix(_UNIX)
        if not path or "\0" in path or len(os.fsencode(path)) > _LONGEST_PATH:
            raise UnusableAddress(f"{text[:80]}: the path of a unix socket has 1 to {_LONGEST_PATH} octets")
        return Address(path)
    host, _, port = text.rpartition(":")
    number = int(port) if port.isascii() and port.isdecimal() and len(port) <= 5 else -1
    literal = _literal(host)
    if literal is None or not 0 <= number <= 65535:
        raise UnusableAddress(f"{text[:80]}: expected unix:/path or an address and a port, like 127.0.0.1:9300")
    if not literal.is_loopback and not remote:
        raise UnusableAddress(f"{text}: others can reach this address; add --allow-remote if they should")
    return Address(host=str(literal), port=number)


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address("127.0.0.1" if host == "localhost" else host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None


def bind(address: Address) -> socket.socket:
    """Return a socket that listens there; a unix socket that a dead process left behind is replaced. Raises `UnusableAddress`."""
    try:
        return _bind_unix(address.path) if address.path else _bind_port(address)
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else (error.strerror or "cannot be used").lower()
        raise UnusableAddress(f"{address}: {why}") from None


def name_of(listening: socket.socket) -> Address:
    """Return where a socket listens."""
    name = listening.getsockname()
    return Address(name) if isinstance(name, str) else Address(host=name[0], port=name[1])


def release(listening: socket.socket, address: Address) -> None:
    """Close a socket that `bind` opened at this address, and take a unix socket's file away."""
    listening.close()
    if address.path:
        with contextlib.suppress(OSError):
            os.unlink(address.path)


def _bind_port(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    return socket.create_server((address.host, address.port), family=family, backlog=_BACKLOG)


def _bind_unix(path: str) -> socket.socket:
    if _is_dead(path):
        os.unlink(path)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(_UMASK)
    try:
        made.bind(path)
    except OSError:
        made.close()
        raise
    finally:
        os.umask(before)
    made.listen(_BACKLOG)
    return made


def _is_dead(path: str) -> bool:
    """Tell whether the path is a unix socket on which nobody listens."""
    try:
        if not stat.S_ISSOCK(os.lstat(path).st_mode):
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.connect(path)
    except ConnectionRefusedError:
        return True
    except OSError:
        return False
    return False
