"""The token is for Microsoft Graph only: its nonce was hashed before signing.

## What happens
Entra ID signs a token for Graph over a header in which `nonce` is replaced by its hash, and sends the plain nonce. Graph can
verify it; everybody else gets *invalid signature*, although kid and key are the right ones.

## Where it comes from
Asking for the scope `user.read`, or for none at all, and sending the resulting token to one's own API.

Seen in AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#609, MicrosoftDocs/azure-docs#80018,
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

GRAPH = (
    "00000003-0000-0000-c000-000000000000",
    "00000002-0000-0000-c000-000000000000",
    "graph.microsoft.com",
    "graph.microsoft.us",
    "dod-graph.microsoft.us",
    "microsoftgraph.chinacloudapi.cn",
    "graph.windows.net",
)
"""Microsoft Graph and its predecessor as audience: by id, and by host."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Put the hash of the nonce where the nonce stands in the header's text."""
    nonce = token.header.get("nonce")
    if not isinstance(nonce, str) or not nonce or token.segments != 3:
        return
    plain = TokenText.read(b"." + token.header_segment + b".").payload
    digest = sha256(nonce.encode("utf-8", "replace"))
    for hashed in (encode(digest.digest()), digest.hexdigest()):
        header = encode(plain.replace(f'"{nonce}"'.encode("utf-8", "replace"), f'"{hashed}"'.encode())).encode()
        if header != token.header_segment:
            yield TokenChange(token.with_text(b".".join((header, token.payload_segment, token.signature_segment))), "with its nonce hashed")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a nonce in the header of a token for Graph."""
    if "nonce" in scene.token.header and _is_for_graph((scene.token.claims or {}).get("aud")):
        yield Sign("the header holds a nonce and the audience is Microsoft Graph: only Graph can verify such a token")


def _is_for_graph(audience: object) -> bool:
    return isinstance(audience, str) and audience.removeprefix("https://").rstrip("/").lower() in GRAPH
