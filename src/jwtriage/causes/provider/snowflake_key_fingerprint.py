"""The key fingerprint or the account in a Snowflake token is wrong.

## What happens
A key-pair token for Snowflake names itself `ACCOUNT.USER.SHA256:<fingerprint>`. The fingerprint must be that of the key that
signs, and account and user must be in upper case; otherwise Snowflake answers *JWT token is invalid*.

## Where it comes from
A key pair that was replaced at one end, an account with its region, a lower-case name. Seen in
snowflakedb/snowflake-ingest-python#21, apache/arrow-adbc#1777, gravitational/teleport#14121, snowflakedb/snowflake-jdbc#595.

## How to fix it
Register the public key of the pair that signs (`ALTER USER … SET RSA_PUBLIC_KEY`), and write the account locator and the user
in upper case into `iss` and `sub`.
"""

import re
from base64 import b64encode
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.change import Attempt, Scene
from jwtriage.model.finding import Sign

ISSUER = re.compile(r"([^.]+(?:\.[^.]+)*)\.([^.]+)\.SHA256:([A-Za-z0-9+/]{43}=)", re.IGNORECASE)


def refuse(attempt: Attempt) -> Iterator[str]:
    """Compare the fingerprint with the key that verifies, and look at the account's spelling."""
    yield from _faults(attempt.token, [attempt.key])


def read(scene: Scene) -> Iterator[Sign]:
    """Compare the fingerprint with the verifier's keys."""
    for fact in _faults(scene.token, [key for _, key in scene.verifier_keys]):
        yield Sign(fact)


def _faults(token: TokenText, keys: list[Key]) -> Iterator[str]:
    match = ISSUER.fullmatch(str((token.claims or {}).get("iss", "")))
    public = [key for key in keys if key.public is not None]
    if match is None or not public:
        return
    account, user, fingerprint = match.groups()
    if fingerprint not in {b64encode(bytes.fromhex(key.spki_sha256 or "")).decode() for key in public}:
        yield "the fingerprint in iss is not that of the public key"
    if account != account.upper() or user != user.upper():
        yield "account and user in iss are not in upper case"
    if "." in account:
        yield "the account in iss holds a dot: region or host belong elsewhere"
