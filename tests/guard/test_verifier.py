import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage import ANY, Rejected, Verifier
from jwtriage.guard import Refusal
from jwtriage.guard.fast import FastDecoder
from jwtriage.jose import Key, load_keys, verify
from jwtriage.jose.token import MAXIMUM_TOKEN
from tests.support import keys
from tests.support.tokens import CLAIMS, compact_json, segment, sign, sign_segments
from tests.support.vectors import read, wycheproof

NOW = 1_800_000_000
SIGNERS = {"HS256": keys.SECRET, "RS256": keys.rsa(), "PS384": keys.rsa(), "ES256": keys.ec(), "ES512": keys.ec("P-521"), "EdDSA": keys.ed25519()}
ACCEPTED = ["HS256", "RS256", "ES256", "ES512", "EdDSA"]
decoders = pytest.mark.parametrize("decoder", [None, FastDecoder()], ids=["json", "msgspec"])


def verifier(material=keys.SECRET, algorithms=("HS256",), **settings) -> Verifier:
    return Verifier(material, algorithms, **{"issuer": CLAIMS["iss"], "audience": CLAIMS["aud"], "clock": lambda: NOW, **settings})


def rejection(token, guard=None) -> Rejected:
    with pytest.raises(Rejected) as caught:
        (guard or verifier()).verify(token)
    assert caught.value.__cause__ is None
    return caught.value


def public(signer):
    return signer if isinstance(signer, bytes) else keys.public_pem(signer)


@decoders
@pytest.mark.parametrize("alg", SIGNERS)
def test_good_tokens_give_their_claims(alg, decoder):
    guard = verifier(public(SIGNERS[alg]), [alg], decoder=decoder)
    token = sign(CLAIMS, SIGNERS[alg], alg, {"kid": "one"})
    assert guard.verify(token) == guard.verify(token.decode()) == CLAIMS


def test_claims_of_two_calls_are_not_the_same_object():
    guard, token = verifier(), sign(CLAIMS, keys.SECRET)
    first = guard.verify(token)
    first["sub"] = "mallory"
    assert guard.verify(token) == CLAIMS


@decoders
@pytest.mark.parametrize("alg", SIGNERS)
def test_another_signature_is_rejected(alg, decoder):
    guard = verifier(public(SIGNERS[alg]), [alg], decoder=decoder)
    good, other = sign(CLAIMS, SIGNERS[alg], alg), sign({**CLAIMS, "sub": "mallory"}, SIGNERS[alg], alg)
    mixed = b".".join([*other.split(b".")[:2], good.split(b".")[2]])
    guard.verify(good)
    rejected = rejection(mixed, guard)
    assert (rejected.reason, rejected.kid, rejected.alg) == ("signature_invalid", None, alg)


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        ("", "missing_token"),
        (b"", "missing_token"),
        (None, "missing_token"),
        (5, "malformed"),
        ([1], "malformed"),
        (bytearray(b"a.b.c"), "malformed"),
        ({"payload": ""}, "malformed"),
        (".", "malformed"),
        ("..", "malformed"),
        ("a.b", "malformed"),
        ("." * 100_000, "malformed"),
        ("\u00fc.\u00fc.\u00fc", "malformed"),
        ("\ud800", "malformed"),
        ("a.b.c.d.e", "not_a_jws"),
        ("gho_16C7e42F292c6912E7710c838347Ae178B4a", "not_a_jws"),
        (sign(CLAIMS, keys.SECRET) + b"\n", "malformed"),
        (b"Bearer " + sign(CLAIMS, keys.SECRET), "malformed"),
        (sign(CLAIMS, keys.SECRET) + b".x", "malformed"),
        (sign(CLAIMS, keys.SECRET) + b"=", "malformed"),
        (sign(CLAIMS, keys.SECRET)[:-1], "malformed"),
        (sign(CLAIMS, b"x" * 64), "signature_invalid"),
        (sign(CLAIMS, keys.SECRET, "HS512"), "alg_not_allowed"),
        (sign(CLAIMS, keys.SECRET, "HS256", {"alg": "HS1"}), "alg_unsupported"),
        (sign(CLAIMS, keys.SECRET, "HS256", {"alg": "None"}), "alg_none"),
        (sign(CLAIMS, keys.SECRET, "HS256", {"crit": ["x"], "x": 1}), "malformed"),
        (sign(CLAIMS, keys.SECRET, "HS256", {"enc": "A128GCM"}), "not_a_jws"),
        (sign(key=keys.SECRET, payload=b"not json"), "malformed"),
        (sign(key=keys.SECRET, payload=b"[]"), "malformed"),
        (sign(key=keys.SECRET, payload=b'{"exp":1,"exp":2}'), "malformed"),
        (sign({**CLAIMS, "exp": NOW}, keys.SECRET), "expired"),
        (sign({**CLAIMS, "nbf": NOW + 60}, keys.SECRET), "not_yet_valid"),
        (sign({**CLAIMS, "iat": NOW + 60}, keys.SECRET), "issued_in_future"),
        (sign({**CLAIMS, "iss": "https://evil.example"}, keys.SECRET), "issuer_mismatch"),
        (sign({**CLAIMS, "aud": "other"}, keys.SECRET), "audience_mismatch"),
        (sign({"iss": CLAIMS["iss"], "aud": CLAIMS["aud"]}, keys.SECRET), "claim_invalid"),
    ],
    ids=lambda value: value if isinstance(value, str) and "_" in value else "",
)
@decoders
def test_every_rejection_has_its_reason(token, reason, decoder):
    assert rejection(token, verifier(decoder=decoder)).reason == reason


def test_a_payload_is_base64url_of_one_form():
    payload = compact_json({**CLAIMS, "x": ">"})
    header = segment(b'{"alg":"HS256"}')
    for text in (segment(payload) + b"=", segment(payload) + b"\n", segment(payload).replace(b"-", b"+") + b"+"):
        assert rejection(sign_segments(header, text, keys.SECRET, "HS256")).reason == "malformed"


def test_a_token_of_a_known_header_is_bounded_as_well():
    guard, token = verifier(), sign(CLAIMS, keys.SECRET)
    guard.verify(token)
    longer = sign({**CLAIMS, "x": "y" * MAXIMUM_TOKEN}, keys.SECRET)
    assert longer.split(b".")[0] == token.split(b".")[0]
    assert rejection(longer, guard).reason == "malformed"


def test_weak_keys_verify_nothing_even_if_they_are_let_in():
    short = verifier(b"x" * 31, insecure_keys=True)
    assert rejection(sign(CLAIMS, b"x" * 31), short).reason == "key_too_weak"
    rsa = keys.rsa("a", 1024)
    assert rejection(sign(CLAIMS, rsa, "RS256"), verifier(keys.public_pem(rsa), ["RS256"], insecure_keys=True)).reason == "key_too_weak"


def test_several_keys_are_tried_in_a_rotation():
    other = keys.SECRET[::-1]
    guard = verifier([other, keys.SECRET])
    assert guard.verify(sign(CLAIMS, keys.SECRET)) == guard.verify(sign(CLAIMS, other)) == CLAIMS
    assert rejection(sign(CLAIMS, b"o" * 32), guard).reason == "signature_invalid"


def test_the_keys_that_were_tried_are_named():
    one, two = Key.from_public(keys.ec().public_key(), kid="one"), Key.from_public(keys.ec("P-256", "b").public_key(), kid="two")
    rejected = rejection(sign(CLAIMS, keys.ec("P-256", "c"), "ES256", {"kid": "two"}), verifier([one, two], ["ES256"]))
    assert rejected.tried == [f"ec:{two.thumbprint[:12]}"]
    assert rejected.kid == "two"


def test_no_text_of_a_rejection_shows_the_secret():
    secret = b"hunter2-hunter2-hunter2-hunter2-hunter2"
    rejected = rejection(sign(CLAIMS, keys.SECRET), verifier(secret, insecure_keys=True))
    assert "hunter2" not in f"{rejected} {rejected!r} {rejected.tried} {vars(rejected)}"


def test_requirements_can_be_given_up_by_name_only():
    guard = verifier(issuer=ANY, audience=ANY, exp=ANY)
    assert guard.verify(sign({}, keys.SECRET)) == {}
    with pytest.raises(TypeError):
        Verifier(keys.SECRET, ["HS256"])


def test_unusable_settings_are_refused_at_the_start():
    for settings in ({"issuer": ""}, {"audience": []}, {"leeway": -1}, {"algorithms": ["none"]}, {"algorithms": "HS256"}, {"material": []}):
        with pytest.raises(ValueError):
            verifier(**settings)
    with pytest.raises(Refusal):
        verifier(b"-----BEGIN PUBLIC KEY-----")


def vector_verifier(group) -> Verifier:
    jwk = group.get("public", group.get("private"))
    algorithms = {"oct": ["HS256"], "RSA": ["RS256"], "EC": ["ES256"]}
    kinds = {member["kty"] for member in jwk.get("keys", [jwk])}
    accepted = [name for kind in kinds for name in algorithms.get(kind, ["EdDSA"])]
    return Verifier({"keys": [jwk]} if "keys" not in jwk else jwk, accepted, ANY, ANY, exp=ANY, typ=ANY, insecure_keys=True)


@pytest.mark.parametrize("name", ["json_web_signature", "json_web_crypto"])
def test_wycheproof_forgeries_are_rejected(name):
    accepted = []
    for group, test in wycheproof(name):
        if test["result"] == "invalid" and isinstance(test.get("jws"), str):
            try:
                vector_verifier(group).verify(test["jws"])
                accepted.append(test["tcId"])
            except (Rejected, Refusal):
                continue
    assert accepted == []


@pytest.mark.parametrize("vector", read("attacks/keyless-forgeries.json")["vectors"], ids=lambda vector: vector["id"])
def test_forgeries_without_a_key_are_rejected(vector):
    material = [public(signer) for signer in SIGNERS.values()]
    rejection(vector["token"], Verifier(material, ACCEPTED, ANY, ANY, exp=ANY))


@given(st.binary(max_size=60) | st.text(max_size=60) | st.text("ey.JhbGciOiIkpXVCJ9-_=", max_size=40) | st.none() | st.integers())
def test_nothing_but_rejections_comes_out(token):
    rejection(token)


TOKEN = sign(CLAIMS, keys.SECRET, "HS256", {"kid": "one"})
GUARD = verifier()


@given(st.integers(0, len(TOKEN) - 1), st.integers(0, 255), st.booleans())
def test_it_agrees_with_verify_on_changed_tokens(position, octet, is_removed):
    changed = TOKEN[:position] + (b"" if is_removed else bytes([octet])) + TOKEN[position + 1 :]
    if verify(changed, load_keys(keys.SECRET), ["HS256"]):
        assert changed == TOKEN
        assert GUARD.verify(changed) == CLAIMS
    else:
        rejection(changed, GUARD)
