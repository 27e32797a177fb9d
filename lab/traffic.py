"""Requests to the services of the lab, and nothing else: loopback addresses only."""

import http.client
import json
from base64 import b64encode
from ipaddress import ip_address

TIMEOUT = 10.0
"""Seconds until a request is given up."""


_CLIENT = b64encode(b"lab:lab").decode()
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Authorization": f"Basic {_CLIENT}"}


def request(host: str, port: int, token: str, path: str = "/orders") -> int:
    """Ask once with a token; return the status, 0 where no answer came."""
    try:
        return _ask(host, port, "GET", path, {"Authorization": f"Bearer {token}"})[0]
    except (OSError, http.client.HTTPException):
        return 0


def fetched(host: str, port: int, path: str) -> bytes:
    """Return what stands at a path; raises `OSError` where nothing does."""
    status, body = _ask(host, port, "GET", path, {})
    if status != http.client.OK:
        raise ConnectionError(f"{path}: {status}")
    return body


def issued(host: str, port: int) -> str:
    """Have an issuer make a token for the client of the lab (RFC 6749, section 4.4)."""
    body = _ask(host, port, "POST", "/token", _FORM, "grant_type=client_credentials&scope=orders")[1]
    return str(json.loads(body)["access_token"])


def _ask(host: str, port: int, method: str, path: str, headers: dict[str, str], body: str | None = None) -> tuple[int, bytes]:
    if not ip_address(host).is_loopback:
        raise ValueError("the lab speaks to loopback addresses only")
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
