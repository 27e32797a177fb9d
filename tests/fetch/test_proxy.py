"""HTTPS_PROXY and NO_PROXY."""

import pytest

from jwtriage.fetch.errors import FetchError
from jwtriage.fetch.proxy import proxy_for


def test_no_proxy_without_a_setting() -> None:
    assert proxy_for("idp.example", {}) is None


def test_credentials_become_a_header_and_no_repr() -> None:
    proxy = proxy_for("idp.example", {"HTTPS_PROXY": "http://us%65r:pass@proxy.example:3128"})
    assert proxy is not None
    assert (proxy.host, proxy.port, proxy.authorization) == ("proxy.example", 3128, "Basic dXNlcjpwYXNz")
    assert "dXNl" not in repr(proxy)


def test_a_setting_without_scheme_and_port() -> None:
    proxy = proxy_for("idp.example", {"https_proxy": "proxy.example"})
    assert proxy is not None
    assert (proxy.host, proxy.port, proxy.authorization) == ("proxy.example", 8080, "")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1", "idp.example", "a.idp.example", "b.corp"])
def test_hosts_that_are_asked_directly(host: str) -> None:
    assert proxy_for(host, {"HTTPS_PROXY": "http://p", "NO_PROXY": "idp.example, .corp"}) is None


def test_a_name_that_only_ends_alike_goes_through_the_proxy() -> None:
    assert proxy_for("evil-idp.example", {"HTTPS_PROXY": "http://p", "NO_PROXY": "idp.example"}) is not None
    assert proxy_for("x.example", {"HTTPS_PROXY": "http://p", "NO_PROXY": "*"}) is None


@pytest.mark.parametrize("value", ["socks5://p", "http://", "http://p:abc", "http://[", "https://p"])
def test_other_proxies_are_refused(value: str) -> None:
    with pytest.raises(FetchError, match="HTTPS_PROXY"):
        proxy_for("idp.example", {"HTTPS_PROXY": value})
