"""The token carries the key that verifies it.

## What happens
The header holds a public key (`jwk` or `x5c`), and that key verifies the signature. It proves nothing: whoever made the token
put the key there, too.

## Where it comes from
A forgery against verifiers that trust the header, or a protocol in which the key is known by other means (DPoP proofs, device
keys).

## How to fix it
Take keys from your own configuration or from the issuer's published set, and ignore `jwk`, `x5c`, `jku` and `x5u` of the header
(RFC 8725 section 3.10); refuse this token.
"""

PUBLIC = True
