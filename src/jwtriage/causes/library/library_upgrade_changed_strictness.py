"""A library's new version is stricter about the same token or key.

## What happens
Token and key did not change; the library did. A major version refuses padding, foreign characters, short keys or PEM text that
the one before let pass, so services on different versions give different answers to the same token.

## Where it comes from
PyJWT 1 to 2 and its later minimum key sizes, jjwt with keys given as text, jsonwebtoken 8 to 9, Kong 2 to 3.

Seen in jpadilla/pyjwt#735, Kong/kong#13356, jwtk/jjwt#204, aspnetboilerplate/aspnetboilerplate#6825,
jsonwebtoken/jsonwebtoken.github.io#501.

## How to fix it
Bring token and key into the strict form (`jwtriage keys normalize`, and the fixes of the causes named beside this one).

Upgrade all verifiers in one window, and pin the version until then.
"""
