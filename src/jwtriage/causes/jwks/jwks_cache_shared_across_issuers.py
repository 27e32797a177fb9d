"""One cache of key sets serves several issuers.

## What happens
The verifier keeps key sets under a kid or a constant, not under the address they came from. Whoever is verified first fills the
cache; the tokens of the second issuer (another tenant, another token type) meet the keys of the first. They fail, or, worse, a
key of one issuer is accepted for the other.

## Where it comes from
A module-level cache in a library that serves ID tokens and session cookies, two clients of one SDK with different secrets, a map
from kid to key across tenants. It depends on the order of requests, so it does not show in tests.
Seen in Code-Hex/firebase-auth-cloudflare-workers#31, clerk/clerk-sdk-python#248.

## How to fix it
Key the cache by `jwks_uri` (and by the credential used to fetch it), one verifier object for each issuer, and choose the issuer
by exact `iss` before any key.
"""
