"""SECURITY section 3, accepting is strict: rules 12 and 13. And of all rules: each has a test that bears its number."""

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jwtriage import ANY, Rejected, Verifier
from jwtriage.jose import JoseError, Key, load_keys, verify
from jwtriage.jose.token import Token
from tests.support.documents import certificate_pem, certificate_text, jwk, jwks
from tests.support.keys import SECRET, ec, ed25519, private_pem, public_der, public_pem, rsa, traditional_pem
from tests.support.tokens import CLAIMS, compact_json, segment, sign, sign_segments

RULES = [*range(1, 14), *range(15, 23)]
"""The rules about what exists in this version; caches, canaries and the page come later."""
EVERY = ("HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_test(rule):
    texts = [path.read_text() for path in Path(__file__).parent.glob("test_security_*.py")]
    assert any(re.search(rf"^def test_rule_{rule:02}_", text, re.MULTILINE) for text in texts)


DAMAGED = {
    "PEM": public_pem(rsa()),
    "PEM in one line": public_pem(rsa()).replace(b"\n", b" "),
    "PEM with escaped line ends": public_pem(rsa()).replace(b"\n", b"\\n"),
    "PEM cut": public_pem(rsa())[:80],
    "PEM without its first line": public_pem(rsa()).partition(b"\n")[2],
    "PEM in quotes": b'"' + public_pem(rsa()) + b'"',
    "PKCS#1": traditional_pem(rsa()),
    "private PEM, cut": private_pem(ec())[:100],
    "certificate": certificate_pem(rsa()),
    "DER": public_der(ec()),
    "JWK, cut": compact_json(jwk(ec()))[:40],
    "JWK set": jwks(jwk(rsa()))[:-1],
    "SSH": b"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ user@host",
    "OpenSSH": b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_rule_12_what_resembles_a_key_document_is_never_a_secret(name):
    material = DAMAGED[name]
    try:
        loaded = load_keys(material)
    except JoseError:
        loaded = []
    assert all(key.kind != "oct" for key in loaded)
    forged = sign(CLAIMS, material)
    assert not verify(forged, loaded, EVERY)
    try:
        Verifier(material, EVERY[3:], ANY, ANY, exp=ANY).verify(forged)
    except (Rejected, JoseError, ValueError):
        return
    raise AssertionError("a forged token was accepted")


@pytest.mark.parametrize(
    ("binding", "alg", "signer"),
    [
        ({"kid": "two"}, "HS256", SECRET),
        ({"alg": "HS512"}, "HS256", SECRET),
        ({"use": "enc"}, "HS256", SECRET),
        ({"key_ops": ("sign",)}, "HS256", SECRET),
    ],
)
def test_rule_12_a_key_is_used_only_inside_its_binding(binding, alg, signer):
    token = sign(CLAIMS, signer, alg, {"kid": "one"})
    assert verify(token, Key.from_secret(SECRET), [alg])
    assert not verify(token, Key.from_secret(SECRET, **binding), [alg])


@pytest.mark.parametrize(
    "pair", [("ES256", ec("P-384")), ("ES256", ec("secp256k1")), ("HS256", rsa()), ("RS256", ec()), ("EdDSA", ec())], ids=lambda pair: pair[0]
)
def test_rule_12_the_kind_belongs_to_the_key(pair):
    alg, other = pair
    signer = {"ES256": ec(), "HS256": SECRET, "RS256": rsa(), "EdDSA": ed25519()}[alg]
    assert not verify(sign(CLAIMS, signer, alg), Key.from_private(other), [alg])


def test_rule_13_a_verdict_is_its_ok_and_unverified_content_says_so():
    good, bad = verify(sign(CLAIMS, SECRET), load_keys(SECRET), ["HS256"]), verify(sign(CLAIMS, b"x" * 32), load_keys(SECRET), ["HS256"])
    assert (bool(good), good.ok, bool(bad), bad.ok) == (True, True, False, False)
    public = [name for name in dir(Token.parse(sign(CLAIMS, SECRET))) if not name.startswith("_")]
    assert not {"header", "payload", "claims"} & set(public)
    assert {"unverified_header", "unverified_payload"} <= set(public)


def test_rule_13_requirements_are_given_up_by_name_only():
    with pytest.raises(TypeError):
        Verifier(SECRET, ["HS256"])
    strict = Verifier(SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"])
    for missing in ("exp", "iss", "aud"):
        claims = {name: value for name, value in CLAIMS.items() if name != missing}
        with pytest.raises(Rejected):
            strict.verify(sign(claims, SECRET))
    assert Verifier(SECRET, ["HS256"], ANY, ANY, exp=ANY).verify(sign({}, SECRET)) == {}


def unsigned(alg: str) -> bytes:
    return segment(compact_json({"alg": alg})) + b"." + segment(compact_json(CLAIMS)) + b"."


def raw(header: bytes, payload: bytes = compact_json(CLAIMS)) -> bytes:
    return sign_segments(segment(header), segment(payload), SECRET, "HS256")


REFUSED = {
    "none": unsigned("none"),
    "NONE": unsigned("NONE"),
    "nOnE, signed": sign(CLAIMS, SECRET, "HS256", {"alg": "nOnE"}),
    "unknown crit": sign(CLAIMS, SECRET, "HS256", {"crit": ["exp"], "exp": 1}),
    "empty crit": sign(CLAIMS, SECRET, "HS256", {"crit": []}),
    "b64 false": sign(CLAIMS, SECRET, "HS256", {"b64": False, "crit": ["b64"]}),
    "kid a number": sign(CLAIMS, SECRET, "HS256", {"kid": 1}),
    "member twice in the header": raw(b'{"alg":"HS256","alg":"HS256"}'),
    "member twice in the payload": raw(b'{"alg":"HS256"}', compact_json(CLAIMS)[:-1] + b',"aud":"api"}'),
    "cnf": sign({**CLAIMS, "cnf": {"jkt": "x"}}, SECRET),
    "ID token": sign({**CLAIMS, "at_hash": "x"}, SECRET),
    "typ of another kind": sign(CLAIMS, SECRET, "HS256", {"typ": "logout+jwt"}),
    "padding": sign(CLAIMS, SECRET) + b"=",
    "line end": sign(CLAIMS, SECRET) + b"\n",
    "other issuer": sign({**CLAIMS, "iss": CLAIMS["iss"] + "/"}, SECRET),
    "issuer in other letters": sign({**CLAIMS, "iss": CLAIMS["iss"].upper()}, SECRET),
    "other audience": sign({**CLAIMS, "aud": ["web"]}, SECRET),
    "expired": sign({**CLAIMS, "exp": 1}, SECRET),
    "exp as text": sign({**CLAIMS, "exp": str(CLAIMS["exp"])}, SECRET),
}


@pytest.mark.parametrize("name", REFUSED)
def test_rule_13_what_is_refused(name):
    guard = Verifier(SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"])
    assert guard.verify(sign(CLAIMS, SECRET)) == CLAIMS
    with pytest.raises(Rejected):
        guard.verify(REFUSED[name])


@pytest.mark.parametrize("y", [0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18])
def test_rule_13_edwards_points_of_small_order_verify_nothing(y):
    key = Key.from_public(Ed25519PublicKey.from_public_bytes(y.to_bytes(32, "little")))
    forged = segment(b'{"alg":"EdDSA"}') + b"." + segment(compact_json(CLAIMS)) + b"." + segment((1).to_bytes(32, "little") + bytes(32))
    assert not verify(forged, key, ["EdDSA", "Ed25519"])


def test_rule_13_a_certificate_that_does_not_fit_its_key_is_refused():
    assert load_keys(jwk(rsa(), x5c=[certificate_text(rsa())]))
    with pytest.raises(JoseError):
        load_keys(jwk(rsa(), x5c=[certificate_text(rsa("b"))]))


@pytest.mark.parametrize("kid", ["two", "ONE", "one ", ""])
def test_rule_13_a_kid_names_its_key_exactly(kid):
    guard = Verifier(jwks(jwk(ec(), kid="one")), ["ES256"], CLAIMS["iss"], CLAIMS["aud"])
    assert guard.verify(sign(CLAIMS, ec(), "ES256", {"kid": "one"})) == CLAIMS
    with pytest.raises(Rejected):
        guard.verify(sign(CLAIMS, ec(), "ES256", {"kid": kid}))


def test_rule_13_a_token_without_kid_is_tried_only_on_keys_listed_for_that():
    bare = sign(CLAIMS, ec(), "ES256")
    with pytest.raises(Rejected):
        Verifier(jwks(jwk(ec(), kid="one")), ["ES256"], CLAIMS["iss"], CLAIMS["aud"]).verify(bare)
    listed = Verifier(jwks(jwk(ec(), kid="one")), ["ES256"], CLAIMS["iss"], CLAIMS["aud"], kidless=load_keys(jwk(ec())))
    assert listed.verify(bare) == CLAIMS
