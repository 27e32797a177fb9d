"""The claims are not JSON, although the signature over them is good.

## What happens
The signature verifies over the segments as they are, but the payload cannot be parsed. Many tools and libraries report the
parse error as an invalid signature.

## Where it comes from
Claims put together as text, a template with a missing quote, a payload cut before signing.

Seen in jsonwebtoken/jsonwebtoken.github.io#349.

## How to fix it
Let a JSON serialiser write the claims at the issuer; the keys and the algorithm are right.
"""
