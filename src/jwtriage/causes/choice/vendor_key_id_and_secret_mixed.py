"""The key id and the secret belong to different keys.

## What happens
The token names one API key (in `iss` or `kid`) and was signed with the secret of another, or with the key id itself. The vendor
looks the secret up by the id and finds that the signature does not fit.

## Where it comes from
Several keys in one configuration, sub-accounts, a more specific `.env` that overrides one of the two values. Seen in
twilio/video-quickstart-ios#146, TwilioDevEd/video-access-token-server-python#11, zoom/meetingsdk-web-sample#19,
livekit-examples/agent-starter-react#105, ably/docs#569.

## How to fix it
Store id and secret of one key as one unit, and replace both at once.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Choice

NAMES = ("iss", "sub", "sid", "appKey", "api_key", "apiKey", "keyName", "x-ably-keyName")


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the key id in the token stands in the configuration beside the secrets."""
    if choice.signer.secret is None:
        return
    ids = set(_ids(choice.token))
    for sighting in choice.case.sightings:
        if sighting.text.reveal() in ids and sighting is not choice.signer_sighting:
            yield "the token names one key of the configuration and is signed with the secret of another"
            return
    if choice.signer.secret.reveal() in ids:
        yield "the token is signed with the key id in place of the secret"


def _ids(token: TokenText) -> Iterator[bytes]:
    claims = token.claims or {}
    for value in (token.kid, *(claims.get(name) for name in NAMES), token.header.get("keyName")):
        if isinstance(value, str) and value:
            yield value.encode()
