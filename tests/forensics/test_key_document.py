import json

import pytest

from jwtriage.forensics.key_document import KeyDocument, canonical_jwk, document_key, private_pem, rebound, refusal
from jwtriage.forensics.observation import Observation
from jwtriage.jose.keys import Key
from tests.support import keys

NOTE = Observation("a", "b")
SECRET = Key.from_secret(b"an ordinary secret", kid="k")


def test_observations_are_kept_once():
    document = KeyDocument((document_key(Key.from_private(keys.ec()), [NOTE, NOTE]),)).observing((NOTE,))
    assert [note.id for note in document.keys[0].observations] == ["a", "private-key-used-to-verify"]


def test_documents_are_joined_in_order():
    first, second = refusal("damaged", "one"), refusal("encrypted", "two")
    assert first.joined(second).refused == (*first.refused, *second.refused)


@pytest.mark.parametrize("key", [Key.from_private(keys.rsa()), Key.from_public(keys.ec().public_key()), SECRET])
def test_rebinding_keeps_the_material(key):
    other = rebound(key, kid="other", alg="X")
    assert (other, other.private, other.kid, other.alg) == (key, key.private, "other", "X")


def test_the_private_half_comes_as_pkcs_8():
    written = private_pem(Key.from_private(keys.ec()))
    assert written is not None
    assert written.reveal() == keys.private_pem(keys.ec())
    assert private_pem(Key.from_public(keys.ec().public_key())) is None


def test_a_shared_secret_has_a_jwk_and_no_readable_form():
    found = document_key(SECRET, [])
    assert json.loads(found.canonical) == {"kty": "oct", "k": "YW4gb3JkaW5hcnkgc2VjcmV0", "kid": "k"}
    assert found.canonical == canonical_jwk(SECRET)
    assert "YW4g" not in repr(found)
    assert "YW4g" not in repr(KeyDocument((found,)))
