"""What is known about one failing token: the token, the keys seen, and how the verifier is configured."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jwtriage.jose.secret import Secret

NO_LABELS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was found, precise enough to go there.

    ``place`` is the path, URL or store as the operator named it, ``name`` what stands after ``#`` in a REF
    (a variable, ``object/key``, a kid), ``line`` counts from one.
    """

    place: str
    name: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Write the origin as a REF: ``place#name``."""
        return f"{self.place}#{self.name}" if self.name else self.place


@dataclass(frozen=True, slots=True)
class Reading:
    """What one other reader of the same source would make of it (``node``, ``docker``, ``yaml-1.2``…)."""

    reader: str
    text: Secret


@dataclass(frozen=True, slots=True)
class Sighting:
    """One key text seen somewhere: the exact bytes that the reader in charge hands to the program.

    ``kind`` says what sort of place it is: ``file`` (the whole file is the text), ``variable`` (dotenv, compose,
    ECS, environment), ``field`` (a value of a structured file), ``kubernetes-data`` (base64 in the manifest),
    ``kubernetes-string-data``, ``stored`` (the whole value of a store is the text), ``jwks-url``, ``fingerprint``.
    ``verifier`` is the name of the verifier that was given this text (``""`` when it has no name), ``None`` for a candidate.
    ``reader`` is the reader that was used; ``readings`` are the *differing* results of the other readers.
    ``source`` is the text as it stands in the file before any reader touched it (after the ``=``, the YAML scalar).
    ``encoding`` and ``form`` are the REF's options ``encoding=`` and ``as=``; ``labels`` carries evidence about the
    place (``stage``, ``version``, ``cache-control``, ``age``, ``dialect``, ``fingerprint``, ``held-by``: another verifier…).
    """

    text: Secret
    origin: Origin
    kind: str = "file"
    verifier: str | None = None
    reader: str = "auto"
    readings: tuple[Reading, ...] = ()
    source: Secret | None = None
    encoding: str = "auto"
    form: str = "auto"
    labels: Mapping[str, str] = field(default_factory=lambda: NO_LABELS)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was named but could not be looked at, and why. It reaches every output format."""

    origin: str
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """One token and the world around it: all that a cause may look at.

    ``token`` is the text as received (one final LF of a file or of standard input already taken off).
    ``algorithms`` is what the verifier accepts (``()`` = the token's own where the key's type allows it).
    ``at`` is the moment of verification in seconds since the epoch, ``leeway`` in seconds.
    ``payload`` is the detached content, when there is one. ``also`` are further tokens of the same signer.
    """

    token: bytes = field(repr=False)
    sightings: tuple[Sighting, ...] = ()
    algorithms: tuple[str, ...] = ()
    issuer: str | None = None
    audience: str | None = None
    at: float = 0.0
    leeway: float = 0.0
    payload: bytes | None = field(default=None, repr=False)
    also: tuple[bytes, ...] = field(default=(), repr=False)
    unread: tuple[Unread, ...] = ()
