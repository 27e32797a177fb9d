"""The token comes from another environment or instance."""

import pytest

from jwtriage.causes.choice import environment_instance_mixup as cause
from tests.support.example import Example, assert_explains
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.stories import CLAIMS, claims, key_set, signed, story, swapped

TOKEN = signed(CLAIMS, SECRET, "HS256")
OTHER = b"the-secret-of-the-other-environment-0815"


def example() -> Example:
    """A token of the development instance, sent to production."""
    held, elsewhere = {"prod/.env": b"JWT_SECRET=" + OTHER + b"\n"}, {"dev/.env": b"JWT_SECRET=" + SECRET + b"\n"}
    made = story(TOKEN, "environment-instance-mixup", held=held, elsewhere=elsewhere)
    return Example(made.token, made.files, ("--verifier", "prod/.env#JWT_SECRET", "--candidate", "dev/.env#JWT_SECRET"), made.causes)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_key_sets_of_two_instances() -> None:
    """The kid is unknown to the verifier, as with a token of another Clerk instance."""
    held, elsewhere = {"keys/production.json": key_set(ins_live=rsa("b"))}, {"keys/development.json": key_set(ins_dev=rsa())}
    assert_explains(story(signed(CLAIMS, kid="ins_dev"), "environment-instance-mixup", held=held, elsewhere=elsewhere))


def found(verifier: str, signer: str, **members: object) -> bool:
    token = signed(claims(**members))
    return bool(list(cause.choose(swapped(token, (verifier, public_pem(rsa("b"))), (signer, public_pem(rsa()))))))


@pytest.mark.parametrize(
    ("verifier", "signer"),
    [("live.pem", "staging.pem"), (".env.production#KEY", ".env.development#KEY"), ("a.pem", "preview/a.pem"), ("x#PROD_KEY", "x#QA_KEY")],
)
def test_places_of_two_environments(verifier: str, signer: str) -> None:
    assert found(verifier, signer)


@pytest.mark.parametrize(
    ("verifier", "signer"),
    [("prod/a.pem", "production/b.pem"), ("dev.pem", "local.pem"), ("a.pem", "b.pem"), ("product.pem", "device.pem"), ("cached.pem", "live.pem")],
)
def test_other_places_accuse_nobody(verifier: str, signer: str) -> None:
    """Near miss: two names of one environment, none at all, words that only begin alike."""
    assert not found(verifier, signer)


def test_the_issuer_names_the_environment() -> None:
    assert found("prod.pem", "issuer.pem", iss="https://id.staging.example")
    assert not found("prod.pem", "issuer.pem", iss="https://id.prod.example")
    assert not found("a.pem", "issuer.pem", iss="https://id.staging.example")


def test_with_a_fault_of_another_family() -> None:
    token, causes = b"Bearer " + TOKEN, ("bearer-prefix-or-wrapping", "environment-instance-mixup")
    assert_explains(Example(token, example().files, example().arguments, causes))
