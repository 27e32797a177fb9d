import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.guard import ANY, CANARY_SUBJECT
from jwtriage.guard.claims import ClaimsPolicy, names_of

NOW = 1_800_000_000.5
GOOD = {"iss": "https://id.example", "aud": "api", "exp": 1_800_000_100}
POLICY = ClaimsPolicy("https://id.example", "api")


def test_good_claims_have_no_fault():
    assert POLICY.fault(GOOD, NOW) is None
    assert POLICY.fault({**GOOD, "nbf": NOW, "iat": NOW, "sub": "alice", "jti": "1", "scope": ["any"]}, NOW) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "https://id.example/"}, "issuer_mismatch"),
        ({"iss": "HTTPS://id.example"}, "issuer_mismatch"),
        ({"iss": ["https://id.example"]}, "issuer_mismatch"),
        ({"iss": None}, "issuer_mismatch"),
        ({"iss": 1}, "issuer_mismatch"),
        ({"aud": "API"}, "audience_mismatch"),
        ({"aud": ["other"]}, "audience_mismatch"),
        ({"aud": []}, "audience_mismatch"),
        ({"aud": "api "}, "audience_mismatch"),
        ({"aud": None}, "claim_invalid"),
        ({"aud": {"api": 1}}, "claim_invalid"),
        ({"aud": ["api", 1]}, "claim_invalid"),
        ({"exp": int(NOW)}, "expired"),
        ({"exp": 0}, "expired"),
        ({"exp": -(10**400)}, "expired"),
        ({"exp": NOW}, "expired"),
        ({"exp": None}, "claim_invalid"),
        ({"exp": "1800000100"}, "claim_invalid"),
        ({"exp": True}, "claim_invalid"),
        ({"exp": float("nan")}, "claim_invalid"),
        ({"exp": float("inf")}, "claim_invalid"),
        ({"exp": 10**400}, "claim_invalid"),
        ({"exp": [1]}, "claim_invalid"),
        ({"nbf": NOW + 1}, "not_yet_valid"),
        ({"nbf": "0"}, "claim_invalid"),
        ({"nbf": None}, "claim_invalid"),
        ({"nbf": 10**400}, "not_yet_valid"),
        ({"nbf": False}, "claim_invalid"),
        ({"nbf": float("nan")}, "not_yet_valid"),
        ({"iat": NOW + 1}, "issued_in_future"),
        ({"iat": "now"}, "claim_invalid"),
        ({"iat": float("nan")}, "issued_in_future"),
        ({"sub": 7}, "claim_invalid"),
        ({"sub": None}, "claim_invalid"),
        ({"jti": 7}, "claim_invalid"),
        ({"cnf": {"jkt": "x"}}, "claim_invalid"),
        ({"cnf": None}, "claim_invalid"),
        ({"at_hash": "x"}, "claim_invalid"),
        ({"c_hash": "x"}, "claim_invalid"),
        ({"s_hash": "x"}, "claim_invalid"),
    ],
)
def test_every_fault_has_its_reason(changes, reason):
    assert POLICY.fault({**GOOD, **changes}, NOW) == reason


@pytest.mark.parametrize("name", ["iss", "aud", "exp"])
def test_required_claims_may_not_be_absent(name):
    assert POLICY.fault({claim: value for claim, value in GOOD.items() if claim != name}, NOW) == "claim_invalid"


def test_any_gives_a_requirement_up():
    policy = ClaimsPolicy(ANY, ANY, expires=False)
    assert policy.fault({}, NOW) is None
    assert policy.fault({"iss": 1, "aud": {}}, NOW) is None
    assert policy.fault({"exp": 1}, NOW) == "expired"
    assert policy.fault({"exp": None}, NOW) == "claim_invalid"


def test_several_values_may_be_expected():
    policy = ClaimsPolicy({"a", "b"}, ["x", "y"])
    assert policy.fault({**GOOD, "iss": "b", "aud": ["z", "y"]}, NOW) is None
    assert policy.fault({**GOOD, "iss": "ab", "aud": "x"}, NOW) == "issuer_mismatch"


@given(st.integers(0, 3600), st.integers(-5000, 5000))
def test_leeway_moves_each_bound_by_itself(leeway, distance):
    policy = ClaimsPolicy(ANY, ANY, leeway=leeway)
    far = 10**10
    assert policy.fault({"exp": 10_000 + distance}, 10_000.0) == (None if distance > -leeway else "expired")
    assert policy.fault({"exp": far, "nbf": 10_000 + distance}, 10_000.0) == (None if distance <= leeway else "not_yet_valid")
    assert policy.fault({"exp": far, "iat": 10_000 + distance}, 10_000.0) == (None if distance <= leeway else "issued_in_future")


def test_confirmation_is_asked_for_bound_tokens_only():
    asked = []
    policy = ClaimsPolicy(ANY, ANY, confirmation=lambda claims: asked.append(claims) or claims["cnf"] == "good")
    assert policy.fault(GOOD, NOW) is None
    assert asked == []
    assert policy.fault({**GOOD, "cnf": "good"}, NOW) is None
    assert policy.fault({**GOOD, "cnf": "bad"}, NOW) == "claim_invalid"
    assert ClaimsPolicy(ANY, ANY, confirmation=lambda claims: "yes").fault({**GOOD, "cnf": 1}, NOW) == "claim_invalid"


def test_id_tokens_are_accepted_where_that_is_said():
    policy = ClaimsPolicy(ANY, ANY, id_tokens=True)
    assert policy.fault({**GOOD, "at_hash": "x"}, NOW) is None
    assert policy.fault({**GOOD, "at_hash": "x", "cnf": 1}, NOW) == "claim_invalid"


@pytest.mark.parametrize("expected", [(), "", [""], [1], {"a", None}])
def test_expectations_that_nothing_meets_are_refused(expected):
    with pytest.raises(ValueError):
        names_of(expected)


@pytest.mark.parametrize("leeway", [-1, float("nan"), float("inf")])
def test_leeway_is_a_number_of_seconds(leeway):
    with pytest.raises(ValueError):
        ClaimsPolicy(ANY, ANY, leeway=leeway)


def test_any_is_written_as_it_is_read():
    assert repr(ANY) == "ANY"
    assert names_of(ANY) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)


@given(st.dictionaries(st.sampled_from(["iss", "aud", "exp", "nbf", "iat", "sub", "jti", "cnf", "at_hash"]), JSON))
def test_no_claims_make_it_raise_and_bad_ones_never_pass(claims):
    if POLICY.fault(claims, NOW) is None:
        assert claims["iss"] == GOOD["iss"]
        assert claims["aud"] == "api" or "api" in claims["aud"]
        assert NOW < claims["exp"] < 2**54


@pytest.mark.parametrize(
    ("claims", "fault"),
    [({"azp": "web"}, None), ({"azp": "cli"}, None), ({"azp": "other"}, "claim_invalid"), ({}, "claim_invalid"), ({"azp": ["web"]}, "claim_invalid")],
)
def test_the_party_that_a_token_was_issued_to_can_be_required(claims, fault):
    assert ClaimsPolicy(ANY, ANY, azp=["web", "cli"]).fault({**GOOD, **claims}, NOW) == fault


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ({}, None),
        ({"azp": "api"}, None),
        ({"azp": "other"}, "claim_invalid"),
        ({"aud": ["api", "web"]}, "claim_invalid"),
        ({"aud": ["api", "web"], "azp": "web"}, None),
        ({"aud": ["api", "web"], "azp": "other"}, "claim_invalid"),
    ],
)
def test_the_party_of_an_id_token_is_one_of_its_audiences(claims, fault):
    assert ClaimsPolicy(ANY, "api", id_tokens=True).fault({**GOOD, "at_hash": "x", **claims}, NOW) == fault


@pytest.mark.parametrize(("answer", "fault"), [(False, None), (True, "revoked"), (None, "revoked"), (0, "revoked"), ("", "revoked")])
def test_only_a_plain_no_lets_a_token_pass_that_may_be_revoked(answer, fault):
    assert ClaimsPolicy(ANY, ANY, revoked=lambda claims: answer).fault(GOOD, NOW) == fault


def test_revocation_is_asked_about_tokens_that_are_good_otherwise():
    asked = []
    policy = ClaimsPolicy("https://id.example", "api", revoked=lambda claims: bool(asked.append(claims)))
    for changes in ({"iss": "x"}, {"aud": "x"}, {"exp": 1}, {"cnf": {}}):
        assert policy.fault({**GOOD, **changes}, NOW) not in (None, "revoked")
    assert asked == []
    assert policy.fault(GOOD, NOW) is None
    assert asked == [GOOD]


def test_canaries_are_refused_unless_they_are_meant():
    claims = {**GOOD, "sub": CANARY_SUBJECT}
    assert POLICY.fault(claims, NOW) == "claim_invalid"
    assert ClaimsPolicy("https://id.example", "api", canary=True).fault(claims, NOW) is None
