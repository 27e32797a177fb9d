"""The ECDSA signature is in DER instead of r and s side by side.

## What happens
A JWS carries an ECDSA signature as r and s, each of the curve's size, one behind the other (RFC 7518 section 3.4). The signer
put the ASN.1 sequence there that most crypto interfaces return. Its first octet is 0x30 and its length varies from token to
token; few verifiers say more than *invalid signature*.

## Where it comes from
Signing with a cloud KMS, an HSM, OpenSSL or a platform's own interface without converting the result.

Seen in kjur/jsrsasign#187, vapor/jwt#100, stateofca/opencred#30, govuk-one-login/authentication-api#313,
auth0/java-jwt#187.

## How to fix it
Convert the signature at the issuer before it goes into the token: `dsaEncoding: 'ieee-p1363'` in Node,
`marshaling_algorithm=jws` in Vault, `decode_dss_signature` and two fixed-width integers in Python.

Do not teach the verifier to take both forms: a strict length is what keeps out malleable signatures.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import is_canonical
from jwtriage.forensics.ecdsa_format import from_der
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Write r and s side by side, in the size of the header's curve first."""
    recipe = recipe_for(token.alg or "")
    if token.segments != 3 or not is_canonical(token.signature_segment) or (recipe is not None and recipe.family != "ECDSA"):
        return
    for signature in from_der(token.signature, recipe.curve if recipe is not None else ""):
        yield TokenChange(token.with_signature(signature), "with its DER signature written as r and s side by side")
