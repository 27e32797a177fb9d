"""A key set or JWK is passed where a key is expected."""

import json
from base64 import urlsafe_b64encode

from jwtriage.causes.secret import jwks_document_used_as_key as cause
from jwtriage.forensics.key_document import canonical_jwk
from jwtriage.forensics.keytext import read_document
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import RANDOM, SECRET, documents, proposals, seen
from tests.support.tokens import sign

JWK = json.loads(canonical_jwk(read_document(keys.public_pem(keys.rsa()))[0].key))
JWKS = json.dumps({"keys": [{**JWK, "kid": "k1", "use": "sig"}]}).encode()
OCT = json.dumps({"kty": "oct", "k": urlsafe_b64encode(RANDOM).rstrip(b"=").decode()}).encode()


def example() -> Example:
    """The verifier expects a PEM and was given the answer of the JWKS endpoint."""
    return Example(sign(CLAIMS, keys.rsa(), "RS256"), {"j.json": JWKS}, ("--verifier", "j.json?as=pem"), ("jwks-document-used-as-key",))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_json_serves_as_an_hmac_secret() -> None:
    assert_explains(Example(sign(CLAIMS, OCT, "HS256"), {"j.json": OCT}, ("--verifier", "j.json"), ("jwks-document-used-as-key",)))


def test_the_verifier_takes_the_json_for_a_secret() -> None:
    assert_explains(Example(sign(CLAIMS, RANDOM, "HS256"), {"j.json": OCT}, ("--verifier", "j.json?as=raw"), ("jwks-document-used-as-key",)))


def test_written_anew() -> None:
    assert json.dumps(json.loads(JWKS), separators=(",", ":")).encode() in proposals(cause, JWKS)


def test_where_json_is_expected_nothing_is_wrong() -> None:
    assert documents(cause, JWKS, seen(JWKS)) == set()


def test_other_json_is_another_cause() -> None:
    assert proposals(cause, json.dumps({"JWT_SECRET": SECRET.decode()}).encode()) == set()


def test_with_a_bearer_prefix() -> None:
    token = b"Bearer " + sign(CLAIMS, keys.rsa(), "RS256")
    causes = ("bearer-prefix-or-wrapping", "jwks-document-used-as-key")
    assert_explains(Example(token, {"j.json": JWKS}, ("--verifier", "j.json?as=pem"), causes))
