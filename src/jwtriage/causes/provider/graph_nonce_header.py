"""The token is meant for Microsoft Graph only: its nonce is hashed in what was signed.

## What happens
Entra ID signs a token for Graph over a header in which `nonce` is replaced by its hash, and sends the plain nonce. Microsoft
can verify it; everybody else gets *invalid signature* although the key is the right one.

## Where it comes from
Asking for the scope `user.read` and sending the resulting token to one's own API. Seen in
AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#609, MicrosoftDocs/azure-docs#80018,
justinlettau/azure-ad-verify-token#5, eclipse-che/che#23531.

## How to fix it
Request a token for your own API (`api://<application>/<scope>`) instead of a Graph scope, and verify that one.

Do not rebuild the header in your verifier: the format may change at any time, and the token was not meant for you.
"""

from collections.abc import Iterator
from hashlib import sha256

from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode
from jwtriage.model.case import Case
from jwtriage.model.change import Scene, TokenChange
from jwtriage.model.finding import Sign

GRAPH = ("00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com", "00000002-0000-0000-c000-000000000000", "https://graph.windows.net")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Put the hash of the nonce where the nonce stands in the header's text."""
    nonce = token.header.get("nonce")
    if not isinstance(nonce, str) or not nonce or token.segments != 3:
        return
    plain = TokenText.read(b"." + token.header_segment + b".").payload
    for digest in (encode(sha256(nonce.encode()).digest()), sha256(nonce.encode()).hexdigest()):
        header = encode(plain.replace(nonce.encode(), digest.encode())).encode()
        yield TokenChange(token.with_text(b".".join((header, token.payload_segment, token.signature_segment))), "with its nonce hashed")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a nonce in the header of a token for Graph."""
    audience = (scene.token.claims or {}).get("aud")
    if "nonce" in scene.token.header and audience in GRAPH:
        yield Sign("the header holds a nonce and the audience is Microsoft Graph: only Graph can verify such a token")
