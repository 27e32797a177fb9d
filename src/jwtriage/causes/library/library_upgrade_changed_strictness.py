"""A library's new version is stricter about the same token or key.

## What happens
Token and key did not change; the library did. A major version refuses padding, foreign characters, short keys or PEM text that
the one before let pass, so services on different versions answer differently.

## Where it comes from
PyJWT 1 to 2 and 2.14, jjwt with keys given as text, jsonwebtoken 8 to 9, Kong 2 to 3. Seen in jpadilla/pyjwt#735,
Kong/kong#13356, jwtk/jjwt#204, aspnetboilerplate/aspnetboilerplate#6825, jsonwebtoken/jsonwebtoken.github.io#501.

## How to fix it
Bring token and key into the strict form (`jwtriage keys normalize`, the fixes named here), and upgrade all verifiers in one
window; pin the version until then.
"""
