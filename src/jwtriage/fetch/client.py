"""One bounded GET: https (plain http for loopback only), pinned address, one time limit for everything, a bounded body."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from jwtriage.fetch.address import check, literal, resolve
from jwtriage.fetch.errors import FetchError
from jwtriage.fetch.proxy import Proxy, proxy_for

MAX_BODY_OCTETS = 1024 * 1024
MAX_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"Accept": "application/jwk-set+json, application/json", "Accept-Encoding": "identity", "User-Agent": "jwtriage", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Network:
    """How to reach out. ``timeout`` is in seconds, for one whole fetch. ``environment`` gives the proxy settings.

    ``public_only`` refuses addresses inside a network: for what a token names, not the operator (SECURITY section 2, rule 6).
    """

    timeout: float = 10.0
    ca_file: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    public_only: bool = False


class Answer(NamedTuple):
    """What a server answered. Header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        """Show where it came from, never the body: a set may hold secrets that should not be in it."""
        return f"Answer({self.url!r}, {self.status})"


def get(url: str, network: Network, headers: Mapping[str, str] = MappingProxyType({})) -> Answer:
    """Fetch ``url``. A redirect is followed only to the same scheme, host and port; raises `FetchError` with one clear reason.

    ``headers`` are sent beside our own, to that host only.
    """
    deadline = time.monotonic() + network.timeout
    for _ in range(MAX_REDIRECTS + 1):
        answer = _get_once(_split(url), network, deadline, headers)
        if answer.status not in _REDIRECTS:
            return answer
        url = _redirected(url, answer.headers.get("location", ""))
    raise FetchError("redirects again and again")


def _split(url: str) -> SplitResult:
    """Take a URL apart and refuse what is no plain web address."""
    # Before anything else: urlsplit drops newlines and tabs silently.
    if any(ord(character) <= 32 or ord(character) > 126 for character in url):
        raise FetchError("has blanks or characters in the URL that do not belong there")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError("is not a URL") from None
    if parts.scheme not in ("https", "http") or not parts.hostname or port == 0:
        raise FetchError("is not an https URL")
    if parts.username is not None:
        raise FetchError("has credentials in the URL")
    return parts


def _redirected(url: str, location: str) -> str:
    """Return the address of a redirect that stays where it is."""
    try:
        target = urlsplit(urljoin(url, location))
        here = urlsplit(url)
        same = (target.scheme, target.hostname, target.port) == (here.scheme, here.hostname, here.port)
    except ValueError:
        same = False
    if not location or not same:
        raise FetchError("redirects to another scheme or host, which is not followed")
    return target.geturl()


def _get_once(parts: SplitResult, network: Network, deadline: float, headers: Mapping[str, str]) -> Answer:
    """Fetch without following redirects."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise FetchError("did not answer in time")
    connection = _connection(parts, network, remaining)
    watchdog = _Watchdog(connection, deadline)
    try:
        with watchdog:
            connection.connect()
            watchdog.keep_socket()
            answer = _exchange(connection, parts, headers)
        if watchdog.expired:
            raise FetchError("did not answer in time")
        return answer
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"certificate not accepted: {error.verify_message}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, FetchError) and not watchdog.expired:
            raise
        raise FetchError(_failure(error, expired=watchdog.expired)) from None
    finally:
        connection.close()


def _failure(error: Exception, *, expired: bool) -> str:
    """Say in one line why an exchange failed."""
    if expired or isinstance(error, TimeoutError):
        return "did not answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "refused the connection"
    if isinstance(error, ssl.SSLError):
        return "TLS failed"
    if isinstance(error, http.client.HTTPException | ValueError):
        return "did not answer in HTTP"
    return f"could not be reached ({error.strerror or 'connection failed'})".lower() if isinstance(error, OSError) else "could not be reached"


def _connection(parts: SplitResult, network: Network, timeout: float) -> http.client.HTTPConnection:
    """Return a connection that is not open yet, to the pinned address or through the proxy."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme == "http":
        return _Pinned(host, port, resolve(host, port, timeout, loopback_only=True), timeout)
    proxy = proxy_for(host, network.environment)
    if proxy:
        return _through(proxy, host, port, network, timeout)
    return _PinnedTls(host, port, resolve(host, port, timeout, public_only=network.public_only), timeout, _context(network))


def _through(proxy: Proxy, host: str, port: int, network: Network, timeout: float) -> http.client.HTTPConnection:
    """Return a connection through a proxy. The proxy resolves the name, so only a literal address can be checked here."""
    address = literal(host)
    if address:
        check(address, host, public_only=network.public_only)
    connection = http.client.HTTPSConnection(proxy.host, proxy.port, timeout=timeout, context=_context(network))
    connection.set_tunnel(host, port, {"Proxy-Authorization": proxy.authorization} if proxy.authorization else {})
    return connection


def _context(network: Network) -> ssl.SSLContext:
    """Return the TLS settings: verified, 1.2 or later, with the operator's authorities beside the system's."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if network.ca_file:
        try:
            context.load_verify_locations(network.ca_file)
        except OSError:
            raise FetchError(f"the CA file {network.ca_file} cannot be read as PEM certificates") from None
    return context


class _Pinned(http.client.HTTPConnection):
    """A plain connection that goes to one checked address."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        """Speak to ``host``, connect to ``address``."""
        super().__init__(host, port, timeout=timeout)
        self._address = address

    def connect(self) -> None:
        """Connect to the checked address, whatever the name says by now."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _PinnedTls(http.client.HTTPSConnection):
    """A TLS connection that goes to one checked address; the certificate is checked against the name."""

    def __init__(self, host: str, port: int, address: str, timeout: float, context: ssl.SSLContext) -> None:
        """Speak to ``host``, connect to ``address``."""
        super().__init__(host, port, timeout=timeout, context=context)
        self._address = address
        self._tls = context

    def connect(self) -> None:
        """Connect to the checked address, and speak TLS for the name."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = plain
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


class _Watchdog:
    """Cuts a connection at the deadline: the time limit of a socket starts again with every octet, this one does not."""

    def __init__(self, connection: http.client.HTTPConnection, deadline: float) -> None:
        """Watch ``connection`` until ``deadline`` of the monotonic clock."""
        self._connection = connection
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._timer.daemon = True
        self.expired = False

    def __enter__(self) -> None:
        """Start watching."""
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        """Stop watching."""
        self._timer.cancel()

    def keep_socket(self) -> None:
        """Remember the socket: the connection forgets it as soon as the last answer begins."""
        self._socket = self._connection.sock

    def _cut(self) -> None:
        """End both directions; the reader then sees the end of the stream."""
        self.expired = True
        sock = self._socket or self._connection.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _exchange(connection: http.client.HTTPConnection, parts: SplitResult, more: Mapping[str, str]) -> Answer:
    """Send the request and read the answer, no more than the bound."""
    path = parts.path or "/"
    connection.request("GET", f"{path}?{parts.query}" if parts.query else path, headers={**more, **_HEADERS})
    with connection.getresponse() as response:
        headers = {name.lower(): value for name, value in response.getheaders()}
        body = response.read(MAX_BODY_OCTETS + 1)
    if len(body) > MAX_BODY_OCTETS:
        raise FetchError("answers with more than 1 MiB")
    if response.length:
        raise FetchError("breaks off in the middle of its answer")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError("answers compressed, though it was asked not to")
    return Answer(parts.geturl(), response.status, headers, body)
