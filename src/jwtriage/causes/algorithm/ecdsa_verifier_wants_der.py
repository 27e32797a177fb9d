"""The verifier demands DER where a JWS carries r and s side by side.

## What happens
The token is right: its ECDSA signature is r and s, each of the curve's size (RFC 7518 section 3.4). The verifier hands it to an
interface that parses ASN.1, and calls the parse error, or plain *false*, an invalid signature. Every other verifier accepts the
token.

## Where it comes from
Verification written with `openssl dgst -verify` or a platform's signature class, which know DER only.

Seen in mozilla/openbadges-validator#30, GildedHonour/frank_jwt#52, PostHog/duckgres#1157.

## How to fix it
Convert the signature to DER inside that verifier before the call, or use a JOSE library there; do not change the issuer.

When `jwtriage diagnose` calls the token valid and one service alone rejects every ES token, look for this in that service.
"""
