"""The control-plane nodes hold different service-account keys."""

import pytest

from jwtriage.causes.fleet import k8s_service_account_key_mismatch as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import SECRET, private_pem, public_pem, rsa
from tests.support.stories import claims, signed, story, swapped

POD = {"kubernetes.io": {"namespace": "shop", "serviceaccount": {"name": "orders"}}}
TOKEN = signed(claims(iss="https://kubernetes.default.svc.cluster.local", sub="system:serviceaccount:shop:orders", **POD), kid="hash")
LEGACY = signed({"iss": "kubernetes/serviceaccount", "sub": "system:serviceaccount:shop:orders"})


def example() -> Example:
    """One node has another pair than the one that signs."""
    held, elsewhere = {"master-2/sa.pub": public_pem(rsa("b"))}, {"master-1/sa.key": private_pem(rsa())}
    return story(TOKEN, "k8s-service-account-key-mismatch", held=held, elsewhere=elsewhere)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_a_token_secret_of_an_earlier_cluster() -> None:
    held, elsewhere = {"sa.pub": public_pem(rsa("b"))}, {"old-cluster/sa.pub": public_pem(rsa())}
    assert_explains(story(LEGACY, "k8s-service-account-key-mismatch", held=held, elsewhere=elsewhere))


def test_several_keys_are_enough() -> None:
    """Near miss: several files are allowed during a rotation."""
    held = {"sa.pub": public_pem(rsa("b")), "sa-old.pub": public_pem(rsa())}
    assert diagnose(story(LEGACY, held=held))["verdict"] == "valid"


@pytest.mark.parametrize("members", [{}, {"iss": "https://kubernetes.example"}, {"sub": "serviceaccount:shop"}])
def test_other_tokens_accuse_nobody(members: dict) -> None:
    assert not list(cause.choose(swapped(signed(claims(**members)), ("a.pub", public_pem(rsa("b"))), ("b.pub", public_pem(rsa())))))


def test_a_shared_secret_is_no_service_account_key() -> None:
    token = signed({"sub": "system:serviceaccount:shop:orders"}, SECRET, "HS256")
    assert not list(cause.choose(swapped(token, ("a", b"another secret of its own"), ("b", SECRET))))


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"master-2/sa.pub": public_pem(rsa("b"))}, {"master-1/sa.pub": public_pem(rsa())}
    pair = ("bearer-prefix-or-wrapping", "k8s-service-account-key-mismatch")
    assert_explains(story(b"Bearer " + TOKEN, *pair, held=held, elsewhere=elsewhere))
