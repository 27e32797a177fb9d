import pytest

from jwtriage.guard import Refusal, Verifier
from jwtriage.guard.soundness import check_strength, check_text
from jwtriage.jose import Key
from jwtriage.known.keys import sample_public_keys
from tests.support import keys
from tests.support.tokens import CLAIMS, sign

STRONG = keys.SECRET


@pytest.mark.parametrize(
    ("octets", "cause"),
    [
        (b"", "secret-undefined-or-empty"),
        (b" \n", "secret-undefined-or-empty"),
        (b"\x00\x00", "secret-undefined-or-empty"),
        (b"undefined", "secret-undefined-or-empty"),
        (b"NULL\n", "secret-undefined-or-empty"),
        (STRONG + b"\n", "secret-trailing-newline"),
        (STRONG + b"\r\n", "secret-trailing-newline"),
        (b" " + STRONG, "secret-outer-whitespace"),
        (STRONG + b"\t", "secret-outer-whitespace"),
        (b'"' + STRONG + b'"', "secret-quotes-kept"),
        (b"'" + STRONG + b"'", "secret-quotes-kept"),
        (b"\xef\xbb\xbf" + STRONG, "secret-bom"),
        (STRONG.decode().encode("utf-16"), "secret-bom"),
    ],
)
def test_text_that_readers_disagree_about_is_refused(octets, cause):
    with pytest.raises(Refusal) as caught:
        check_text(octets, "env JWT_SECRET")
    assert caught.value.cause == cause
    assert str(caught.value).startswith("env JWT_SECRET")


@pytest.mark.parametrize("octets", [STRONG, bytes(range(200, 232)) + b"\n", b"\xff\x01\x02 ", keys.public_pem(keys.ec()), b'"' + STRONG, b"it's"])
def test_other_octets_are_let_through(octets):
    check_text(octets, "static")


@pytest.mark.parametrize("octets", [b"your-256-bit-secret", b"changeme", b"x" * 64, b"replace-this-with-a-long-random-value-please"])
def test_secrets_that_everybody_knows_are_refused(octets):
    with pytest.raises(Refusal) as caught:
        check_strength(Key.from_secret(octets), "static")
    assert caught.value.cause == "secret-default-or-placeholder"


def test_published_sample_keys_are_refused():
    with pytest.raises(Refusal) as caught:
        check_strength(sample_public_keys()[0][1], "static")
    assert caught.value.cause == "secret-default-or-placeholder"


def test_sound_keys_are_let_through():
    check_strength(Key.from_secret(STRONG), "static")
    check_strength(Key.from_secret(b"Summer2024!" * 3), "static")
    check_strength(Key.from_public(keys.rsa().public_key()), "static")


def test_for_tests_they_can_be_let_in():
    weak = b"x" * 64
    guard = Verifier(weak, ["HS256"], CLAIMS["iss"], CLAIMS["aud"], insecure_keys=True)
    assert guard.verify(sign(CLAIMS, weak)) == CLAIMS
