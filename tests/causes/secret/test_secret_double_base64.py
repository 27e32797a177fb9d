"""The secret was base64-encoded twice on its way into the cluster."""

from base64 import b64encode

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_double_base64 as cause
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.secrets import RANDOM, SECRET, explains, proposals, seen
from tests.support.tokens import sign

MANIFEST = b"apiVersion: v1\nkind: Secret\nmetadata: {name: auth}\ndata:\n  jwt-secret: %s\n"


def in_cluster(signer: bytes, value: bytes, *causes: str) -> Example:
    """Make the example of a verifier that gets ``value`` from a manifest."""
    return Example(sign(CLAIMS, signer, "HS256"), {"secret.yaml": MANIFEST % b64encode(value)}, ("--verifier", "secret.yaml#auth/jwt-secret"), causes)


def example() -> Example:
    """The manifest's data was encoded before it was encoded."""
    return in_cluster(SECRET, b64encode(SECRET), "secret-double-base64")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_signers_copy_was_encoded_twice() -> None:
    assert_explains(in_cluster(b64encode(SECRET), SECRET, "secret-double-base64"))


def test_two_layers_in_a_file() -> None:
    explains(SECRET, b64encode(b64encode(SECRET)), "secret-double-base64")


def test_one_layer_of_random_octets_is_another_cause() -> None:
    """Near miss: the value is base64 on purpose, and the signer decodes it."""
    report = diagnose(in_cluster(RANDOM, b64encode(RANDOM)))
    assert [found["id"] for found in report["causes"]] == ["secret-base64-decoded-one-side"]


def test_letters_that_happen_to_be_base64_are_no_second_layer() -> None:
    assert SECRET not in proposals(cause, b64encode(SECRET), seen(b64encode(SECRET)))


@given(st.binary(min_size=16, max_size=40))
def test_any_two_layers(secret: bytes) -> None:
    once = b64encode(secret)
    if once.endswith(b"="):
        assert {once, secret} <= proposals(cause, b64encode(once))


def test_with_newlines_inside() -> None:
    assert_explains(in_cluster(SECRET, b64encode(SECRET + b"\n"), "secret-trailing-newline", "secret-double-base64"))


def test_with_a_newline_between_the_layers() -> None:
    assert_explains(in_cluster(SECRET, b64encode(SECRET) + b"\n", "secret-trailing-newline", "secret-double-base64"))


def test_with_the_newlines_of_echo_and_base64() -> None:
    assert_explains(in_cluster(SECRET, b64encode(SECRET + b"\n") + b"\n", "secret-trailing-newline", "secret-double-base64"))
