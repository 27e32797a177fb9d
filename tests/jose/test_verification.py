import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Key, Verdict, load_keys, verify
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.verification import fault_of, gravest
from tests.support import keys
from tests.support.tokens import CLAIMS, compact_json, segment, sign, sign_segments

EVERY = tuple(ALGORITHMS)
HS = sign(CLAIMS, keys.SECRET, "HS256", {"kid": "one"})
RS = sign(CLAIMS, keys.rsa(), "RS256")
SECRET = Key.from_secret(keys.SECRET)
RSA = Key.from_public(keys.rsa().public_key())


def bound(**binding) -> Key:
    return Key.from_secret(keys.SECRET, **binding)


def test_verdict_is_its_ok():
    assert verify(HS, SECRET, ["HS256"]) == Verdict(True, "ok", SECRET)
    assert bool(verify(HS, [SECRET], {"HS256"})) is True
    assert bool(verify(HS, [Key.from_secret(b"x" * 32)], ("HS256",))) is False


@pytest.mark.parametrize(
    ("token", "ring", "algorithms", "reason"),
    [
        (HS, SECRET, ["HS384"], "alg_not_allowed"),
        (HS, SECRET, [], "alg_not_allowed"),
        (sign(CLAIMS, keys.SECRET, "HS256", {"alg": "HS999"}), SECRET, EVERY, "alg_unsupported"),
        (sign(CLAIMS, keys.SECRET, "HS256", {"alg": "hs256"}), SECRET, EVERY, "alg_unsupported"),
        (sign(CLAIMS, keys.SECRET, "HS256", {"alg": "nOnE"}), SECRET, [*EVERY, "nOnE"], "alg_none"),
        (sign_segments(segment(b'{"alg":"none"}'), b"e30", keys.SECRET, "HS256").rpartition(b".")[0] + b".", SECRET, ["none"], "alg_none"),
        (HS, [], ["HS256"], "key_not_found"),
        (HS, bound(kid="two"), ["HS256"], "key_not_found"),
        (HS, bound(kid="ONE"), ["HS256"], "key_not_found"),
        (HS, RSA, ["HS256"], "key_invalid"),
        (HS, bound(alg="HS512"), ["HS256"], "key_invalid"),
        (HS, bound(use="enc"), ["HS256"], "key_invalid"),
        (HS, bound(key_ops=("sign",)), ["HS256"], "key_invalid"),
        (HS, Key.from_secret(b"x" * 31), ["HS256"], "key_too_weak"),
        (HS, [Key.from_secret(b"x" * 31), RSA, bound(kid="two")], ["HS256"], "key_too_weak"),
        (HS, [Key.from_secret(b"x" * 32), Key.from_secret(b"x" * 31)], ["HS256"], "signature_invalid"),
        (RS, Key.from_public(keys.rsa("b").public_key()), ["RS256"], "signature_invalid"),
        (sign(CLAIMS, keys.rsa("a", 1024), "RS256"), Key.from_private(keys.rsa("a", 1024)), ["RS256"], "key_too_weak"),
        (sign(CLAIMS, keys.ec("secp256k1"), "ES256"), Key.from_private(keys.ec("secp256k1")), ["ES256"], "key_invalid"),
        ("a.b.c.d.e", SECRET, EVERY, "not_a_jws"),
        ("", SECRET, EVERY, "malformed"),
        (HS + b"=", SECRET, EVERY, "malformed"),
    ],
)  # fmt: skip
def test_every_refusal_has_its_reason(token, ring, algorithms, reason):
    assert verify(token, ring, algorithms) == Verdict(False, reason, None)


@pytest.mark.parametrize("binding", [{}, {"kid": "one"}, {"alg": "HS256"}, {"use": "sig"}, {"key_ops": ("verify",)}, {"key_ops": ("sign", "verify")}])
def test_a_key_is_used_for_what_it_is_bound_to(binding):
    assert verify(HS, bound(**binding), EVERY)


@pytest.mark.parametrize("material", [keys.public_pem(keys.rsa()), keys.public_der(keys.rsa())])
def test_a_public_key_is_no_shared_secret(material):
    forged = sign(CLAIMS, material, "HS256")
    assert verify(forged, load_keys(material), EVERY).reason == "key_invalid"


def test_the_key_that_a_token_brings_along_is_not_trusted():
    forged = sign(CLAIMS, keys.rsa("b"), "RS256", {"jwk": Key.from_private(keys.rsa("b")).members, "jku": "https://evil.example"})
    assert verify(forged, RSA, EVERY).reason == "signature_invalid"


def test_the_key_that_verifies_is_named():
    ring = [Key.from_secret(b"x" * 64), bound(kid="one"), SECRET]
    assert verify(HS, ring, EVERY).key is ring[1]


def test_a_private_key_verifies_with_its_public_half():
    assert verify(RS, Key.from_private(keys.rsa()), ["RS256"])


def test_one_string_is_no_collection_of_algorithms():
    with pytest.raises(TypeError):
        verify(HS, SECRET, "HS256")


def test_every_signature_of_a_json_serialisation_must_verify():
    header, payload, signature = HS.decode().split(".")
    good = {"protected": header, "signature": signature}
    rsa_header, _, rsa_signature = RS.decode().split(".")
    both = {"payload": payload, "signatures": [good, {"protected": rsa_header, "signature": rsa_signature}]}
    assert verify(both, [SECRET, RSA], EVERY)
    assert verify(both, [SECRET], EVERY).reason == "key_invalid"
    assert verify(both, [RSA], EVERY).reason == "key_invalid"
    assert verify({"payload": payload, "signatures": []}, [SECRET], EVERY).reason == "malformed"


def test_a_mapping_is_never_text_and_text_never_a_mapping():
    header, payload, signature = HS.decode().split(".")
    assert verify({"protected": header, "payload": payload, "signature": signature}, SECRET, EVERY)
    text = compact_json({"protected": header, "payload": payload, "signature": signature})
    assert verify(text, SECRET, EVERY).reason == "malformed"


def test_detached_payload():
    header, _, signature = HS.split(b".")
    assert verify(header + b".." + signature, SECRET, EVERY, detached_payload=compact_json(CLAIMS))
    assert verify(header + b".." + signature, SECRET, EVERY, detached_payload=b"other").reason == "signature_invalid"
    assert verify(header + b".." + signature, SECRET, EVERY).reason == "signature_invalid"
    assert verify(HS, SECRET, EVERY, detached_payload=compact_json(CLAIMS)).reason == "malformed"


@given(st.binary(max_size=40) | st.text(max_size=40) | st.dictionaries(st.text(max_size=9), st.text(max_size=9)), st.sampled_from([SECRET, RSA]))
def test_no_token_makes_it_raise(token, key):
    assert not verify(token, key, EVERY)


@given(st.integers(0, len(RS) - 1), st.integers(1, 255))
def test_no_changed_token_verifies(position, change):
    changed = RS[:position] + bytes([RS[position] ^ change]) + RS[position + 1 :]
    assert not verify(changed, RSA, EVERY)


def test_the_gravest_fault_is_that_of_the_nearest_key():
    assert gravest([]) == "key_not_found"
    assert gravest(["key_too_weak", "signature_invalid", "key_invalid"]) == "signature_invalid"


def test_fault_of_a_usable_key():
    assert fault_of(ALGORITHMS["HS256"], SECRET) is None
