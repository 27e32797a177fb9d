import pytest

from jwtriage.guard import ANY, Issuer, Refusal, Rejected, Verifier
from jwtriage.jose import Key
from tests.support import keys
from tests.support.tokens import CLAIMS, compact_json, segment, sign

EC, RSA = keys.ec(), keys.rsa()
A, B = "https://a.example", "https://b.example"


def public(key, kid="one") -> Key:
    return Key.from_public(key.public_key(), kid=kid)


@pytest.fixture
def guard():
    return Verifier(issuers=[Issuer(A, public(EC), ["ES256"], "api"), Issuer(B, public(RSA), ["RS256"], "shop", typ="at+jwt")])


def token(key, alg, **claims):
    return sign({**CLAIMS, **claims}, key, alg, {"kid": "one"})


def outcome(guard, text) -> str:
    try:
        guard.verify(text)
    except Rejected as rejected:
        return rejected.reason
    return "ok"


def test_each_issuer_has_its_own_keys_algorithms_audience_and_type(guard):
    assert outcome(guard, token(EC, "ES256", iss=A)) == "ok"
    assert outcome(guard, sign({**CLAIMS, "iss": B, "aud": "shop"}, RSA, "RS256", {"kid": "one", "typ": "at+jwt"})) == "ok"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (token(RSA, "RS256", iss=A), "alg_not_allowed"),
        (token(keys.ec("P-256", "b"), "ES256", iss=A), "signature_invalid"),
        (token(EC, "ES256", iss=B, aud="shop"), "alg_not_allowed"),
        (token(EC, "ES256", iss=A, aud="shop"), "audience_mismatch"),
        (sign({**CLAIMS, "iss": B, "aud": "shop"}, RSA, "RS256", {"kid": "one"}), "claim_invalid"),
        (token(EC, "ES256", iss=A + "/"), "issuer_mismatch"),
        (token(EC, "ES256", iss=[A]), "issuer_mismatch"),
        (token(EC, "ES256", iss=None), "claim_invalid"),
        (sign({"aud": "api"}, EC, "ES256", {"kid": "one"}), "claim_invalid"),
        (segment(b'{"alg":"none"}') + b"." + segment(compact_json({**CLAIMS, "iss": A})) + b".", "alg_none"),
        (b"a.b", "malformed"),
        (b"a.b.c.d.e", "not_a_jws"),
        (b"", "missing_token"),
        (b"e30.e30.", "claim_invalid"),
        (b"e30.W10.", "malformed"),
    ],
)
def test_nothing_of_one_issuer_is_good_for_another(guard, text, reason):
    assert outcome(guard, text) == reason


def test_the_keys_of_each_are_told(guard):
    assert [(held.issuer, held.alg) for held in guard.held()] == [(A, "ES256"), (B, "RS256")]
    assert len(guard.sources()) == 2


def test_a_key_is_denied_for_all_issuers(guard):
    guard.deny(public(EC).thumbprint)
    assert outcome(guard, token(EC, "ES256", iss=A)) == "revoked"


@pytest.mark.parametrize("names", [(A, A), (A, ANY), (A, [B])])
def test_issuers_need_distinct_names(names):
    with pytest.raises(Refusal):
        Verifier(issuers=[Issuer(name, public(EC), ["ES256"], "api") for name in names])


def test_rules_stand_in_the_issuers():
    with pytest.raises(Refusal):
        Verifier(issuers=[Issuer(A, public(EC), ["ES256"], "api")], leeway=5)
    with pytest.raises(Refusal):
        Verifier(public(EC), issuers=[Issuer(A, public(EC), ["ES256"], "api")])


def test_keys_come_from_one_place():
    for given in ({}, {"keys": public(EC), "jwks_url": "https://a.example/keys"}, {"jwks_url": "https://a.example/keys", "oidc": A}):
        with pytest.raises(Refusal):
            Issuer(A, algorithms=["ES256"], audience="api", **given)


@pytest.mark.parametrize("missing", ["name", "algorithms", "audience"])
def test_nothing_is_accepted_by_default(missing):
    given = {"name": A, "algorithms": ["ES256"], "audience": "api", missing: None}
    with pytest.raises(TypeError):
        Issuer(given["name"], public(EC), given["algorithms"], given["audience"])
