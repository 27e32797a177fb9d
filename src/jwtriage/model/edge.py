"""A text that says where a key is instead of holding it, a setting that says how a key is used, and an object from which values are taken."""

from dataclasses import dataclass

from jwtriage.model.case import Origin


@dataclass(frozen=True, slots=True)
class Edge:
    """A user of a key that is elsewhere.

    ``user`` is where the reference stands, ``name`` the name under which its program knows the key, ``address`` where the key is
    (``secret/auth/jwt-secret``, ``variable/JWT_SECRET``, ``file/keys/a.pem``, ``vault/secret/data/auth``…; a reference to all values of an
    object ends in ``/*``), ``kind`` how it is referred to (``secretKeyRef``, ``valueFrom``, ``template``…).
    """

    user: Origin
    name: str
    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A public setting beside a key: an algorithm, an issuer, an audience or the address of a key set. It is no secret and may be shown."""

    name: str
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Holder:
    """An object that others take values from by name: ``address`` is ``secret/auth``, ``members`` are the names of its values."""

    address: str
    members: tuple[str, ...]
    origin: Origin
