import time
from datetime import timedelta

import jwt as peer
import pytest

from jwtriage.guard import Refusal, Rejected
from jwtriage.guard import pyjwt_compat as jwt
from tests.support import keys
from tests.support.tokens import CLAIMS, segment, sign

SECRET, OTHER = keys.SECRET, bytes(reversed(keys.SECRET))
PLAIN = {"sub": "alice", "exp": CLAIMS["exp"]}
RSA_JWK = {"kty": "RSA", **peer.algorithms.RSAAlgorithm.to_jwk(keys.rsa().public_key(), as_dict=True), "kid": "one"}
del RSA_JWK["key_ops"]


def decode(claims=PLAIN, key=SECRET, alg="HS256", headers=None, **arguments):
    verified_with = arguments.pop("with_key", key if isinstance(key, bytes) else keys.public_pem(key))
    return jwt.decode(sign(claims, key, alg, headers), verified_with, arguments.pop("algorithms", [alg]), **arguments)


def test_a_good_token_gives_its_claims():
    assert decode() == PLAIN
    assert decode(CLAIMS, audience="api", issuer=CLAIMS["iss"], subject="alice", leeway=timedelta(seconds=3)) == CLAIMS
    assert decode(CLAIMS, audience=["other", "api"], issuer=["x", CLAIMS["iss"]], options={"require": ["exp", "sub"], "verify_aud": True}) == CLAIMS


def test_text_and_octets_are_taken():
    token = sign(PLAIN, SECRET)
    assert jwt.decode(token.decode(), SECRET.decode(), algorithms=["HS256"]) == jwt.decode(token, SECRET, algorithms=["HS256"]) == PLAIN


@pytest.mark.parametrize(
    "key",
    [keys.public_pem(keys.rsa()), keys.rsa().public_key(), keys.rsa(), peer.PyJWK(RSA_JWK)],
    ids=["pem", "public", "private", "jwk"],
)
def test_each_form_of_a_key_is_taken(key):
    token = sign(PLAIN, keys.rsa(), "RS256", {"kid": "another name"})
    assert jwt.decode(token, key, algorithms=["RS256", "RS512"]) == PLAIN


def test_a_jwk_of_pyjwt_brings_its_algorithm():
    token = sign(PLAIN, SECRET)
    jwk = peer.PyJWK({"kty": "oct", "k": segment(OTHER).decode()}, "HS256")
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, jwk)
    with pytest.raises(jwt.InvalidAlgorithmError):
        jwt.decode(sign(PLAIN, keys.rsa(), "PS256"), peer.PyJWK(RSA_JWK))
    with pytest.raises(jwt.InvalidKeyError):
        jwt.decode(sign(PLAIN, keys.rsa(), "RS256"), peer.PyJWK({**RSA_JWK, "use": "enc"}))


NOW = int(time.time())


@pytest.mark.parametrize(
    ("claims", "arguments", "error"),
    [
        ({"exp": NOW - 60}, {}, jwt.ExpiredSignatureError),
        ({"nbf": NOW + 3600}, {}, jwt.ImmatureSignatureError),
        ({"iat": NOW + 3600}, {}, jwt.ImmatureSignatureError),
        ({"exp": "tomorrow"}, {}, jwt.DecodeError),
        ({"nbf": []}, {}, jwt.DecodeError),
        ({"iat": {}}, {}, jwt.InvalidIssuedAtError),
        ({"sub": 5}, {}, jwt.exceptions.InvalidSubjectError),
        ({"jti": 5}, {}, jwt.exceptions.InvalidJTIError),
        ({"sub": "bob"}, {"subject": "alice"}, jwt.exceptions.InvalidSubjectError),
        ({}, {"issuer": "a"}, jwt.MissingRequiredClaimError),
        ({"iss": "b"}, {"issuer": "a"}, jwt.InvalidIssuerError),
        ({"iss": 5}, {"issuer": "a"}, jwt.InvalidIssuerError),
        ({}, {"audience": "a"}, jwt.MissingRequiredClaimError),
        ({"aud": None}, {"audience": "a"}, jwt.MissingRequiredClaimError),
        ({"aud": []}, {"audience": "a"}, jwt.InvalidAudienceError),
        ({"aud": "b"}, {"audience": "a"}, jwt.InvalidAudienceError),
        ({"aud": ["b", 5]}, {"audience": "a"}, jwt.InvalidAudienceError),
        ({"aud": "b"}, {}, jwt.InvalidAudienceError),
        ({"aud": ["a"]}, {"audience": "a", "options": {"strict_aud": True}}, jwt.InvalidAudienceError),
        ({}, {"options": {"require": ["exp"]}}, jwt.MissingRequiredClaimError),
        ({}, {"with_key": OTHER}, jwt.InvalidSignatureError),
        ({}, {"with_key": b"short"}, jwt.InvalidKeyError),
        ({}, {"with_key": b""}, jwt.InvalidKeyError),
        ({}, {"with_key": keys.public_pem(keys.rsa())}, jwt.InvalidKeyError),
        ({}, {"with_key": keys.public_pem(keys.rsa()), "algorithms": ["HS256", "RS256"]}, jwt.InvalidKeyError),
        ({}, {"with_key": 5}, jwt.InvalidKeyError),
        ({}, {"algorithms": ["HS512"]}, jwt.InvalidAlgorithmError),
        ({}, {"algorithms": None}, jwt.DecodeError),
        ({}, {"algorithms": []}, jwt.DecodeError),
        ({}, {"headers": {"alg": "none"}}, jwt.InvalidAlgorithmError),
        ({}, {"headers": {"crit": ["x"], "x": 1}}, jwt.DecodeError),
        ({}, {"headers": {"typ": "logout+jwt"}}, jwt.InvalidTokenError),
        ({"at_hash": "x"}, {}, jwt.InvalidTokenError),
        ({"cnf": {}}, {}, jwt.InvalidTokenError),
    ],
)
def test_every_rejection_has_its_class(claims, arguments, error):
    with pytest.raises(error) as caught:
        decode(claims, **arguments)
    assert type(caught.value) is error


@pytest.mark.parametrize("token", [b"", "", b"a.b", "a.b.c", "\ud800", b"\xff.\xff.\xff", sign(PLAIN, SECRET) + b"\n", None, 5, {}])
def test_what_is_no_token_is_a_decode_error(token):
    with pytest.raises(jwt.DecodeError):
        jwt.decode(token, SECRET, algorithms=["HS256"])


def test_the_reason_is_the_message_and_the_rejection_the_cause():
    with pytest.raises(jwt.ExpiredSignatureError, match=r"^expired$") as caught:
        decode({"exp": 1}, headers={"kid": "v1"})
    assert isinstance(caught.value.__cause__, Rejected)
    assert (caught.value.__cause__.reason, caught.value.__cause__.kid) == ("expired", "v1")


def test_an_error_of_a_key_says_nothing_of_the_key():
    with pytest.raises(jwt.InvalidKeyError) as caught:
        decode(with_key=b"-----BEGIN PRIVATE KEY-----\nc2VjcmV0LWFuZC1sb25n\n-----END PRIVATE KEY-----")
    assert "c2Vj" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "arguments",
    [
        *({"options": {name: False}} for name in sorted(jwt.SWITCHES)),
        {"options": {"verify_exp": 0}},
        {"options": {"require_exp": True}},
        {"verify": False},
        {"detached_payload": b"{}"},
        {"algorithms": "HS256"},
    ],
    ids=str,
)
def test_what_switches_a_check_off_is_refused(arguments):
    with pytest.raises(Refusal):
        decode(**arguments)


def test_what_is_meant_can_be_said():
    assert decode({**PLAIN, "aud": "somebody"}, audience=jwt.ANY)["aud"] == "somebody"
    assert decode({**PLAIN, "at_hash": "x"}, id_tokens=True)["at_hash"] == "x"
    assert decode({**PLAIN, "cnf": {}}, confirmation=lambda claims: True)["cnf"] == {}
    assert decode(headers={"typ": "logout+jwt"}, typ=["logout+jwt"]) == PLAIN
    assert decode(key=b"secret-of-this-test-secret-of-this", insecure_keys=True) == PLAIN


def test_decode_complete_gives_the_parts():
    token = sign(PLAIN, SECRET, headers={"kid": "v1"})
    assert jwt.decode_complete(token, SECRET, algorithms=["HS256"]) == peer.decode_complete(token, SECRET, algorithms=["HS256"])


def test_everything_else_is_that_of_pyjwt():
    assert jwt.encode is peer.encode
    assert jwt.PyJWKClient is peer.PyJWKClient
    assert jwt.exceptions is peer.exceptions
    assert decode(key=SECRET) == jwt.decode(jwt.encode(PLAIN, SECRET), SECRET, ["HS256"])


@pytest.mark.parametrize("name", ["PyJWT", "PyJWS", "api_jwt", "absent"])
def test_the_classes_behind_it_are_not_passed_on(name):
    with pytest.raises(AttributeError):
        getattr(jwt, name)


def test_verifiers_are_remembered_in_bounds():
    before = jwt._verifier.cache_info().misses
    token = sign(PLAIN, SECRET)
    for _ in range(3):
        jwt.decode(token, SECRET, algorithms=["HS256"], leeway=0.5)
    assert jwt._verifier.cache_info().misses <= before + 1
    for leeway in range(jwt.MAXIMUM_VERIFIERS + 5):
        jwt.decode(token, SECRET, algorithms=["HS256"], leeway=leeway)
    assert jwt._verifier.cache_info().currsize == jwt.MAXIMUM_VERIFIERS


def test_key_objects_are_told_apart():
    token = sign(PLAIN, keys.rsa(), "RS256")
    assert jwt.decode(token, keys.rsa().public_key(), algorithms=["RS256"]) == PLAIN
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, keys.rsa("b").public_key(), algorithms=["RS256"])
