"""A claim or a clock is wrong; the signature is good.

## What happens
The signature verifies, but the token is expired, not valid yet, or meant for somebody else. The framework reports every failure
as *invalid token*, and the search goes on in the wrong place.

## Where it comes from
Two servers whose clocks differ, a token used after its time, a changed issuer or audience.

Seen in tymondesigns/jwt-auth#850, cisco/node-jose#211.

## How to fix it
Get a fresh token and synchronise the clocks (NTP) of issuer and verifier; allow a leeway of a minute at most, and log the
reason code instead of one sentence for everything.
"""
