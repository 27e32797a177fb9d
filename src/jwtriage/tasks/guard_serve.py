"""Answers proxies that ask whether a request's token is acceptable, until it is told to stop."""

import logging
import socket
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module

from jwtriage import __version__
from jwtriage.guard.admin import Admin, Metrics
from jwtriage.guard.asgi import Application
from jwtriage.guard.forward_auth import ForwardAuth
from jwtriage.guard.identity import IDENTITY
from jwtriage.guard.listening import Address, bind, name_of, release
from jwtriage.guard.report import key_report
from jwtriage.guard.serving import Listener, serve
from jwtriage.guard.startup import log_keys
from jwtriage.guard.tally import Tally
from jwtriage.guard.verifier import Verifier
from jwtriage.tasks.guard_request import GuardRequest
from jwtriage.tasks.guard_verifier import verifier_of

_LOG = logging.getLogger("jwtriage.guard")


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """One listener, what it demands of tokens, and what it tells the proxy.

    ``admin`` is where keys and metrics are shown, ``canary`` where the canaries of a rotation are accepted, too. ``identity`` are headers with
    their claims, ``realm`` is that of ``WWW-Authenticate``, ``instance`` and ``version`` stand in the start-up lines.
    """

    guard: GuardRequest
    listen: Address
    admin: Address | None = None
    canary: Address | None = None
    identity: Mapping[str, str] = field(default_factory=lambda: IDENTITY)
    reason_header: bool = False
    realm: str | None = None
    instance: str | None = None
    version: str = __version__


def serve_guard(request: ServeRequest) -> None:
    """Answer until SIGINT or SIGTERM comes.

    Raises `UnusableAddress` beside what `jwtriage.tasks.guard_verifier.verifier_of` raises.
    """
    tally = Tally()
    verifier = verifier_of(request.guard, tally)
    tally.watch(verifier)
    with ExitStack() as open_sockets:
        listeners = [Listener(application, _opened(name, address, open_sockets)) for name, address, application in _all(request, verifier, tally)]
        log_keys(verifier, request.instance, request.version)
        for state in verifier.sources():
            if state.error:
                _LOG.warning("%s: %s; no token is accepted until it can be read", state.description, state.error)
        serve(listeners)


def _all(request: ServeRequest, verifier: Verifier, tally: Tally) -> list[tuple[str, Address, Application]]:
    """Return the applications that were asked for, each with the address that it alone answers on."""
    guard = ForwardAuth(verifier, identity=request.identity, reason_header=request.reason_header, realm=request.realm, observer=tally)
    found: list[tuple[str, Address, Application]] = [("listening", request.listen, guard)]
    if request.canary is not None:
        found.append(("canaries", request.canary, ForwardAuth(verifier, identity={}, realm=request.realm, canary=True)))
    if request.admin is not None:
        found.append(("keys and metrics", request.admin, _admin(request, verifier, tally)))
    return found


def _admin(request: ServeRequest, verifier: Verifier, tally: Tally) -> Admin:
    return Admin(
        lambda: key_report(verifier, tally, instance=request.instance, version=request.version),
        lambda: any(held.active for held in verifier.held()),
        _metrics(verifier, tally),
    )


def _metrics(verifier: Verifier, tally: Tally) -> Metrics | None:
    """Return what writes metrics, ``None`` where the library for it is not installed."""
    try:
        made: Metrics = import_module("jwtriage.guard.exposition").exposition(verifier, tally)
    except ImportError:
        return None
    return made


def _opened(name: str, address: Address, open_sockets: ExitStack) -> socket.socket:
    """Listen, and say where: a port of 0 becomes one that is free."""
    listening = bind(address)
    open_sockets.callback(release, listening, address)
    _LOG.info("jwtriage guard: %s on %s", name, name_of(listening))
    return listening
