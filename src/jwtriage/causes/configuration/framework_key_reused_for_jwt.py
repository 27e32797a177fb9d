"""The framework's own secret serves as the JWT key on one side.

## What happens
The JWT library falls back to the framework's general secret where no key of its own is set. One side has the
dedicated variable, the other still signs or verifies with `SECRET_KEY`. Replacing the framework's secret then breaks
all tokens, for its list of former secrets is not read by the JWT library.

## Where it comes from
SimpleJWT without `SIGNING_KEY`, Flask-JWT-Extended without `JWT_SECRET_KEY`, packages that use Laravel's `APP_KEY` or
Rails' `secret_key_base`.
Seen in betagouv/csplab#1540, OperationCode/back-end#342, jazzband/djangorestframework-simplejwt#710.

## How to fix it
Give JWT a key of its own on every side (`SIMPLE_JWT["SIGNING_KEY"]`, `JWT_SECRET_KEY`), accept the old one in the
verifier until the last old token has expired, then restart.

Keep the two apart from then on: a session secret and a token key are replaced at different times.
"""

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

_FRAMEWORK = re.compile(
    r"(?:(?:DJANGO|FLASK|APP|APPLICATION|RAILS|LARAVEL|SYMFONY|PLAY|PHOENIX|NEXT|NUXT|KOA|EXPRESS|SESSION|COOKIE)_?)*"
    r"(?:SECRET_?KEY(?:_?BASE)?|APP_?KEY|APP_?SECRET|KEY_?BASE|(?:HTTP_?)?(?:SESSION|COOKIE)_?(?:SECRET|KEY)|PLAY_HTTP_SECRET_KEY)(?:_?(?:FALLBACKS?|OLD|PREVIOUS))?",
    re.IGNORECASE,
)
_DEDICATED = re.compile(r"jwt|jws|token|access|refresh|sign|auth|hs256|hs384|hs512", re.IGNORECASE)


def choose(choice: Choice) -> Iterator[str]:
    """Say so when one of the two names is a framework's general secret and the other is one for tokens."""
    own, signer = _name(choice.chosen_sighting), _name(choice.signer_sighting)
    if choice.signer.secret is None or not own or not signer or own == signer:
        return
    if _is_framework(signer) and not _is_framework(own):
        yield f"the signature verifies with the framework's secret {signer}, while the verifier reads {own}"
    elif _is_framework(own) and _is_dedicated(signer):
        yield f"the signature verifies with the dedicated {signer}, while the verifier reads the framework's secret {own}"


def _name(sighting: Sighting | None) -> str:
    """Return the last part of the name under which a secret stands."""
    name = (sighting.origin.name or "") if sighting else ""
    return re.split(r"[./]", name)[-1]


def _is_framework(name: str) -> bool:
    return _FRAMEWORK.fullmatch(name.replace("-", "_")) is not None and not _is_dedicated(name)


def _is_dedicated(name: str) -> bool:
    return _DEDICATED.search(name) is not None
