"""The key id and the secret belong to different keys.

## What happens
The token names one API key (in `iss` or `kid`) and was signed with the secret of another, or with the key id itself. The vendor
looks the secret up by the id and finds that the signature does not fit.

## Where it comes from
Several keys in one configuration, sub-accounts, id and secret in each other's slot, a more specific `.env` that overrides one of
the two values.

Seen in twilio/video-quickstart-ios#146, TwilioDevEd/video-access-token-server-python#11, zoom/meetingsdk-web-sample#19,
livekit-examples/agent-starter-react#105, ably/docs#569.

## How to fix it
Store id and secret of one key as one unit, and replace both at once.

Verify a token with the secret of the id that it names before the first call to the vendor.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Choice

NAMES = ("iss", "sub", "sid", "appKey", "sdkKey", "api_key", "apiKey", "keyName", "x-ably-keyName")
"""Claims that name an API key."""

_TWILIO = re.compile(r"SK[0-9a-f]{32}", re.IGNORECASE)


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the key id in the token stands in the configuration beside the secrets, or that a vendor looks secrets up by id."""
    if choice.signer.secret is None or _is_gateways(choice):
        return
    ids = set(_ids(choice.token))
    if choice.signer.secret.reveal() in ids:
        yield "the token is signed with the key id in place of the secret"
    elif any(sighting.text.reveal() in ids for sighting in choice.case.sightings) or _is_for_vendor(choice.token):
        yield "the token names one key and is signed with the secret of another"


def _is_gateways(choice: Choice) -> bool:
    """Tell whether the secrets are the credentials of a gateway, which selects them by a claim: that is another cause."""
    return choice.signer_sighting is not None and "jwt_secrets" in (choice.signer_sighting.origin.name or "")


def _ids(token: TokenText) -> Iterator[bytes]:
    claims = token.claims or {}
    for value in (token.kid, *(claims.get(name) for name in NAMES), token.header.get("keyName")):
        if isinstance(value, str) and value:
            yield value.encode("utf-8", "replace")


def _is_for_vendor(token: TokenText) -> bool:
    """Recognise the tokens of Twilio, LiveKit, Ably and Zoom, whose secrets go with an id."""
    claims, content = token.claims or {}, str(token.header.get("cty", ""))
    issuer = str(claims.get("iss", ""))
    is_livekit = issuer.startswith("API") and isinstance(claims.get("video"), dict)
    is_twilio = content.startswith("twilio-fpa") or _TWILIO.fullmatch(issuer) is not None
    return is_twilio or is_livekit or not claims.keys().isdisjoint(("x-ably-capability", "appKey", "sdkKey"))
