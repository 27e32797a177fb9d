"""The token was edited in a web debugger and signed with its sample key.

## What happens
Pages that decode tokens often sign as well: a change in the payload field, or only in the key field, makes a new
signature with the page's sample secret or sample key pair. What is copied back is a different token.

## Where it comes from
jwt.io and pages like it, whose sample secrets (`your-256-bit-secret` and its successors) and key pairs are published.
Seen in googleapis/php-jwt#74 and googleapis/php-jwt#40.

## How to fix it
Take a fresh token from the issuer and do not edit it; to look into a token use a decoder that cannot sign (`jwtriage
decode`).

Never add the page's sample secret or sample key to a verifier: everybody has it.
"""

PUBLIC = True
"""The search tries the debuggers' secrets and sample keys itself and names this cause; there is nothing to propose from a text."""
