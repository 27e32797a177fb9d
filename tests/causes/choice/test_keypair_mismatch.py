"""The private key and the public key are not a pair."""

import pytest

from jwtriage.causes.choice import keypair_mismatch as cause
from tests.support.documents import jwk
from tests.support.example import Example, assert_accuses_nobody, assert_explains, diagnose
from tests.support.keys import SECRET, ec, ed25519, private_pem, public_pem, rsa, traditional_pem
from tests.support.stories import CLAIMS, signed, story, swapped

TOKEN = signed(CLAIMS)


def example() -> Example:
    """The issuer signs with one key, the verifier has the public half of another."""
    return story(TOKEN, "keypair-mismatch", held={"public.pem": public_pem(rsa("b"))}, elsewhere={"issuer/private.pem": private_pem(rsa())})


def test_example_is_proven() -> None:
    assert assert_explains(example())["signer"]["origin"] == "issuer/private.pem"


@pytest.mark.parametrize("document", [traditional_pem(rsa()), public_pem(rsa()), str(jwk(rsa())).replace("'", '"').encode()])
def test_the_signer_in_other_forms(document: bytes) -> None:
    assert_explains(story(TOKEN, "keypair-mismatch", held={"p.pem": public_pem(rsa("b"))}, elsewhere={"signer": document}))


@pytest.mark.parametrize(("make", "alg"), [(ec, "ES256"), (ed25519, "EdDSA")], ids=["EC", "Edwards"])
def test_other_kinds_of_keys(make, alg: str) -> None:
    own, other = (make(name="a"), make(name="b"))
    held, elsewhere = {"p.pem": public_pem(other)}, {"private.pem": private_pem(own)}
    assert_explains(story(signed(CLAIMS, own, alg), "keypair-mismatch", held=held, elsewhere=elsewhere))


def test_an_unknown_signer_accuses_nobody() -> None:
    """Near miss: that a key did not sign is no cause while the signer is not found."""
    candidate = {"c.pem": private_pem(rsa("c"))}
    assert_accuses_nobody(story(TOKEN, held={"p.pem": public_pem(rsa("b"))}, elsewhere=candidate, verdict="unexplained"))


def test_the_pair_is_valid() -> None:
    assert diagnose(story(TOKEN, held={"p.pem": public_pem(rsa())}, elsewhere={"private.pem": private_pem(rsa())}))["verdict"] == "valid"


def test_a_shared_secret_is_no_pair() -> None:
    token = signed(CLAIMS, SECRET, "HS256")
    assert not list(cause.choose(swapped(token, ("k", b"another secret of its own"), ("issuer.key", SECRET))))


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"p.pem": public_pem(rsa("b"))}, {"issuer/private.pem": private_pem(rsa())}
    assert_explains(story(b"Bearer " + TOKEN, "bearer-prefix-or-wrapping", "keypair-mismatch", held=held, elsewhere=elsewhere))
