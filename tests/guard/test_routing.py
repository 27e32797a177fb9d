import pytest

from jwtriage.guard import ANY, BoundKey
from jwtriage.guard.bound import KeySet, unavailable
from jwtriage.guard.routing import MAXIMUM_ROUTES, Router
from jwtriage.jose import Key, TokenError
from jwtriage.jose.algorithms import ALGORITHMS
from tests.support import keys
from tests.support.tokens import compact_json, segment

RSA = Key.from_public(keys.rsa().public_key(), kid="one")
OTHER = Key.from_public(keys.rsa("b").public_key())
EC = Key.from_public(keys.ec().public_key(), kid="one")


def bound(*ring: Key, alg: str = "RS256") -> list[BoundKey]:
    return [BoundKey(key, alg if key.kind == "RSA" else "ES256", "static", 0.0) for key in ring]


def router(*ring: Key, algorithms=("RS256", "ES256"), unusable=(), **settings) -> Router:
    return Router(KeySet(tuple(bound(*ring)), tuple(unusable)), {name: ALGORITHMS[name] for name in algorithms}, **settings)


def header(**members) -> bytes:
    return segment(compact_json({"alg": "RS256", **members}))


def test_a_kid_leads_to_its_keys_and_to_those_without_one():
    routes = router(RSA, OTHER, EC)
    assert routes.route(header(kid="one")).keys == (RSA, OTHER)
    assert routes.route(header(kid="two")).keys == (OTHER,)
    assert routes.route(header(kid="one", alg="ES256")).keys == (EC,)


def test_a_token_without_kid_is_tried_on_keys_listed_for_that():
    assert router(RSA, OTHER).route(header()).keys == (OTHER,)
    assert router(RSA).route(header()).fault == "key_not_found"
    assert router(RSA, kidless=bound(RSA)).route(header()).keys == (RSA,)
    assert router(RSA, EC, kidless=ANY).route(header()).keys == (RSA,)


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
    route = router(RSA).route(header(**members))
    assert route.fault == fault
    assert not route.verifies(b"signing.input", b"c2ln")


@pytest.mark.parametrize("typ", ["JWT", "jwt", "at+jwt", "application/at+jwt", "Application/JWT"])
def test_usual_types_are_accepted(typ):
    assert router(OTHER).route(header(typ=typ)).keys == (OTHER,)


def test_a_key_that_may_verify_nothing_says_why():
    encryption = Key.from_public(keys.rsa("b").public_key(), kid="enc", use="enc")
    weak = Key.from_public(keys.rsa("a", 1024).public_key(), kid="weak")
    routes = router(RSA, unusable=[encryption, weak])
    assert routes.route(header(kid="enc")).fault == "key_invalid"
    assert routes.route(header(kid="weak")).fault == "key_too_weak"


def test_a_key_is_used_for_the_algorithm_it_is_bound_to_and_no_other():
    routes = router(RSA, algorithms=("RS256", "PS256"))
    assert routes.route(header(kid="one", alg="PS256")).fault == "key_invalid"
    assert routes.route(header(kid="one", alg="PS256")).keys == ()


def test_a_denied_key_is_called_revoked():
    assert router(OTHER, denied=bound(RSA)).route(header(kid="one")).keys == (OTHER,)
    assert router(EC, denied=bound(RSA)).route(header(kid="one")).fault == "revoked"
    assert router(EC, denied=bound(RSA)).route(header(kid="two")).fault == "key_not_found"


def test_without_any_keys_they_are_unavailable():
    assert Router(unavailable(), {"RS256": ALGORITHMS["RS256"]}).route(header(kid="one")).fault == "jwks_unavailable"


def test_types_can_be_named_or_left_open():
    assert router(OTHER, types="logout+jwt").route(header(typ="logout+jwt")).keys
    assert not router(OTHER, types="logout+jwt").route(header(typ="JWT")).keys
    assert router(OTHER, types=ANY).route(header(typ=["anything"])).keys


@pytest.mark.parametrize(
    "members", [{"crit": ["exp"], "exp": 1}, {"b64": False, "crit": ["b64"]}, {"b64": True, "crit": ["b64"]}, {"kid": 1}, {"alg": 1}]
)
def test_headers_that_no_key_can_mend_are_refused(members):
    routes = router(OTHER)
    with pytest.raises(TokenError) as caught:
        routes.route(header(**members))
    assert caught.value.reason == "malformed"
    assert routes.routes == {}


def test_the_table_of_routes_is_bounded_and_holds_only_what_leads_to_a_key():
    routes = router(OTHER)
    for number in range(MAXIMUM_ROUTES * 2 + 1):
        routes.route(header(kid=str(number)))
        assert 0 < len(routes.routes) <= MAXIMUM_ROUTES
    named = router(RSA)
    named.route(header(kid="two"))
    assert named.routes == {}
