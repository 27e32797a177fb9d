import pytest

from jwtriage.guard import FileSource, Refusal, Timed, Verifier, Window
from jwtriage.guard.signer import Signer
from jwtriage.jose import Key, Token
from tests.support import keys
from tests.support.clock import Clock
from tests.support.tokens import CLAIMS

ISSUER, AUDIENCE = CLAIMS["iss"], CLAIMS["aud"]
SIGNERS = {
    "HS512": keys.SECRET,
    "RS256": keys.private_pem(keys.rsa()),
    "PS256": Key.from_private(keys.rsa(), alg="PS256"),
    "ES512": Key.from_private(keys.ec("P-521")),
    "Ed25519": Key.from_private(keys.ed25519()),
}


def signer(key=keys.SECRET, alg="HS256", **settings) -> Signer:
    return Signer(key, alg, **{"issuer": ISSUER, "audience": AUDIENCE, **settings})


@pytest.mark.parametrize("alg", SIGNERS)
def test_a_verifier_accepts_what_it_signs(alg):
    token = signer(SIGNERS[alg], alg, kid="2026-11").sign({"sub": "alice"})
    claims = Verifier(SIGNERS[alg], [alg], ISSUER, AUDIENCE).verify(token)
    assert claims["sub"] == "alice"
    assert Token.parse(token).kid == "2026-11"


def test_times_and_an_identifier_are_added():
    clock = Clock()
    issuing = signer(clock=clock, lifetime=60.0)
    claims = Verifier(keys.SECRET, ["HS256"], ISSUER, AUDIENCE, clock=clock).verify(issuing.sign({}))
    assert (claims["iat"], claims["exp"]) == (clock.now, clock.now + 60)
    assert claims["jti"] != Verifier(keys.SECRET, ["HS256"], ISSUER, AUDIENCE, clock=clock).verify(issuing.sign({}))["jti"]


def test_it_signs_with_the_current_key_of_a_rotation():
    window = Window(Key.from_secret(keys.SECRET, kid="b"), next=keys.SECRET[1:], previous=Key.from_secret(keys.SECRET[2:], kid="a"))
    assert Token.parse(signer(window).sign({})).kid == "b"


def test_it_follows_a_file(tmp_path):
    clock, file = Clock(), tmp_path / "key"
    file.write_bytes(keys.SECRET)
    issuing = signer(FileSource(file), clock=clock)
    file.write_bytes(keys.SECRET[::-1])
    for _ in range(2):
        clock.advance(1.0)
        token = issuing.sign({})
    assert Verifier(keys.SECRET[::-1], ["HS256"], ISSUER, AUDIENCE, clock=clock).verify(token)


def test_it_says_which_key_it_holds():
    (held,) = signer(keys.private_pem(keys.ec()), "ES256", kid="k").held()
    assert (held.kid, held.role, held.alg, held.issuer) == ("k", "sign", "ES256", ISSUER)
    assert held.fingerprint.startswith("ec:")


@pytest.mark.parametrize(
    ("key", "alg"),
    [
        (keys.public_pem(keys.ec()), "ES256"),
        ([keys.SECRET, keys.SECRET[::-1]], "HS256"),
        (b"changeme", "HS256"),
        (keys.SECRET, "none"),
        (keys.SECRET, "RS256"),
        (Key.from_private(keys.ec(), key_ops=("verify",)), "ES256"),
        (keys.private_pem(keys.rsa("a", 1024)), "RS256"),
    ],
)
def test_keys_that_should_not_sign_are_refused(key, alg):
    with pytest.raises(Refusal):
        signer(key, alg)


def test_a_key_whose_time_is_over_signs_no_more():
    clock = Clock()
    issuing = signer(Timed(keys.SECRET, not_after=clock.now + 10), clock=clock)
    issuing.sign({})
    clock.advance(10)
    with pytest.raises(Refusal):
        issuing.sign({})


def test_a_key_for_signing_alone_may_sign():
    key = Key.from_private(keys.ec(), key_ops=("sign",))
    assert signer(key, "ES256").sign({})


def test_claims_that_json_cannot_write_are_an_error():
    with pytest.raises(ValueError):
        signer().sign({"x": float("nan")})
