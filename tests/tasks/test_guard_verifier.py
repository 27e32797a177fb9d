"""From a configured key set to a verifier that keeps its rules."""

import time

import pytest

from jwtriage.guard import Refusal, Rejected
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.fingerprint_key import UnusableFingerprintKey
from jwtriage.tasks.guard_request import GuardRequest, Keyset
from jwtriage.tasks.guard_verifier import issuer_names, verifier_of
from jwtriage.tasks.request import UnusableRequest
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.tokens import CLAIMS, sign

NOW = time.time()
RULES = {"algorithms": ("HS256",), "issuer": (CLAIMS["iss"],), "audience": (CLAIMS["aud"],)}


@pytest.fixture
def folder(tmp_path):
    for number in (1, 2, 3):
        (tmp_path / f"v{number}.key").write_bytes(SECRET + bytes([number + 0x40]))
    (tmp_path / "v1.pem").write_bytes(public_pem(rsa()))
    return tmp_path


def made(folder, **members):
    references = members.pop("references", {"current": "v1.key"})
    environment = members.pop("environment", {})
    return verifier_of(GuardRequest(Keyset(references=references, **{**RULES, **members}), surroundings=Surroundings(environment, folder)))


def reason(verifier, token):
    try:
        verifier.verify(token)
    except Rejected as rejected:
        return rejected.reason
    return "ok"


def token(number=1, **claims):
    return sign({**CLAIMS, **claims}, SECRET + bytes([number + 0x40]))


KEPT = {
    "issuer": ({}, {"iss": "https://other.example"}, "issuer_mismatch"),
    "one of several issuers": ({"issuer": ("a", "b")}, {"iss": "b"}, "ok"),
    "any issuer": ({"issuer": ("ANY",)}, {"iss": "c"}, "ok"),
    "audience": ({}, {"aud": "other"}, "audience_mismatch"),
    "any audience": ({"audience": ("ANY",)}, {"aud": "other"}, "ok"),
    "expiry": ({}, {"exp": 1}, "expired"),
    "no expiry demanded": ({"expires": False}, {"exp": 2**40}, "ok"),
    "leeway": ({"leeway": 600.0}, {"exp": NOW - 300}, "ok"),
    "without leeway": ({}, {"exp": NOW - 300}, "expired"),
    "typ": ({"typ": ("at+jwt",)}, {}, "claim_invalid"),
    "any typ": ({"typ": ("ANY",)}, {}, "ok"),
    "azp": ({"azp": ("shop",)}, {"azp": "other"}, "claim_invalid"),
    "azp that fits": ({"azp": ("shop",)}, {"azp": "shop"}, "ok"),
    "ID tokens": ({}, {"at_hash": "a"}, "claim_invalid"),
    "ID tokens accepted": ({"id_tokens": True}, {"at_hash": "a"}, "ok"),
}


@pytest.mark.parametrize("name", KEPT)
def test_rules_are_kept(name, folder):
    members, claims, answer = KEPT[name]
    assert reason(made(folder, **members), token(**claims)) == answer


ROTATION = {"current": "v2.key", "next": "v3.key", "previous": "v1.key"}
WINDOWS = {
    "all at once": ({}, ["ok", "ok", "ok"]),
    "previous has retired": ({"previous_until": NOW - 1}, ["signature_invalid", "ok", "ok"]),
    "previous has time": ({"previous_until": NOW + 999}, ["ok", "ok", "ok"]),
    "next is not trusted yet": ({"next_from": NOW + 999}, ["ok", "ok", "signature_invalid"]),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_a_rotation_has_its_window(name, folder):
    members, answers = WINDOWS[name]
    verifier = made(folder, references=ROTATION, **members)
    assert [reason(verifier, token(number)) for number in (1, 2, 3)] == answers


def test_keys_have_their_role_and_place(folder):
    held = made(folder, references=ROTATION).held()
    assert [(key.role, key.source.rpartition("/")[2]) for key in held] == [("current", "v2.key"), ("next", "v3.key"), ("previous", "v1.key")]


def test_several_key_sets_keep_to_their_issuer(folder):
    text = "".join(
        f'[keyset.{name}]\ncurrent = "{key}"\nalgorithms = ["{alg}"]\nissuer = "{name}"\naudience = "api"\n'
        for name, key, alg in (("a", "v1.key", "HS256"), ("b", "v1.pem", "RS256"))
    )
    (folder / "jwtriage.toml").write_text(text)
    verifier = verifier_of(GuardRequest(config=str(folder / "jwtriage.toml"), keysets=("a", "b"), surroundings=Surroundings()))
    assert reason(verifier, token(iss="a")) == "ok"
    assert reason(verifier, sign({**CLAIMS, "iss": "b"}, rsa(), "RS256")) == "ok"
    assert reason(verifier, token(iss="b")) != "ok"
    assert reason(verifier, sign({**CLAIMS, "iss": "a"}, rsa(), "RS256")) != "ok"


def test_an_issuer_that_is_discovered_is_expected_in_tokens():
    assert issuer_names(Keyset(references={"current": "oidc:https://id.example"})) == ("https://id.example",)
    assert issuer_names(Keyset(references={"current": "oidc:https://id.example"}, issuer=("a",))) == ("a",)
    assert issuer_names(Keyset(references={"current": "v1.pem"})) == ()


@pytest.mark.parametrize("missing", RULES)
def test_what_is_not_said_is_not_assumed(missing, folder):
    with pytest.raises(UnusableRequest, match=missing):
        made(folder, **{missing: ()})


def test_a_configuration_is_named_where_it_lacks_something(folder):
    (folder / "jwtriage.toml").write_text('[keyset.access]\ncurrent = "v1.key"\n')
    with pytest.raises(UnusableRequest, match="access does not say algorithms and issuer and audience"):
        verifier_of(GuardRequest(config=str(folder / "jwtriage.toml")))


REFUSED = {
    "public-pem-as-hmac-secret": ({"current": "v1.pem"}, ("HS256",)),
    "alg-family-mismatch": ({"current": "v1.key"}, ("RS256",)),
    "secret-undefined-or-empty": ({"current": "env:NOTHING"}, ("HS256",)),
    "secret-default-or-placeholder": ({"current": "env:WEAK"}, ("HS256",)),
}


@pytest.mark.parametrize("cause", REFUSED)
def test_contradictions_are_refused(cause, folder):
    references, algorithms = REFUSED[cause]
    with pytest.raises(Refusal) as caught:
        made(folder, references=references, algorithms=algorithms, environment={"NOTHING": "", "WEAK": "changeme" * 5})
    assert caught.value.cause == cause


def test_keys_are_named_as_the_environment_says(folder):
    with pytest.raises(UnusableFingerprintKey):
        made(folder, environment={"JWTRIAGE_FINGERPRINT_KEY": "short"})
    (held,) = made(folder, environment={"JWTRIAGE_FINGERPRINT_KEY": "a" * 44}).held()
    assert held.fingerprint.startswith("hk1:")
