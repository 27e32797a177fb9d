"""What the commands that read REFs share: the options about places, and the errors of places and tasks."""

from __future__ import annotations

import os
from contextlib import contextmanager

from jwtriage.cli.parser import duration
from jwtriage.cli.unusable import Unusable
from jwtriage.places.reference import UnusableReference
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.fingerprint_key import UnusableFingerprintKey
from jwtriage.tasks.request import UnusableRequest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace, _ActionsContainer
    from collections.abc import Iterator


def add_place_options(parser: _ActionsContainer) -> None:
    """Add the options that say how a REF may be looked at."""
    parser.add_argument("--offline", action="store_true", help="fetch nothing")
    parser.add_argument("--timeout", type=duration, default=10.0, metavar="DURATION", help="time for each answer of the network (default 10s)")
    parser.add_argument("--ca-file", metavar="FILE", help="certificate authorities to trust, in PEM")


def surroundings_of(arguments: Namespace) -> Surroundings:
    """Return the world in which the REFs of a command are resolved."""
    return Surroundings(dict(os.environ), offline=arguments.offline, timeout=arguments.timeout, ca_file=arguments.ca_file)


@contextmanager
def usable_inputs() -> Iterator[None]:
    """Turn the errors of tasks and places about what was given into `Unusable`."""
    try:
        yield
    except (UnusableReference, UnusableRequest, UnusableFingerprintKey) as error:
        raise Unusable(str(error)) from None
