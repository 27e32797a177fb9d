"""What every adapter is asked: tokens, and the answer that each deserves."""

from jwtriage.guard import CANARY_SUBJECT, Verifier
from tests.support import keys
from tests.support.tokens import CLAIMS, sign

GOOD = sign(CLAIMS, keys.SECRET, headers={"kid": "v1"}).decode()
READER = sign({**CLAIMS, "scope": "orders:read jwtriage:keys"}, keys.SECRET).decode()
CANARY = sign({**CLAIMS, "sub": CANARY_SUBJECT}, keys.SECRET).decode()
FORGED = sign({**CLAIMS, "sub": "mallory"}, bytes(reversed(keys.SECRET))).decode()
EXPIRED = sign({**CLAIMS, "exp": 1}, keys.SECRET).decode()

BARE = 'Bearer realm="shop"'
INVALID = 'Bearer realm="shop", error="invalid_token", error_description="The access token was not accepted"'
OUT_OF_SCOPE = 'Bearer realm="shop", error="insufficient_scope", scope="orders:read"'

REFUSED = {
    "no token": ([], BARE),
    "another scheme": ([("Authorization", "Basic YTpi")], BARE),
    "a token in the query only": ([("X-Token", GOOD)], BARE),
    "a forgery": ([("Authorization", f"Bearer {FORGED}")], INVALID),
    "an expired token": ([("Authorization", f"Bearer {EXPIRED}")], INVALID),
    "a cut token": ([("Authorization", f"Bearer {GOOD[:-1]}")], INVALID),
    "no token at all": ([("Authorization", "Bearer <script>")], INVALID),
    "a canary": ([("Authorization", f"Bearer {CANARY}")], INVALID),
    "two headers": ([("Authorization", f"Bearer {GOOD}"), ("Authorization", f"Bearer {GOOD}")], INVALID),
    "two tokens in one header": ([("Authorization", f"Bearer {GOOD}, Bearer {GOOD}")], INVALID),
}
"""The headers of a request, and the challenge that answers it."""
SECRETS = ("signature", "expired", "malformed", "mallory", "canary", "Traceback", "Rejected", "<script", "hk1:", "sc1:")
"""What no client is told."""


def verifier(**settings) -> Verifier:
    """Make the verifier of the tests."""
    return Verifier(keys.SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"], **settings)


def bearer(token: str) -> list[tuple[str, str]]:
    """Return the header of a request with a token."""
    return [("Authorization", f"Bearer {token}")]
