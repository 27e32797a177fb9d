"""The right key signed another text than the token holds.

## What happens
An RSA signature can be opened with the public key: it shows which digest was signed. Here the key is right and the digest is
not that of this token. Header, payload or the whole signature were exchanged after signing.

## Where it comes from
A token edited by hand or in a debugger, a gateway that rewrites claims in a way no serialiser explains, two tokens mixed up, or
an attempt at forgery.

## How to fix it
Take a fresh token straight from the issuer and compare it with what arrives at the verifier, hop by hop, to find who
changed it.

Do not change any key.
"""
