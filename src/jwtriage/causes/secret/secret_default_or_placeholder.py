"""One side runs on a default or example secret.

## What happens
The signature verifies with a secret that everybody knows: the fallback in the code, the default of an image, the value
of a tutorial. The other side has the real one, so the tokens fail there; and wherever the known secret is accepted,
anybody can make tokens.

## Where it comes from
`process.env.JWT_SECRET || "secret"`, an image that starts without the variable, a copied `.env.example`.
Seen in hiero-ledger/heka-identity-platform#39, SecureBananaLabs/bug-bounty#5674, felinics/Memoh#589,
subzerocloud/postgrest-starter-kit#15.

## How to fix it
Generate a secret (`openssl rand -base64 48`), set the variable on every side, and remove the fallback from the code
so that a missing variable stops the start.

Treat every token that was signed with the known secret as forged, and never add that secret to a verifier to make the
failure go away.
"""

PUBLIC = True
"""The search tries the known secrets itself and names this cause; there is nothing to propose from a text."""
