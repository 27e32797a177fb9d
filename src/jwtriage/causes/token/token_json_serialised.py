"""The token is in the JSON serialisation where the compact one is expected.

## What happens
A JWS can be written as a JSON object with the members `protected`, `payload` and `signature`, or with an array of several
`signatures` (RFC 7515 section 7.2). A JWT is always compact (RFC 7519 section 1): three parts between dots. A verifier of JWTs
calls the object malformed, or looks for dots in it and finds the signature invalid. The signature itself is good.

Some general JOSE libraries take both forms; ACME, for example, sends nothing but the flattened one.

## Where it comes from
A signer whose library has one function for each form, a message from a protocol that uses the JSON form (ACME, document
signing, verifiable credentials) sent to a service that takes JWTs, an object where one of several signatures is for this verifier.

## How to fix it
Ask the issuer's library for the compact serialisation; where there are several signatures, issue one compact token for each
verifier. Sign every header member: what stands in the unprotected `header` is lost in the compact form, and anyone can change it.

If the service is meant to take JSON, call the library's function for that form, and demand `alg` and `kid` in the protected header.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import compact_form
from jwtriage.forensics.json_token import signed_parts
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Scene, TokenChange
from jwtriage.model.finding import Sign


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Write each of the signatures in the compact serialisation."""
    if not token.is_json:
        return
    parts = signed_parts(token.text)
    for number, part in enumerate(parts, 1):
        which = f" with signature {number} of {len(parts)}" if len(parts) > 1 else ""
        yield TokenChange(compact_form(part, case.payload), f"written in the compact serialisation{which}")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice the form: some verifiers take it."""
    if scene.token.is_json:
        yield Sign("the token is in the JSON serialisation, which verifiers of JWTs refuse whatever its signature is", "possible")
