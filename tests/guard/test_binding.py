import pytest

from jwtriage.guard import Refusal
from jwtriage.guard.binding import MAXIMUM_KEYS_WITHOUT_KID, Binder
from jwtriage.jose import Key
from jwtriage.jose.base64url import encode
from tests.support import keys
from tests.support.tokens import compact_json

RSA, EC = keys.rsa().public_key(), keys.ec().public_key()
OTHER_SECRETS = [bytes(keys.SECRET[number:] + keys.SECRET[:number]) for number in range(1, 6)]


def bound(material, *algorithms: str, **settings):
    return [(key.kid, key.alg) for key in Binder(algorithms, **settings).bind(material, "static", 5.0).keys]


def refusal(material, *algorithms: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        Binder(algorithms).bind(material, "file a.pem", 5.0)
    assert caught.value.__cause__ is None
    return caught.value


def jwk(key, kid="one", **members):
    return {**Key.from_public(key).members, "kid": kid, **members}


def test_each_key_is_bound_to_the_algorithm_that_fits_it():
    assert bound([Key.from_public(RSA, kid="r"), Key.from_public(EC, kid="e"), keys.SECRET], "HS256", "RS256", "ES256") == [
        ("r", "RS256"),
        ("e", "ES256"),
        (None, "HS256"),
    ]


def test_the_binding_tells_source_and_time():
    (key,) = Binder(["HS256"]).bind(keys.SECRET, "env JWT_SECRET", 5.0).keys
    assert (key.source, key.loaded_at, key.role, key.not_after) == ("env JWT_SECRET", 5.0, "verify", None)


def test_a_key_with_an_alg_is_bound_to_it_among_several():
    assert bound(Key.from_public(RSA, alg="PS256"), "RS256", "PS256") == [(None, "PS256")]
    assert bound([Key.from_public(RSA, alg="PS256"), Key.from_public(RSA, alg="RS256")], "RS256", "PS256") == [(None, "PS256"), (None, "RS256")]


def test_a_key_that_fits_several_algorithms_is_refused():
    assert "RS256, PS256" in str(refusal(Key.from_public(RSA), "RS256", "PS256"))
    assert refusal(keys.SECRET, "HS256", "HS512").cause is None


def test_two_names_of_one_algorithm_are_both_bound():
    assert bound(keys.public_pem(keys.ed25519()), "EdDSA", "Ed25519") == [(None, "EdDSA"), (None, "Ed25519")]


@pytest.mark.parametrize(
    ("material", "algorithms", "cause"),
    [
        (keys.public_pem(keys.rsa()), ["HS256"], "public-pem-as-hmac-secret"),
        (b"-----BEGIN PUBLIC KEY-----\nMIIB", ["HS256"], "public-pem-as-hmac-secret"),
        (b'{"kty":"RSA","n":"AQ"}', ["HS256"], "public-pem-as-hmac-secret"),
        (b"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ", ["HS256", "HS512"], "public-pem-as-hmac-secret"),
        (b"-----BEGIN PUBLIC KEY-----\nMIIB", ["RS256"], None),
        (keys.SECRET, ["RS256"], "alg-family-mismatch"),
        (keys.public_pem(keys.ec()), ["RS256"], "alg-family-mismatch"),
        (keys.public_pem(keys.ec()), ["ES384"], "alg-family-mismatch"),
        (Key.from_public(RSA, alg="RS512"), ["RS256"], "alg-family-mismatch"),
        (Key.from_public(RSA, use="enc"), ["RS256"], "jwks-encryption-key-selected"),
        (keys.public_pem(keys.rsa("a", 1024)), ["RS256"], "rsa-key-below-minimum"),
        (keys.SECRET[:47], ["HS384"], "secret-zero-padded-or-too-short"),
        ([], ["HS256"], "secret-undefined-or-empty"),
        ({"keys": []}, ["RS256"], "secret-undefined-or-empty"),
        (5, ["HS256"], "public-pem-as-hmac-secret"),
        ([None], ["RS256"], None),
        ({"keys": [jwk(RSA), jwk(keys.rsa("b").public_key())]}, ["RS256"], "jwks-duplicate-kid"),
        ([jwk(EC), jwk(keys.ec("P-256", "b").public_key())], ["ES256"], "jwks-duplicate-kid"),
    ],
)
def test_contradictions_are_refused_with_their_cause(material, algorithms, cause):
    assert refusal(material, *algorithms).cause == cause


def test_a_set_may_hold_keys_for_other_purposes():
    assert bound({"keys": [jwk(RSA, use="enc"), jwk(EC, "two"), {"kty": "unheard-of"}]}, "ES256") == [("two", "ES256")]


def test_one_kid_may_name_one_key_twice_or_keys_of_two_kinds():
    assert bound({"keys": [jwk(RSA), jwk(RSA, x5t="a"), jwk(EC)]}, "RS256", "ES256") == [("one", "RS256"), ("one", "RS256"), ("one", "ES256")]


def test_keys_without_a_kid_are_few():
    assert len(bound(OTHER_SECRETS[:MAXIMUM_KEYS_WITHOUT_KID], "HS256")) == MAXIMUM_KEYS_WITHOUT_KID
    assert "more than 4" in str(refusal(OTHER_SECRETS, "HS256"))


@pytest.mark.parametrize("algorithms", [[], ["none"], ["RS256", "none"], ["rs256"], "RS256", ["RS256", "XS256"], ["None"]])
def test_algorithms_must_be_known(algorithms):
    with pytest.raises(Refusal):
        Binder(algorithms)


def test_no_refusal_shows_the_secret():
    for material in (b"hunter2hunter2", b"hunter2-hunter2-hunter2-hunter2-hunter2\n", b"-----BEGIN hunter2"):
        assert "hunter2" not in repr(refusal(material, "HS256"))


def published(*members, algorithms=("RS256", "ES256"), **settings):
    return Binder(algorithms, **settings).bind_published(compact_json({"keys": list(members)}), "jwks https://idp", 5.0)


def test_of_a_published_set_what_fits_is_bound_and_the_rest_says_why():
    found = published(jwk(RSA, "r"), jwk(EC, "e"), jwk(keys.ed25519().public_key(), "o"), {"kty": "x"})
    assert [(key.kid, key.alg) for key in found.keys] == [("r", "RS256"), ("e", "ES256")]
    assert [key.kid for key in found.unusable] == ["o"]


def test_secrets_and_private_keys_that_are_published_are_never_used():
    private = {**Key.from_private(keys.ec()).members, "kid": "p", "d": members_d(keys.ec())}
    found = published({"kty": "oct", "k": "QUFB" * 16, "kid": "s"}, private, algorithms=["HS256", "ES256"])
    assert found.keys == ()
    assert [key.kid for key in found.unusable] == ["s", "p"]


def members_d(private_key) -> str:
    return encode(private_key.private_numbers().private_value.to_bytes(32))


def test_published_keys_that_leave_a_choice_are_not_used():
    assert published(jwk(RSA), algorithms=["RS256", "PS256"]).keys == ()
    assert [key.alg for key in published(jwk(RSA, alg="PS256"), algorithms=["RS256", "PS256"]).keys] == ["PS256"]
    twice = published(jwk(RSA), jwk(keys.rsa("b").public_key()), jwk(EC, "two"))
    assert [key.kid for key in twice.keys] == ["two"]
