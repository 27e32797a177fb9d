import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Key, KeyLoadError, load_key_set, load_keys
from jwtriage.jose.loading import MAXIMUM_KEYS, MAXIMUM_MATERIAL
from tests.jose.test_resemblance import DOCUMENTS
from tests.support import keys

RSA = Key.from_private(keys.rsa())
JWK = {**Key.from_private(keys.ec()).members, "kid": "one"}
SECRET_JWK = {"kty": "oct", "k": "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}


def refused(material) -> None:
    with pytest.raises(KeyLoadError) as caught:
        load_keys(material)
    assert caught.value.reason == "key_invalid"


@pytest.mark.parametrize(
    ("material", "expected"),
    [
        (keys.public_pem(keys.rsa()), [RSA]),
        (keys.public_pem(keys.rsa()).decode(), [RSA]),
        (keys.private_pem(keys.rsa()), [RSA]),
        (keys.public_der(keys.rsa()), [RSA]),
        (RSA.members, [RSA]),
        (json.dumps(RSA.members), [RSA]),
        (json.dumps({"keys": [RSA.members, JWK]}).encode(), [RSA, Key.from_private(keys.ec())]),
        ({"keys": (RSA.members,)}, [RSA]),
        ({"keys": []}, []),
        ([], []),
        (b"an ordinary secret", [Key.from_secret(b"an ordinary secret")]),
        ("ein gew\u00f6hnliches Geheimnis\n", [Key.from_secret("ein gew\u00f6hnliches Geheimnis\n".encode())]),
        (bytes(range(32)), [Key.from_secret(bytes(range(32)))]),
        (SECRET_JWK, [Key.from_secret(b"secretsecretsecretsecret")]),
        (RSA, [RSA]),
        ([RSA, keys.public_pem(keys.ec()), SECRET_JWK, "secret"], [RSA, Key.from_private(keys.ec()), *load_keys([SECRET_JWK, "secret"])]),
    ],
    ids=range(16),
)
def test_reads_what_an_operator_has(material, expected):
    assert load_keys(material) == expected


def test_private_material_is_marked():
    assert load_keys(keys.private_pem(keys.rsa()))[0].private
    assert not load_keys(keys.public_pem(keys.rsa()))[0].private


@pytest.mark.parametrize("material", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_key_document_is_never_a_shared_secret(material):
    try:
        found = load_keys(material)
    except KeyLoadError:
        return
    assert [key.kind for key in found if key.kind == "oct"] == []


@pytest.mark.parametrize(
    "material",
    [
        b"", "", "\ud800", None, 5, b"x" * (MAXIMUM_MATERIAL + 1), [b""], [None], [[b"secret"]], {"keys": None}, {"keys": {}},
        {"keys": [JWK] * (MAXIMUM_KEYS + 1)},
        {}, {"kty": "oct"}, [JWK] * (MAXIMUM_KEYS + 1), '{"kty":"oct","kty":"oct","k":"c2Vj"}', '{"keys": [', "[" + json.dumps(JWK) + "]",
        keys.traditional_pem(keys.rsa()),
    ],
    ids=lambda material: repr(material)[:20],
)  # fmt: skip
def test_refuses_the_rest(material):
    refused(material)


def test_a_set_leaves_out_what_it_cannot_use_and_says_why():
    broken = [{"kty": "FUTURE"}, {**JWK, "y": JWK["x"]}, {"kty": "oct", "k": ""}, 5, None, []]
    found = load_key_set({"keys": [*broken[:3], JWK, *broken[3:]]})
    assert [key.kid for key in found.keys] == ["one"]
    assert [error.reason for error in found.skipped] == ["key_invalid"] * len(broken)
    assert load_keys({"keys": [*broken, JWK]}) == list(found.keys)


def test_order_and_doubles_are_kept():
    assert [key.kid for key in load_keys({"keys": [{**JWK, "kid": "b"}, {**JWK, "kid": "a"}, {**JWK, "kid": "b"}]})] == ["b", "a", "b"]


SCALARS = st.none() | st.integers() | st.text(max_size=6) | st.sampled_from(["RSA", "oct", "AQAB"])
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3), max_leaves=4)
NAMES = st.sampled_from(["kty", "keys", "k", "n", "e", "crv", "x", "kid", "x5c"])
MAPPINGS = st.dictionaries(NAMES, JSON | st.dictionaries(st.just("kty"), JSON), max_size=4)


@given(st.binary(max_size=80) | st.text(max_size=40) | MAPPINGS | st.lists(st.binary(max_size=9) | MAPPINGS, max_size=3) | MAPPINGS.map(json.dumps))
def test_keys_or_our_error(material):
    try:
        found = load_keys(material)
    except KeyLoadError as error:
        assert error.reason == "key_invalid"  # noqa: PT017
    else:
        assert all(isinstance(key, Key) for key in found)
