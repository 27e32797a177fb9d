"""The token comes from Okta's org authorization server: nobody else can verify it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.provider import okta_org_server_token as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa
from tests.support.stories import claims, key_set, scene, signed, story

ORG = "https://dev-123456.okta.com"
ACCESS = {"cid": "0oa1", "uid": "00u1", "scp": ["openid"]}


def token(issuer: str = ORG, **members: object) -> bytes:
    return signed(claims(iss=issuer, aud=issuer, **members), kid="unpublished")


def example() -> Example:
    """The org's published keys do not have the kid of its access token."""
    return story(token(**ACCESS), "okta-org-server-token", held={"v1-keys.json": key_set(published=rsa("b"))}, certainty="likely")


def test_example_is_likely() -> None:
    assert_explains(example())


@pytest.mark.parametrize("issuer", [ORG, f"{ORG}/", "https://acme.oktapreview.com", "https://acme.okta-emea.com", "https://login.acme.example"])
def test_the_hosts_of_an_org(issuer: str) -> None:
    """Okta's own hosts, and a domain of the org's own, whose access token is meant for itself."""
    assert [sign.certainty for sign in cause.read(scene(token(issuer, **ACCESS)))] == ["likely"]


@pytest.mark.parametrize("issuer", [f"{ORG}/oauth2/default", f"{ORG}/oauth2/aus1", "https://login.acme.example/oauth2/a"])
def test_custom_servers_accuse_nobody(issuer: str) -> None:
    """Near miss: an authorization server with an id publishes its keys."""
    assert not list(cause.read(scene(token(issuer, **ACCESS))))


def test_a_host_that_only_looks_like_oktas_accuses_nobody() -> None:
    assert not list(cause.read(scene(token("https://dev.okta.com.example"))))


def test_an_id_token_accuses_nobody() -> None:
    """Near miss: the org's ID tokens are signed with a published key."""
    assert not list(cause.read(scene(token(nonce="n", amr=["pwd"]), {"keys.json": key_set(published=rsa("b"))})))


def test_a_published_kid_accuses_nobody() -> None:
    assert not list(cause.read(scene(token(**ACCESS), {"keys.json": key_set(unpublished=rsa("b"))})))


def test_a_token_that_verifies_is_valid() -> None:
    assert diagnose(story(token(**ACCESS), held={"keys.json": key_set(unpublished=rsa())}))["verdict"] == "valid"


@given(st.text())
def test_no_other_issuer_is_accused(issuer: str) -> None:
    assert not list(cause.read(scene(signed(claims(iss=issuer), b"k", "HS256"))))


def test_beside_a_fault_of_another_family() -> None:
    """The verifier's file is a PEM on one line; the token's issuer is named all the same."""
    found = {sign.certainty for sign in cause.read(scene(b"Bearer " + token(**ACCESS), {"keys.pem": b"-----BEGIN PUBLIC KEY-----MIIB"}))}
    assert found == {"likely"}
