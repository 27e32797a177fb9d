"""New keys: their texts belong together, and are of the size that the algorithm asks for."""

import json

import pytest

from jwtriage.forensics.keytext import strict_keys
from jwtriage.jose.loading import load_keys
from jwtriage.tasks.keys_generate import generate
from jwtriage.tasks.request import UnusableRequest


@pytest.mark.parametrize("form", ["pem", "jwk", "jwks"])
@pytest.mark.parametrize("alg", ["ES256", "EdDSA"])
def test_the_public_text_is_the_private_ones_half(alg: str, form: str) -> None:
    made = generate(alg, form, "", 2048)
    assert made.public is not None
    (public,), (private,) = strict_keys(made.public), load_keys(made.private.reveal())
    assert (public, private.private, public.private) == (made.key, True, False)
    assert private == public


def test_a_jwk_is_bound_to_its_use() -> None:
    members = json.loads(generate("ES384", "jwks", "", 2048).public or b"")["keys"][0]
    assert (members["alg"], members["use"], members["kid"]) == ("ES384", "sig", generate_kid(members))


def generate_kid(members: dict) -> str:
    return load_keys(json.dumps(members))[0].thumbprint


def test_a_secret_is_one_line_of_a_file() -> None:
    made = generate("HS384", None, "APP_KEY", 2048)
    name, _, text = made.private.reveal().partition(b"=")
    assert (name, made.public, made.key.octets) == (b"APP_KEY", None, text.rstrip(b"\n"))
    assert len(text.strip()) == 64


def test_two_secrets_differ_and_no_repr_shows_one() -> None:
    one, other = (generate("HS256", "jwk", "", 2048) for _ in range(2))
    assert one.key != other.key
    assert one.key.octets.decode() not in repr(one)


@pytest.mark.parametrize(
    ("alg", "form", "words"),
    [
        ("HS256", "pem", "no PEM form"),
        ("ES256", "env", "one line"),
        ("nope", None, "no algorithm 'nope'"),
        ("kX9vQ2mZ7rT4wL1cN8bH", None, "no such algorithm"),
    ],
)
def test_what_cannot_be_made(alg: str, form: str | None, words: str) -> None:
    with pytest.raises(UnusableRequest, match=words) as caught:
        generate(alg, form, "", 2048)
    assert "kX9v" not in str(caught.value)
