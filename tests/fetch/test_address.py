"""Which addresses may be reached."""

import socket
import time

import pytest

from jwtriage.fetch.address import literal, resolve
from jwtriage.fetch.errors import FetchError


def _names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name mean these addresses."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (address, 443)) for address in addresses])


def test_a_public_or_private_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("192.0.2.7", "10.0.0.1", "127.0.0.1", "2001:db8::1"):
        _names(monkeypatch, address)
        assert resolve("idp.example", 443, 1) == address


@pytest.mark.parametrize(
    "bad",
    ["169.254.169.254", "169.254.1.1", "fe80::1%eth0", "100.100.100.200", "::ffff:169.254.169.254", "2002:a9fe:a9fe::", "0.0.0.0", "255.255.255.255"],
)
def test_one_forbidden_address_refuses_the_name(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    _names(monkeypatch, "192.0.2.7", bad)
    with pytest.raises(FetchError, match=r"rebind\.example"):
        resolve("rebind.example", 443, 1)


def test_plain_http_needs_loopback_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, "127.0.0.1", "192.0.2.7")
    with pytest.raises(FetchError, match="https"):
        resolve("half.example", 80, 1, loopback_only=True)
    _names(monkeypatch, "127.0.0.1", "::1")
    assert resolve("localhost", 80, 1, loopback_only=True) == "127.0.0.1"


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "fd00::1", "::1"])
def test_what_a_token_names_must_be_public(monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    _names(monkeypatch, inside)
    with pytest.raises(FetchError, match="no public address"):
        resolve("idp.example", 443, 1, public_only=True)
    _names(monkeypatch, "8.8.8.8")
    assert resolve("idp.example", 443, 1, public_only=True) == "8.8.8.8"


def test_a_name_without_address(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch)
    with pytest.raises(FetchError, match="no address"):
        resolve("none.example", 443, 1)


def test_a_resolver_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(0.2) or [])
    with pytest.raises(FetchError, match="in time"):
        resolve("slow.example", 443, 0.05)


def test_a_resolver_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(8, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchError, match="DNS"):
        resolve("none.example", 443, 1)


def test_literals() -> None:
    assert str(literal("::1")) == "::1"
    assert literal("localhost") is None
