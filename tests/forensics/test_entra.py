"""Addresses and issuers of Microsoft Entra ID."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics import entra

TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad"


@pytest.mark.parametrize("issuer", [f"https://sts.windows.net/{TENANT}/", f"https://login.microsoftonline.us/{TENANT}/v2.0"])
def test_issuers(issuer):
    assert entra.issuer_of({"iss": issuer}) == issuer


@pytest.mark.parametrize("claims", [None, {}, {"iss": 7}, {"iss": "https://login.microsoftonline.com.example/"}, {"iss": "http://sts.windows.net/"}])
def test_other_issuers(claims):
    assert entra.issuer_of(claims) == ""


@pytest.mark.parametrize(
    ("text", "tenant"),
    [(f"https://h/{TENANT.upper()}/v2.0", TENANT), ("https://h/common/keys", "common"), ("organizations", "common"), ("uncommon/keys", "")],
)
def test_tenants(text, tenant):
    assert entra.tenant_of(text) == tenant


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("discovery/v2.0/keys", "2"),
        ("https://sts.windows.net/x/", "1"),
        ("keys-v1.json", "1"),
        ("keys_2.0.json", "2"),
        ("v2.1", ""),
        ("v22", ""),
        ("keys", ""),
        ("discovery/1.0", "1"),
    ],
)
def test_versions(text, version):
    assert entra.version_of(text) == version


@pytest.mark.parametrize(("claims", "version"), [({"ver": "1.0"}, "1"), ({"ver": "2.0"}, "2"), ({"ver": 9}, ""), (None, "")])
def test_versions_of_tokens(claims, version):
    assert entra.token_version(claims) == version
    assert entra.token_version({"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"}) == "2"


@given(st.text())
def test_nothing_raises(text):
    assert entra.version_of(text) in ("", "1", "2")
    assert entra.host_of(text) in ("", *entra.HOSTS)
    entra.tenant_of(text)
