import pytest

from jwtriage.guard import ANY
from jwtriage.guard.routing import MAXIMUM_ROUTES, Router
from jwtriage.jose import Key, TokenError
from tests.support import keys
from tests.support.tokens import compact_json, segment

RSA = Key.from_public(keys.rsa().public_key(), kid="one")
OTHER = Key.from_public(keys.rsa("b").public_key())
EC = Key.from_public(keys.ec().public_key(), kid="one")


def header(**members) -> bytes:
    return segment(compact_json({"alg": "RS256", **members}))


def test_a_kid_leads_to_its_keys_and_to_those_without_one():
    router = Router([RSA, OTHER, EC], ["RS256"])
    assert router.route(header(kid="one")).keys == (RSA, OTHER)
    assert router.route(header(kid="two")).keys == (OTHER,)


def test_a_token_without_kid_is_tried_on_keys_listed_for_that():
    assert Router([RSA, OTHER], ["RS256"]).route(header()).keys == (OTHER,)
    assert Router([RSA], ["RS256"]).route(header()).fault == "key_not_found"
    assert Router([RSA], ["RS256"], kidless=[RSA]).route(header()).keys == (RSA,)


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ({"alg": "none"}, "alg_none"),
        ({"alg": "NONE"}, "alg_none"),
        ({"alg": "RS384"}, "alg_not_allowed"),
        ({"alg": "rs256"}, "alg_unsupported"),
        ({"kid": "two"}, "key_not_found"),
        ({"alg": "ES256", "kid": "one"}, "key_invalid"),
        ({"kid": "one", "typ": "dpop+jwt"}, "claim_invalid"),
        ({"kid": "one", "typ": 5}, "claim_invalid"),
        ({"kid": "one"}, "signature_invalid"),
    ],
)
def test_the_route_knows_what_to_answer(members, fault):
    route = Router([RSA], ["RS256", "ES256"]).route(header(**members))
    assert route.fault == fault
    assert not route.verifies(b"signing.input", b"signature")


@pytest.mark.parametrize("typ", ["JWT", "jwt", "at+jwt", "application/at+jwt", "Application/JWT"])
def test_usual_types_are_accepted(typ):
    assert Router([OTHER], ["RS256"]).route(header(typ=typ)).keys == (OTHER,)


def test_one_key_under_two_bindings_is_judged_under_each():
    twice = [Key.from_public(keys.rsa().public_key(), use=use) for use in ("sig", "enc")]
    for ring in (twice, twice[::-1]):
        (kept,) = Router(ring, ["RS256"]).route(header()).keys
        assert kept.use == "sig"


def test_types_can_be_named_or_left_open():
    assert Router([OTHER], ["RS256"], types="logout+jwt").route(header(typ="logout+jwt")).keys
    assert not Router([OTHER], ["RS256"], types="logout+jwt").route(header(typ="JWT")).keys
    assert Router([OTHER], ["RS256"], types=ANY).route(header(typ=["anything"])).keys


@pytest.mark.parametrize(
    "members", [{"crit": ["exp"], "exp": 1}, {"b64": False, "crit": ["b64"]}, {"b64": True, "crit": ["b64"]}, {"kid": 1}, {"alg": 1}]
)
def test_headers_that_no_key_can_mend_are_refused(members):
    router = Router([OTHER], ["RS256"])
    with pytest.raises(TokenError) as caught:
        router.route(header(**members))
    assert caught.value.reason == "malformed"
    assert router.routes == {}


def test_the_table_of_routes_is_bounded():
    router = Router([OTHER], ["RS256"])
    for number in range(MAXIMUM_ROUTES * 2 + 1):
        router.route(header(kid=str(number)))
        assert len(router.routes) <= MAXIMUM_ROUTES


@pytest.mark.parametrize("algorithms", [[], ["none"], ["RS256", "none"], ["rs256"], "RS256", ["RS256", "XS256"]])
def test_algorithms_must_be_known(algorithms):
    with pytest.raises(ValueError):
        Router([RSA], algorithms)


def test_a_verifier_needs_a_key():
    with pytest.raises(ValueError):
        Router([], ["RS256"])
