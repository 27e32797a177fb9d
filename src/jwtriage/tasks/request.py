"""What `diagnose` is asked: the command line, or a caller's own words, as one frozen value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jwtriage.diagnosis.budget import no_progress

Progress = Callable[[str, float], None]


class UnusableRequest(ValueError):
    """The request cannot be carried out (exit 2); the message is one line that says why and holds no secret."""


@dataclass(frozen=True, slots=True)
class NamedReference:
    """One ``--verifier [NAME=]REF``: ``name`` is ``""`` when none was given. References with one name are one verifier."""

    name: str
    reference: str


@dataclass(frozen=True, slots=True)
class DiagnoseRequest:
    """All that `diagnose` may look at; fields are the options of the command.

    ``token`` is the token as received (one final LF of a file or of standard input already taken off), ``also_tokens`` are more
    tokens of the same signer. ``verifiers`` and ``candidates`` are REFs. ``algorithms`` is what the verifier accepts (``()`` = the
    token's own where the key's type allows it). ``at`` is the moment of verification in seconds since the epoch (``None`` = now),
    ``leeway`` in seconds. ``payload`` is detached content. ``recover`` holds ``"rsa"`` when a public RSA key may be computed from
    several tokens. ``discover`` allows fetching the issuer's published keys. ``budget`` bounds the search and ``timeout`` each
    network answer, both in seconds. ``config`` is a ``jwtriage.toml`` named by ``--config``. ``claims`` is ``"all"``, ``"none"``
    or a list separated by commas, ``None`` for the registered ones. ``environment`` stands for the process's environment.
    ``progress`` is called with a stage's name and the share done (0 to 1).
    """

    token: bytes = field(repr=False)
    verifiers: tuple[NamedReference, ...] = ()
    candidates: tuple[str, ...] = ()
    also_tokens: tuple[bytes, ...] = field(default=(), repr=False)
    algorithms: tuple[str, ...] = ()
    issuer: str | None = None
    audience: str | None = None
    at: float | None = None
    leeway: float = 0.0
    payload: bytes | None = field(default=None, repr=False)
    recover: tuple[str, ...] = ()
    discover: bool = False
    budget: float = 30.0
    timeout: float = 10.0
    offline: bool = False
    ca_file: str | None = None
    config: str | None = None
    claims: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    progress: Progress = no_progress
