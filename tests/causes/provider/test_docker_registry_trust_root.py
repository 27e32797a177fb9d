"""The registry does not know the key that signs its tokens."""

import pytest

from jwtriage.causes.provider import docker_registry_trust_root as cause
from jwtriage.forensics.kid_schemes import kids_of
from jwtriage.jose.keys import Key
from tests.support.documents import certificate_pem, certificate_text
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import public_pem, rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story, swapped

ACCESS = claims(iss="auth.example", aud="registry.example", access=[{"type": "repository", "name": "a/b", "actions": ["pull"]}])


def libtrust(key) -> str:
    return next(named.kid for named in kids_of(Key.from_public(key.public_key())) if "libtrust" in named.scheme)


def token(key=None, **headers) -> bytes:
    return signed(ACCESS, key or rsa(), **{"kid": libtrust(key or rsa()), **headers})


def example() -> Example:
    """The bundle holds the TLS authority's certificate, the token server signs with another."""
    held, elsewhere = {"rootcertbundle.pub": public_pem(rsa("b"))}, {"auth/token.crt": certificate_pem(rsa())}
    return story(token(), "docker-registry-trust-root", held=held, elsewhere=elsewhere)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("bundle", [public_pem(rsa("b")), certificate_pem(rsa("b")), key_set(other=rsa("b"))], ids=["pem", "certificate", "set"])
def test_the_signer_is_not_found(bundle: bytes) -> None:
    """The libtrust id of none of the bundle's keys is the token's."""
    assert outcome(diagnose(story(token(), held={"bundle": bundle}))) == ("explained", {"docker-registry-trust-root": "likely"})


def test_a_certificate_in_the_token() -> None:
    """The chain in the token is not the bundle's, whatever the kid is."""
    sent = token(kid="a", x5c=[certificate_text(rsa())])
    assert [sign.certainty for sign in cause.read(scene(sent, {"bundle": certificate_pem(rsa("b"))}))] == ["likely"]
    assert not list(cause.read(scene(sent, {"bundle": certificate_pem(rsa())})))


def test_the_bundle_has_the_key() -> None:
    """Near miss: a key of that libtrust id is there, so the bundle is not at fault."""
    assert not list(cause.read(scene(token(), {"bundle": certificate_pem(rsa())})))


def test_another_form_of_the_kid_is_another_cause() -> None:
    """Near miss: version 3 has the key under its thumbprint."""
    assert_explains(story(token(), "jwks-kid-label-differs", held={"jwks.json": key_set(thumbprint=rsa(), other=rsa("b"))}))


@pytest.mark.parametrize("kid", ["a", "ABCD:EFGH", libtrust(rsa())[:-1], libtrust(rsa()).lower()])
def test_other_tokens_accuse_nobody(kid: str) -> None:
    plain = signed(claims(access="all"), kid=kid)
    assert not list(cause.read(scene(plain, {"bundle": public_pem(rsa("b"))})))
    assert not list(cause.choose(swapped(plain, ("bundle", public_pem(rsa("b"))), ("auth.pem", public_pem(rsa())))))


@pytest.mark.parametrize("chain", ["", [], [7], ["!!"], {"a": 1}, [""]])
def test_a_hostile_chain_accuses_nobody(chain: object) -> None:
    assert not list(cause.read(scene(token(kid="a", x5c=chain), {"bundle": public_pem(rsa("b"))})))


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = example().files, {"auth/token.crt": certificate_pem(rsa())}
    pair = ("docker-registry-trust-root", "bearer-prefix-or-wrapping")
    assert_explains(story(b"Bearer " + token(), *pair, held={"rootcertbundle.pub": held["rootcertbundle.pub"]}, elsewhere=elsewhere))
