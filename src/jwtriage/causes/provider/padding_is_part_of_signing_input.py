"""The token was signed with its base64 padding.

## What happens
The issuer wrote header and payload with `=` at their ends and signed them so. Parsers that follow RFC 7515 section 2 refuse the
padding, and whoever strips it verifies another text than the one that was signed.

## Where it comes from
AWS Application Load Balancers (`x-amzn-oidc-data`), a signer written with the platform's ordinary base64.

Seen in potatosalad/erlang-jose#141, awslabs/aws-jwt-verify#109, dvsekhvalnov/jose-jwt#271,
awsdocs/elb-application-load-balancers-user-guide#42, auth0/node-jsonwebtoken#514.

## How to fix it
Verify the segments exactly as received with a library that allows padding here (`WithPaddingAllowed` in golang-jwt, the ALB
support of aws-jwt-verify), with the ES256 key from the load balancer's regional endpoint.

Do not strip the padding, and do not allow it for other issuers.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import is_canonical
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Verify header and payload with their padding, as they came; padding behind the signature is no part of what was signed."""
    signed = token.signing_input.split(b".")
    if token.segments != 3 or token.overridden or b"=" not in token.signing_input or b"+" in token.text or b"/" in token.text:
        return
    if all(is_canonical(segment.rstrip(b"=")) for segment in (*signed, token.signature_segment)):
        yield TokenChange(token.with_signature(token.signature).with_signing_input(token.signing_input), "with the padding that was signed")
