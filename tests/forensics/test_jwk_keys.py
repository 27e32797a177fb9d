import json
from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics.jwk_keys import KEYS_LIMIT, read_json
from jwtriage.forensics.keytext import looks_like, strict_keys
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key
from tests.forensics import documents
from tests.forensics.test_jwk import FAULTY, ISTIO, JSON, NAMES
from tests.support import keys

KEY = Key.from_private(keys.rsa())
OTHER = Key.from_private(keys.rsa("b"))
EC = Key.from_private(keys.ec())
RSA = KEY.members
CERTIFICATE = b64encode(documents.certificate(keys.rsa())).decode()
OTHERS_CERTIFICATE = b64encode(documents.certificate(keys.rsa("b"))).decode()


def read(document: object):
    return read_json(json.dumps(document).encode())


def ids(document: object) -> set[str]:
    return {note.id for found in read(document).keys for note in found.observations}


@pytest.mark.parametrize("document", [RSA, {"keys": [RSA]}, {**RSA, "x5c": [CERTIFICATE]}, {**RSA, "kid": "a", "use": "sig", "alg": "RS256"}])
def test_sound_documents(document):
    (found,) = read(document).keys
    assert (found.key, found.observations) == (KEY, ())
    assert strict_keys(json.dumps(document).encode()) == [KEY]


def test_the_canonical_text_is_a_jwk_with_its_binding():
    members = {**RSA, "kid": "é", "use": "sig", "key_ops": ["verify"], "alg": "RS256"}
    (found,) = read({**members, "n": members["n"] + "=", "more": 1}).keys
    assert json.loads(found.canonical) == members
    assert strict_keys(found.canonical) == [KEY]


@pytest.mark.parametrize("name", FAULTY)
def test_faulty_members_give_the_key(name):
    members, expected, sound = FAULTY[name]
    (found,) = read(members).keys
    assert found.key.members == sound
    assert [note.id for note in found.observations] == expected
    assert json.loads(found.canonical) == sound


@pytest.mark.parametrize(
    ("document", "kids", "kind"),
    [
        ([RSA], [None], "json"),
        ({"k1": RSA}, ["k1"], "json"),
        ({"jwks": {"keys": [RSA]}}, [None], "json"),
        ({"keys": {"k1": RSA}}, ["k1"], "json"),
        ({"k1": documents.certificate_pem(keys.rsa()).decode()}, ["k1"], "json"),
        ({"private_key": keys.private_pem(keys.rsa()).decode()}, [None], "json"),
    ],
)
def test_other_shapes_are_read_and_noted(document, kids, kind):
    found = read(document).keys
    assert [(one.key, one.key.kid) for one in found] == [(KEY, kid) for kid in kids]
    assert "jwks-shape" in ids(document)
    assert looks_like(json.dumps(document).encode()) == kind
    assert strict_keys(json.dumps(document).encode()) == []


def test_the_order_is_that_of_the_set():
    assert [found.key for found in read({"keys": [EC.members, RSA, OTHER.members]}).keys] == [EC, KEY, OTHER]


def test_a_certificate_of_another_key_gives_both():
    document = {**RSA, "kid": "a", "x5c": [OTHERS_CERTIFICATE]}
    assert [(found.key, found.key.kid) for found in read(document).keys] == [(KEY, "a"), (OTHER, "a")]
    assert ids(document) == {"jwks-x5c-and-ne-disagree"}


def test_a_certificate_alone_gives_its_key():
    (found,) = read({"kty": "RSA", "kid": "a", "x5c": [CERTIFICATE]}).keys
    assert (found.key, found.key.kid, [note.id for note in found.observations]) == (KEY, "a", ["jwk-only-x5c"])


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({**RSA, "kid": 7}, {"jwk-binding-malformed"}),
        ({**RSA, "use": ["sig"]}, {"jwk-binding-malformed"}),
        ({**RSA, "d": "AQAB"}, {"private-key-used-to-verify"}),
        (Key.from_private(keys.rsa("short", 1024)).members, {"rsa-key-below-minimum"}),
    ],
)
def test_other_observations(document, expected):
    assert ids(document) == expected


def test_a_number_as_kid_is_read_as_its_text():
    assert read({**RSA, "kid": 7}).keys[0].key.kid == "7"


def test_what_strict_json_refuses_is_noted():
    text = json.dumps(RSA).encode()
    (found,) = read_json(text[:-1] + b',"e":"AQAB"}').keys
    assert [note.id for note in found.observations] == ["jwk-json-lenient"]


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ({"kty": "RSA", "n": encode(ISTIO), "e": "AQAB"}, "placeholder"),
        ({"kty": "RSA", "n": "AQ", "e": "AQAB"}, "damaged"),
        ({"kty": "XYZ"}, "unsupported"),
        ({**EC.members, "x": EC.members["y"]}, "damaged"),
        (None, "damaged"),
    ],
)
def test_refused_members_do_not_spoil_the_set(member, reason):
    document = read({"keys": [member, RSA]})
    assert [found.key for found in document.keys] == [KEY]
    assert [refused.reason for refused in document.refused] == [reason]


def test_the_number_of_keys_is_bounded():
    assert len(read({"keys": [{"kty": "oct", "k": "AAAA"}] * 1000}).keys) == KEYS_LIMIT


@pytest.mark.parametrize("text", [b"", b"{", b"[" * 100_000, b"null", b"1", b'"x"', b"{}", b"[]", b'{"a":' * 50_000])
def test_what_holds_no_key(text):
    assert read_json(text) == ((), ())


@settings(deadline=None)
@given(st.dictionaries(NAMES | st.just("keys"), JSON | st.dictionaries(NAMES, JSON, max_size=3), max_size=5))
def test_hostile_documents_never_raise(document):
    read(document)
