"""One bounded GET, whatever the server does."""

import socket
import time
from pathlib import Path

import pytest

from jwtriage.fetch.client import MAX_BODY_OCTETS, Network, get
from jwtriage.fetch.errors import FetchError
from tests.fetch.server import Handler, address, certificate, serving

GARBAGE = (b"\x00\xff\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n")
QUICK = Network(timeout=0.4)


def _failure(url: str, network: Network = QUICK) -> str:
    with pytest.raises(FetchError) as caught:
        get(url, network)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_plain_answer_over_loopback() -> None:
    with serving(lambda handler: handler.send(b"{}", Cache_Control="max-age=60")) as server:
        answer = get(address(server, "/a?b=c"), QUICK)
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, b"{}", "max-age=60")
    path, headers = server.seen[0]
    assert path == "/a?b=c"
    assert headers["Host"] == f"127.0.0.1:{server.server_port}"
    assert "Authorization" not in headers
    assert "Cookie" not in headers


def test_tls_needs_a_known_authority(tmp_path: Path) -> None:
    context, authority = certificate(tmp_path)
    with serving(lambda handler: handler.send(b"ok"), context) as server:
        url = address(server, scheme="https")
        assert "certificate not accepted" in _failure(url)
        assert get(url, Network(timeout=5, ca_file=authority)).body == b"ok"


def test_tls_needs_the_right_name(tmp_path: Path) -> None:
    context, authority = certificate(tmp_path, "127.0.0.9")
    with serving(lambda handler: handler.send(b"ok"), context) as server:
        assert "certificate not accepted" in _failure(address(server, scheme="https"), Network(timeout=5, ca_file=authority))


def test_a_bad_authority_file(tmp_path: Path) -> None:
    (tmp_path / "ca").write_text("nothing")
    for file in (tmp_path / "ca", tmp_path / "gone"):
        assert "CA file" in _failure("https://127.0.0.1:1/", Network(timeout=1, ca_file=str(file)))


def test_a_redirect_within_the_server() -> None:
    def respond(handler: Handler) -> None:
        handler.send(b"there") if handler.path == "/b" else handler.send(b"", 302, Location="/b")

    with serving(respond) as server:
        assert get(address(server, "/a"), QUICK).body == b"there"


@pytest.mark.parametrize(
    "target", ["https://127.0.0.1/", "http://127.0.0.2/", "http://169.254.169.254/latest", "file:///etc/passwd", "//other/", "", "http://["]
)
def test_a_redirect_elsewhere(target: str) -> None:
    with serving(lambda handler: handler.send(b"", 302, Location=target)) as server:
        assert "another scheme or host" in _failure(address(server))
        assert len(server.seen) == 1


def test_endless_redirects() -> None:
    with serving(lambda handler: handler.send(b"", 302, Location="/")) as server:
        assert "again and again" in _failure(address(server))


def test_a_server_that_says_nothing() -> None:
    start = time.monotonic()
    with serving(lambda _: time.sleep(3)) as server:
        assert "in time" in _failure(address(server))
    assert time.monotonic() - start < 2.5


def test_a_server_that_drips() -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    start = time.monotonic()
    with serving(drip) as server:
        assert "in time" in _failure(address(server))
    assert time.monotonic() - start < 2


def test_headers_that_drip() -> None:
    def drip(handler: Handler) -> None:
        for _ in range(60):
            handler.wfile.write(b"H")
            time.sleep(0.05)

    with serving(drip) as server:
        assert "in time" in _failure(address(server))


def test_a_body_of_two_gigabytes() -> None:
    def flood(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(2 * 1024**3))
        handler.end_headers()
        for _ in range(2 * 1024):
            handler.wfile.write(bytes(1024 * 1024))

    with serving(flood) as server:
        assert "more than 1 MiB" in _failure(address(server), Network(timeout=5))


def test_the_largest_body() -> None:
    with serving(lambda handler: handler.send(bytes(MAX_BODY_OCTETS))) as server:
        assert len(get(address(server), Network(timeout=5)).body) == MAX_BODY_OCTETS


@pytest.mark.parametrize("garbage", GARBAGE)
def test_what_is_no_http(garbage: bytes) -> None:
    def respond(handler: Handler) -> None:
        handler.wfile.write(garbage)

    with serving(respond) as server:
        assert "HTTP" in _failure(address(server))


def test_a_short_body() -> None:
    def cut(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")

    with serving(cut) as server:
        assert "breaks off" in _failure(address(server))


def test_compression_is_not_undone() -> None:
    with serving(lambda handler: handler.send(b"x", Content_Encoding="gzip")) as server:
        assert "compressed" in _failure(address(server))


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "refused" in _failure(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://192.0.2.1/", "loopback"),
        ("http://169.254.169.254/", "link-local"),
        ("https://169.254.169.254/", "link-local"),
        ("https://[fe80::1]/", "link-local"),
        ("https://[::ffff:169.254.169.254]/", "link-local"),
        ("https://[64:ff9b::a9fe:a9fe]/", "link-local"),
        ("https://[fd00:ec2::254]/", "link-local"),
        ("https://0.0.0.0/", "unspecified"),
        ("https://224.0.0.1/", "multicast"),
        ("https://2852039166/", "link-local"),
        ("ftp://127.0.0.1/", "not an https URL"),
        ("https:///path", "not an https URL"),
        ("https://a:b@127.0.0.1/", "credentials"),
        ("https://127.0.0.1/a b", "blanks"),
        ("https://127.0.0.1:99999/", "not a URL"),
        ("https://127.0.0.1:0/", "not an https URL"),
        ("http://localhost\r\nX: y/", "do not belong"),
    ],
)
def test_addresses_that_are_never_asked(url: str, why: str) -> None:
    assert why in _failure(url)


def test_a_proxy_is_asked_for_a_tunnel_and_a_literal_address_is_checked_before() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        network = Network(timeout=1, environment={"HTTPS_PROXY": f"http://user:pass@127.0.0.1:{listener.getsockname()[1]}"})
        assert "link-local" in _failure("https://169.254.169.254/", network)
        assert "in time" in _failure("https://idp.example/keys", network)
        connection, _ = listener.accept()
        request = connection.recv(1000)
        connection.close()
    assert request.startswith(b"CONNECT idp.example:443")
    assert b"Proxy-Authorization: Basic dXNlcjpwYXNz" in request


def test_a_proxy_that_refuses() -> None:
    with serving(lambda handler: handler.send(b"no", 403)) as server:
        network = Network(timeout=1, environment={"https_proxy": address(server)})
        assert _failure("https://idp.example/keys", network)
