"""The registry does not know the key that signs its tokens.

## What happens
A container registry compares the token's kid, or its x5c chain, with what its root bundle holds. With another certificate in
the bundle, or with kids in the old libtrust form against a registry that uses thumbprints, it reports an *untrusted key*.

## Where it comes from
A bundle with the TLS authority instead of the token certificate; the step from version 2 to version 3 of the registry. Seen in
distribution/distribution#1143, distribution/distribution#2875, distribution/distribution#4299, SUSE/Portus#887.

## How to fix it
Put exactly the token-signing certificate (or its JWKS) into the registry's root bundle, and let the issuer write kids in the
form that the registry's version expects.
"""

import re
from collections.abc import Iterator

from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

LIBTRUST = re.compile(r"(?:[A-Z2-7]{4}:){11}[A-Z2-7]{4}")
FACT = "the kid has the form of a registry's libtrust id, and the verifier's bundle holds no key of that id"


def choose(choice: Choice) -> Iterator[str]:
    """Notice a kid in libtrust form that names none of the verifier's keys."""
    if choice.chosen is None and LIBTRUST.fullmatch(choice.token.kid or ""):
        own = {key.thumbprint for key in choice.verifier_keys if key.public is not None}
        if choice.signer.thumbprint not in own:
            yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a kid in libtrust form that names none of the verifier's keys."""
    if LIBTRUST.fullmatch(scene.token.kid or "") and scene.verifier_keys:
        yield Sign(FACT)
