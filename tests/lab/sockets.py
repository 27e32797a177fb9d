"""Where the processes of a session listen, as the kernel tells, and how much memory they take."""

import os
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

_LISTENS = "0A"


def members(session: int) -> list[int]:
    """Return the processes of a session: a program and whatever it started."""
    return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if _session(path) == session]


def listening(pid: int) -> set[IPv4Address | IPv6Address]:
    """Return the addresses on which a process listens with TCP."""
    own = set(_inodes(pid))
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]]
    return {_address(fields[1]) for fields in lines if fields[3] == _LISTENS and fields[9] in own}


def resident(pid: int) -> int:
    """Return the memory of a process in octets: its share where pages are shared."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _session(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[3])
    except OSError:
        return 0


def _inodes(pid: int) -> Iterator[str]:
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(entry)
        except OSError:
            continue
        if target.startswith("socket:["):
            yield target[8:-1]


def _address(field: str) -> IPv4Address | IPv6Address:
    octets = bytes.fromhex(field.partition(":")[0])
    found = ip_address(b"".join(octets[start : start + 4][::-1] for start in range(0, len(octets), 4)))
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
