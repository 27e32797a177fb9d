"""The token is in the JSON serialisation where the compact one is expected."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256

from jwtriage.causes.token import token_json_serialised as cause
from tests.support.case import conclude, proven, seen
from tests.support.documents import pkcs1_pem
from tests.support.example import Example, assert_accuses_nobody, assert_explains, diagnose
from tests.support.keys import ec, public_pem, rsa
from tests.support.token_faults import SECRET, found, issued, parts, received, signs, texts
from tests.support.tokens import CLAIMS, compact_json, segment, signature_of
from tests.support.vectors import read

ID = "token-json-serialised"


def signature(token: bytes, header: dict | None = None) -> dict[str, object]:
    """Return one signature as an object; ``header`` is unprotected."""
    protected, _, octets = parts(token)
    return {"protected": protected.decode(), **({"header": header} if header else {}), "signature": octets.decode()}


def flattened(token: bytes, header: dict | None = None) -> bytes:
    """Write a token in the flattened JSON serialisation."""
    return json.dumps({"payload": parts(token)[1].decode(), **signature(token, header)}, indent=1).encode()


def general(*tokens: bytes, payload: bytes | None = None) -> bytes:
    """Write the signatures of tokens with one payload in the general JSON serialisation."""
    shared = parts(tokens[0])[1] if payload is None else payload
    return compact_json({"payload": shared.decode(), "signatures": [signature(token) for token in tokens]})


def example() -> Example:
    """A signer that wrote the flattened form."""
    return received(flattened(issued()), ID)


def test_example_is_proven() -> None:
    report = assert_explains(example())
    assert (report["token"]["alg"], report["token"]["signature_octets"]) == ("HS256", 32)


@pytest.mark.parametrize("alg", ["HS512", "RS256", "ES256", "EdDSA"])
@pytest.mark.parametrize("write", [flattened, general])
def test_algorithms(alg: str, write) -> None:
    assert_explains(received(write(issued(alg)), ID, alg=alg))


def test_the_signature_that_verifies_is_named() -> None:
    """Of several signatures one is for this verifier."""
    report = assert_explains(received(general(issued("ES256"), issued("RS256"), issued("HS256")), ID, alg="RS256"))
    assert "signature 2 of 3" in report["causes"][0]["evidence"][0]["fact"]
    assert report["signer"]["alg"] == "RS256"


def test_the_compact_form_is_valid() -> None:
    """Near miss: the same signature between dots."""
    assert diagnose(received(issued()))["verdict"] == "valid"


@pytest.mark.parametrize("write", [flattened, general])
def test_an_unknown_key_accuses_nobody(write) -> None:
    """The form is told as a note; whether a verifier refuses it is its own affair."""
    example = Example(write(issued("RS256")), {"key": public_pem(rsa("stranger"))}, ("--verifier", "key", "--budget", "0.3s"), (), "unexplained")
    assert [(found["id"], found["certainty"]) for found in assert_accuses_nobody(example)["causes"]] == [(ID, "possible")]


def test_other_json_is_no_token() -> None:
    for text in (b'{"token":"' + issued() + b'"}', b'{"payload":"e30"}', b"{}", b"{", issued()):
        assert texts(cause, text) == []
        assert signs(cause, text) == []


def test_an_unprotected_kid_chooses_the_key() -> None:
    """The verifier of the JSON form sees it; of the compact form nobody would."""
    outcome = conclude(flattened(issued("RS256"), {"kid": "b"}), seen(key_set(), verifier=""))
    assert proven(outcome) == [ID]


def key_set() -> bytes:
    """Return a set of two keys, of which the second is the signer's."""
    return compact_json({"keys": [public_jwk(rsa("other"), "a"), public_jwk(rsa(), "b")]})


def public_jwk(key, kid: str) -> dict[str, str]:
    """Write an RSA public key as a JWK."""
    numbers = key.public_key().public_numbers()
    return {"kty": "RSA", "kid": kid, "n": segment(numbers.n.to_bytes(256)).decode(), "e": "AQAB"}


def test_an_unprotected_algorithm() -> None:
    """RFC 7520 section 4.7: no protected header at all."""
    payload = segment(compact_json(CLAIMS))
    octets = segment(signature_of(b"." + payload, SECRET, "HS256"))
    token = {"payload": payload.decode(), "header": {"alg": "HS256", "kid": "k"}, "signature": octets.decode()}
    assert_explains(received(compact_json(token), ID))


def detached(token: bytes) -> bytes:
    """Write a token in the flattened form without its payload."""
    return compact_json(signature(token))


def test_detached_content() -> None:
    """RFC 7515 appendix F: with the content the signature verifies, without it the form is told."""
    content = compact_json(CLAIMS)
    example = received(detached(issued(claims=CLAIMS)), ID, files={"body": content}, more=("--payload", "body"))
    assert_explains(example)
    without = replace(example, arguments=("--verifier", "key", "--budget", "0.3s"))
    assert "detached-or-unencoded-payload" in found(without)


def test_a_raw_payload() -> None:
    """RFC 7797: the payload is not encoded, and holds dots."""
    protected = segment(compact_json({"alg": "HS256", "b64": False, "crit": ["b64"]}))
    raw = b"one. two. three"
    octets = segment(signature_of(protected + b"." + raw, SECRET, "HS256"))
    token = {"payload": raw.decode(), "protected": protected.decode(), "signature": octets.decode()}
    assert proven(conclude(compact_json(token), seen(SECRET, verifier=""))) == [ID]


def test_the_general_example_of_the_standard() -> None:
    """RFC 7515 appendix A.6: the signatures of A.2 and A.3 over one payload; each key finds its own."""
    vectors = {vector["id"]: vector for vector in read("rfc/rfc-examples.json")["vectors"]}
    rsa_one, ec_one = vectors["rfc7515-A2"], vectors["rfc7515-A3"]
    token = general(rsa_one["token"].encode(), ec_one["token"].encode())
    for vector in (rsa_one, ec_one):
        public = {name: value for name, value in vector["jwk"].items() if name in ("kty", "n", "e", "crv", "x", "y")}
        assert ID in proven(conclude(token, seen(compact_json(public), verifier="")))


def test_the_flattened_example_of_the_standard() -> None:
    """RFC 7515 appendix A.7: the signature of A.3 with an unprotected kid."""
    vector = next(each for each in read("rfc/rfc-examples.json")["vectors"] if each["id"] == "rfc7515-A3")
    public = {name: vector["jwk"][name] for name in ("kty", "crv", "x", "y")} | {"kid": "e9bc097a-ce51-4036-9562-d2ade882db0d"}
    assert ID in proven(conclude(flattened(vector["token"].encode(), {"kid": public["kid"]}), seen(compact_json(public), verifier="")))


COOKBOOK = [
    ("4_1.rsa_v15_signature", 0),
    ("4_2.rsa-pss_signature", 0),
    ("4_3.ecdsa_signature", 0),
    ("4_4.hmac-sha2_integrity_protection", 0),
    ("4_5.signature_with_detached_content", 0),
    ("4_6.protecting_specific_header_fields", 0),
    ("4_7.protecting_content_only", 0),
    ("4_8.multiple_signatures", 0),
    ("4_8.multiple_signatures", 1),
    ("4_8.multiple_signatures", 2),
]


@pytest.mark.parametrize(("name", "number"), COOKBOOK)
def test_the_cookbook(name: str, number: int) -> None:
    """RFC 7520 section 4: general and flattened, detached, unprotected, several signatures."""
    vector = read(f"jose-cookbook/jws/{name}.json")
    keys = vector["input"]["key"]
    secret = {name: value for name, value in (keys[number] if isinstance(keys, list) else keys).items() if name not in PRIVATE}
    content = vector["input"]["payload"].encode() if "detached" in name else None
    for form in {"json", "json_flat"} & vector["output"].keys():
        outcome = conclude(compact_json(vector["output"][form]), seen(compact_json(secret), verifier=""), payload=content)
        assert ID in proven(outcome), form


PRIVATE = ("d", "p", "q", "dp", "dq", "qi")


def test_padded_members() -> None:
    """A pair within the family: the object's members carry padding."""
    protected, payload, octets = (segment + b"=" * (-len(segment) % 4) for segment in parts(issued()))
    token = {"payload": payload.decode(), "protected": protected.decode(), "signature": octets.decode()}
    assert_explains(received(compact_json(token), ID, "padding-added-in-transit"))


def test_a_der_signature() -> None:
    """A pair across the axes."""
    key = ec()
    header, payload, _ = parts(issued("ES256"))
    der = key.sign(header + b"." + payload, ECDSA(SHA256()))
    assert_explains(received(flattened(b".".join((header, payload, segment(der)))), ID, "ecdsa-der-signature", alg="ES256"))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(flattened(issued("RS256")), ID, "pem-pkcs1-vs-spki", alg="RS256"), files={"key": pkcs1_pem(rsa())}))
