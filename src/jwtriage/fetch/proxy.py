"""HTTPS_PROXY and NO_PROXY, as the environment that was handed in has them."""

import base64
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from jwtriage.fetch.errors import FetchError


class Proxy(NamedTuple):
    """An HTTP proxy and the header that authorises us there (empty without credentials)."""

    host: str
    port: int
    authorization: str

    def __repr__(self) -> str:
        """Name the proxy without its credentials."""
        return f"Proxy({self.host!r}, {self.port})"


def proxy_for(host: str, environment: Mapping[str, str]) -> Proxy | None:
    """Return the proxy through which ``host`` is asked by https, or ``None``. Loopback is never asked through a proxy."""
    value = environment.get("HTTPS_PROXY") or environment.get("https_proxy") or ""
    if not value or _excluded(host, environment.get("NO_PROXY") or environment.get("no_proxy") or ""):
        return None
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        port = parts.port or 8080
    except ValueError:
        raise FetchError("HTTPS_PROXY is not a URL") from None
    if parts.scheme != "http" or not parts.hostname:
        raise FetchError("HTTPS_PROXY must be an http:// URL")
    return Proxy(parts.hostname, port, _authorization(parts.username, parts.password))


def _authorization(user: str | None, password: str | None) -> str:
    """Return the value of Proxy-Authorization (RFC 7617)."""
    if user is None:
        return ""
    return "Basic " + base64.b64encode(f"{unquote(user)}:{unquote(password or '')}".encode()).decode()


def _excluded(host: str, no_proxy: str) -> bool:
    """Tell whether a host is asked directly: listed in NO_PROXY (a name means its subdomains too), or loopback."""
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return True
    names = [name.strip().lstrip(".").lower() for name in no_proxy.split(",") if name.strip()]
    return any(name == "*" or host.lower() == name or host.lower().endswith(f".{name}") for name in names)
