"""The token of a request: one ``Authorization`` header, and in it one token (RFC 6750, 2.1)."""

import re
from collections.abc import Iterable

from jwtriage.guard.rejected import Rejected
from jwtriage.jose.token import MAXIMUM_TOKEN

_TOKEN = re.compile(rb"[A-Za-z0-9._~+/-]+=*")
"""RFC 6750 calls it ``b64token``."""


def bearer_token(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the token of a request's headers, whose names may be in any case.

    Raises `Rejected`: ``missing_token`` where there is no header or one of another scheme, ``malformed`` where there are two headers, or something
    that is no token.
    """
    found = [value for name, value in headers if name.lower() == b"authorization"]
    if len(found) > 1:
        raise Rejected("malformed")
    if not found:
        raise Rejected("missing_token")
    return credentials(found[0])


def credentials(value: bytes) -> str:
    """Return the token of one header's value; errors as in `bearer_token`."""
    scheme, _, rest = value.strip(b" \t").partition(b" ")
    if scheme.lower() != b"bearer" or not rest:
        raise Rejected("missing_token")
    token = rest.strip(b" ")
    if len(token) > MAXIMUM_TOKEN or not _TOKEN.fullmatch(token):
        raise Rejected("malformed")
    return token.decode("ascii")
