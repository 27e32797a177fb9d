"""A draft of a case: faults are put into it one after the other, then it is signed and written."""

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.casebook.case import NOW, Case
from tests.casebook.material import ALPHANUMERIC, alphanumeric, b64url, jwks, key_for, public_pem
from tests.casebook.signing import make_signature

NAMES = ["José Cærø", "Ödön Łukasz", "山田 太郎", "Zoë O'Neil"]


def compact(value: Any) -> bytes:
    """Write JSON as most libraries do."""
    return json.dumps(value, separators=(",", ":")).encode()


def claims_of(source: random.Random) -> dict[str, Any]:
    """Draw the claims of an ordinary access token; some carry nested members, URLs, numbers and names of the world."""
    host, subject = "".join(source.choices(ALPHANUMERIC.lower(), k=6)), "".join(source.choices(ALPHANUMERIC, k=12))
    claims = {"iss": f"https://id.{host}.example", "sub": subject, "aud": f"api://{host}", "iat": NOW - 360, "exp": NOW + 3300, "scope": "read write"}
    if source.random() < 0.4:
        claims |= {"name": source.choice(NAMES), "n": 1.0}
    if source.random() < 0.3:
        claims |= {"realm_access": {"roles": ["user", "admin"], "level": 2}, "picture": f"https://cdn.{host}.example/a/b.png"}
    return claims


def _as_is(octets: bytes) -> bytes:
    return octets


@dataclass
class Draft:
    """What is known of a case before it is signed.

    ``text`` is what the verifier's place holds and ``place`` how it is written; ``key`` is what signs. ``recipe`` replaces the way
    of signing, ``signed`` maps the signing input to the octets that are signed, ``spell`` writes the signature, ``header_after`` and
    ``payload_after`` replace a segment after signing, ``transit`` changes the text of the token on its way.
    """

    name: str
    alg: str
    key: Any
    text: bytes = b""
    header: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    payload: bytes | None = None
    place: Callable[["Draft"], tuple[dict[str, bytes], str]] | None = None
    recipe: str | None = None
    signed: Callable[[bytes], bytes] = _as_is
    signature: Callable[[bytes], bytes] = _as_is
    spell: Callable[[bytes], bytes] = b64url
    segment: Callable[[bytes], bytes] = b64url
    header_after: bytes | None = None
    payload_after: Callable[[bytes], bytes] | None = None
    transit: list[Callable[[bytes], bytes]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    candidates: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    keys: list[dict] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    allowed: set[str] = field(default_factory=set)
    verdict: str | None = "explained"
    signer: str | None = None
    source: random.Random = field(default_factory=random.Random)

    def blame(self, *ids: str, allow: Iterable[str] = ()) -> None:
        """Expect one of these ids for a fault; ``allow`` are honest companions."""
        self.groups.append(ids)
        self.allowed |= set(allow)

    def token(self) -> bytes:
        """Sign and damage."""
        header, payload = compact(self.header), self.payload if self.payload is not None else compact(self.claims)
        first, second = self.segment(header), self.segment(payload)
        signature = self.signature(make_signature(self.recipe or self.alg, self.key, self.signed(first + b"." + second)))
        first = first if self.header_after is None else b64url(self.header_after)
        second = second if self.payload_after is None else b64url(self.payload_after(payload))
        text = b".".join((first, second, self.spell(signature)))
        for change in self.transit:
            text = change(text)
        return text

    def case(self) -> Case:
        """Finish the case."""
        files, reference = (self.place or plain_file)(self)
        arguments = ["--verifier", reference, *(part for name in self.candidates for part in ("--candidate", name)), *self.options]
        return Case(self.name, self.token(), {**files, **self.files}, arguments, self.groups, frozenset(self.allowed), self.verdict, self.signer)


def plain_file(draft: Draft) -> tuple[dict[str, bytes], str]:
    """Give the verifier a file with exactly its text."""
    if draft.keys:
        return {"jwks.json": jwks(*draft.keys)}, "jwks.json"
    name = "public.pem" if b"-----" in draft.text else "k"
    return {name: draft.text}, name


def _start(name: str, alg: str, key: Any, text: bytes, typ: bool = True) -> Draft:
    source = random.Random(name)
    header = {"alg": alg, **({"typ": "JWT"} if typ else {})}
    return Draft(name, alg, key, text, header, claims_of(source), source=source)


def shared(name: str, secret: bytes | None = None, alg: str = "HS256") -> Draft:
    """Begin with a shared secret that both sides hold."""
    own = secret if secret is not None else alphanumeric(random.Random(f"secret {name}"))
    return _start(name, alg, own, own)


def pair(name: str, alg: str = "RS256", owner: str = "a") -> Draft:
    """Begin with a key pair, the verifier holding the sound public PEM."""
    key = key_for(alg, owner)
    return _start(name, alg, key, public_pem(key))
