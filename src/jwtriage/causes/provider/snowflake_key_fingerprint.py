"""The key fingerprint or the account in a Snowflake token is wrong.

## What happens
A key-pair token for Snowflake names its signer in `iss`: `ACCOUNT.USER.SHA256:<fingerprint>`, and account and user again in `sub`.
The fingerprint must be that of the key that signs and that Snowflake has for the user; account and user must be in upper case and
without region or host. Snowflake answers every breach with *JWT token is invalid*, although the signature itself may be good.

## Where it comes from
A key pair that was replaced at one end, an account written with its region or with `privatelink`, a name in lower case, a typing
error.

Seen in snowflakedb/snowflake-ingest-python#21, apache/arrow-adbc#1777, gravitational/teleport#14121,
snowflakedb/snowflake-jdbc#595.

## How to fix it
Register the public key of the pair that signs (`ALTER USER … SET RSA_PUBLIC_KEY`), and write account locator and user in upper
case, the same in `iss` and `sub`.

`DESC USER` shows the fingerprint that Snowflake has; `jwtriage keys show` shows that of a key.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import NamedTuple

from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, Choice, Scene
from jwtriage.model.finding import Sign

_ISSUER = re.compile(r"(.+)\.SHA256:(\S*)", re.IGNORECASE)
_REGION = re.compile(r"[a-z]{2,}(?:-[a-z0-9]+)+|privatelink|aws|azure|gcp|global|snowflakecomputing|com|cn", re.IGNORECASE)
"""A region, a cloud or a part of the host; user names may hold dots, too."""


class Named(NamedTuple):
    """What ``iss`` says: account and user, and the fingerprint of the key."""

    account_and_user: str
    fingerprint: str


def choose(choice: Choice) -> Iterator[str]:
    """Say which key the fingerprint names, when another key than the registered one signed."""
    named = _named(choice.token)
    if named is None or choice.signer.public is None:
        return
    if named.fingerprint == _fingerprint(choice.signer):
        yield "the fingerprint in iss is that of the key that signed; the verifier has another one for this user"
    else:
        yield "the fingerprint in iss is not that of the key that signed"


def refuse(attempt: Attempt, case: Case) -> Iterator[str]:
    """Compare the fingerprint with the key that verifies, and look at the spelling of account and user."""
    yield from _faults(attempt.token, [attempt.key])


def read(scene: Scene) -> Iterator[Sign]:
    """Compare the fingerprint with the verifier's keys, and look at the spelling of account and user."""
    yield from (Sign(fact) for fact in _faults(scene.token, [key for _, key in scene.verifier_keys]))


def _named(token: TokenText) -> Named | None:
    match = _ISSUER.fullmatch(str((token.claims or {}).get("iss", "")))
    return Named(*match.groups()) if match else None


def _fingerprint(key: Key) -> str:
    """Write the SHA-256 of the SubjectPublicKeyInfo as Snowflake does: in padded base64."""
    return b64encode(bytes.fromhex(key.spki_sha256 or "")).decode()


def _faults(token: TokenText, keys: list[Key]) -> Iterator[str]:
    named = _named(token)
    public = [key for key in keys if key.public is not None]
    if named is None or not public:
        return
    if named.fingerprint not in {_fingerprint(key) for key in public}:
        yield "the fingerprint in iss is not that of the public key"
    yield from _account_faults(named.account_and_user, (token.claims or {}).get("sub"))


def _account_faults(name: str, subject: object) -> Iterator[str]:
    if name != name.upper():
        yield "account and user in iss are not in upper case"
    if any(_REGION.fullmatch(part) for part in name.split(".")[1:-1]):
        yield "the account in iss is written with its region or host"
    if isinstance(subject, str) and subject != name:
        yield "iss and sub do not name the same account and user"
