"""What must begin anew in a forked process: locks that another thread held, fetches whose threads are gone."""

import os
from typing import Protocol
from weakref import WeakSet


class Renewable(Protocol):
    """Something with locks or threads."""

    def renew(self) -> None:
        """Forget locks and threads of the process that was forked."""
        ...


_alive: WeakSet[Renewable] = WeakSet()


def renew_after_fork(thing: Renewable) -> None:
    """Have ``thing`` renewed in every process that is forked from this one."""
    _alive.add(thing)


def _renew_all() -> None:
    for thing in list(_alive):
        thing.renew()


os.register_at_fork(after_in_child=_renew_all)
