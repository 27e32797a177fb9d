import json
import time
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics.keytext import LIMIT, looks_like, read_document, read_key_document, strict_keys
from jwtriage.jose.keys import Key
from tests.forensics import documents
from tests.forensics.damage import DAMAGED, LINES, SOUND
from tests.support import keys

KEY = Key.from_private(keys.rsa())
JWK = KEY.members
LOST = "pem-header-missing-or-damaged"
SECRET = b"dGhpcyBpcyBhIHNlY3JldCBvZiBzb21lIGxlbmd0aA=="


def ids(text: bytes) -> set[str]:
    return {note.id for found in read_document(text) for note in found.observations}


LAYOUTS = {
    "LF": lambda pem: pem,
    "no final LF": lambda pem: pem.rstrip(),
    "CR LF": lambda pem: pem.replace(b"\n", b"\r\n"),
    "CR LF and LF by turns": lambda pem: pem.replace(b"\n", b"\r\n", 2),
}


@pytest.mark.parametrize("key", [keys.rsa(), keys.ec(), keys.ec("P-384"), keys.ec("P-521"), keys.ec("secp256k1"), keys.ed25519(), keys.ed448()])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sound_pem_is_read_the_same_by_both(key, layout):
    pem = LAYOUTS[layout](keys.public_pem(key))
    assert strict_keys(pem) == [Key.from_private(key)]
    assert [(found.key, found.observations, found.canonical) for found in read_document(pem)] == [(Key.from_private(key), (), keys.public_pem(key))]


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_pem_is_read_and_its_damage_named(name):
    text, expected = DAMAGED[name]
    assert strict_keys(text) == []
    found = read_document(text)[0]
    assert found.key == KEY
    assert found.canonical == SOUND
    assert {note.id for note in found.observations} == expected
    assert looks_like(text) in ("pem", "der")


PRIVATE_FORMS = {
    "PKCS#8": (keys.private_pem(keys.rsa()), set()),
    "PKCS#1": (keys.traditional_pem(keys.rsa()), set()),
    "literal \\n": (keys.private_pem(keys.rsa()).replace(b"\n", b"\\n"), {"pem-literal-backslash-n"}),
}


@pytest.mark.parametrize("name", PRIVATE_FORMS)
def test_a_private_key_is_read_as_one(name):
    text, expected = PRIVATE_FORMS[name]
    found = read_document(text)[0]
    assert (found.key, found.key.private, found.canonical) == (KEY, True, SOUND)
    assert {note.id for note in found.observations} == expected | {"private-key-used-to-verify"}
    assert strict_keys(text) == []


OTHER_FORMS = {
    "DER": (keys.public_der(keys.rsa()), "der", {"key-is-der"}),
    "DER in hexadecimal": (keys.public_der(keys.rsa()).hex().encode(), "der", {"pem-hex-wrapped", "key-is-der"}),
    "PKCS#1": (keys.rsa().public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1), "pem", {"pem-pkcs1-vs-spki"}),
    "certificate": (documents.certificate_pem(keys.rsa()), "certificate", {"pem-certificate-as-public-key"}),
    "certificate in DER": (documents.certificate(keys.rsa()), "certificate", {"pem-certificate-as-public-key", "key-is-der"}),
    "request in DER": (documents.request(keys.rsa()), "certificate", {"pem-certificate-as-public-key", "key-is-der"}),
    "OpenSSH": (keys.rsa().public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH) + b" me@host\n", "openssh", {"key-is-openssh"}),
    "PKCS#12": (documents.pkcs12(keys.rsa()), "pkcs12", {"key-is-pkcs12", "private-key-used-to-verify", "key-is-der"}),
    "PKCS#12 in base64": (b64encode(documents.pkcs12(keys.rsa())), "der", {"key-is-pkcs12", "private-key-used-to-verify", LOST}),
    "JSON with a PEM": (json.dumps({"auth": {"public_key": SOUND.decode()}}).encode(), "json", {"jwks-shape"}),
}


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_other_forms(name):
    text, kind, expected = OTHER_FORMS[name]
    assert looks_like(text) == kind
    assert [found.key for found in read_document(text)] == [KEY]
    assert ids(text) == expected
    assert strict_keys(text) == []


@pytest.mark.parametrize("text", [b"", b"\n", b"secret", SECRET, b"-----", b"BEGIN", b"{}", b"[]", b"null", b"\xff\xfe", b"\0" * 64, b"<p></p>"])
def test_what_is_no_key_document(text):
    assert read_document(text) == []
    assert strict_keys(text) == []


def test_raw_secrets_look_like_nothing():
    assert looks_like(SECRET) is None
    assert looks_like(bytes(range(64))) is None
    assert looks_like(b"correct horse battery staple") is None


@pytest.mark.parametrize(("form", "pem", "jwk"), [("auto", 1, 1), ("pem", 1, 0), ("jwks", 0, 1), ("raw", 0, 0)])
def test_the_form_limits_what_is_read(form, pem, jwk):
    assert len(strict_keys(SOUND, form)) == pem
    assert len(strict_keys(json.dumps(JWK).encode(), form)) == jwk


STRICT_SETS = {
    "one key": (JWK, [KEY]),
    "a set": ({"keys": [JWK, Key.from_private(keys.ec()).members]}, [KEY, Key.from_private(keys.ec())]),
    "unknown members are passed over": ({"keys": [{"kty": "XYZ"}, None, 1, JWK]}, [KEY]),
    "a private key is none": ({**JWK, "d": "AQAB"}, []),
    "padding": ({**JWK, "n": JWK["n"] + "="}, []),
    "a list": ([JWK], []),
    "no list": ({"keys": JWK}, []),
}


@pytest.mark.parametrize("name", STRICT_SETS)
def test_strict_sets(name):
    document, expected = STRICT_SETS[name]
    assert strict_keys(json.dumps(document).encode()) == expected


def test_a_strict_jwk_has_no_second_member_of_one_name():
    text = json.dumps(JWK).encode()
    assert strict_keys(text[:-1] + b',"e":"AQAB"}') == []
    assert strict_keys(b"\xef\xbb\xbf" + text) == []


def test_trailing_octets_in_the_der_are_not_strict():
    lines = [*LINES[1:-1]]
    text = b"\n".join([LINES[0], *lines[:-1], b64encode(keys.public_der(keys.rsa())[-6:] + b"\0"), LINES[-1]])
    assert strict_keys(text) == []


REFUSED = {
    "encrypted PKCS#8": (b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAAA\n-----END ENCRYPTED PRIVATE KEY-----\n", "encrypted"),
    "old encryption": (SOUND.replace(b"\n", b"\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n", 1), "encrypted"),
    "PKCS#12 with a password": (documents.pkcs12(keys.ec(), b"x"), "encrypted"),
    "cut": (SOUND[:300], "truncated"),
    "cut after two lines": (b"\n".join([*LINES[:3], LINES[-1]]), "truncated"),
    "no key": (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "damaged"),
    "empty": (b"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "damaged"),
    "too long": (b"A" * (LIMIT + 1), "too-long"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_why(name):
    text, reason = REFUSED[name]
    document = read_key_document(text)
    assert document.keys == ()
    assert [refused.reason for refused in document.refused] == [reason]
    assert strict_keys(text) == []


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_octets_are_read_without_an_error(text):
    read_key_document(text)
    looks_like(text)
    strict_keys(text)


FRAGMENTS = [b"-----BEGIN PUBLIC KEY-----", b"-----END PUBLIC KEY-----", b"-----BEGIN EC PARAMETERS-----", b"\n", b"\\n", b" ", b"{"]
FRAGMENTS += [b'{"keys":[', b"]}", b'"', b"%0A", b"&#10;", b"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A", b"ssh-rsa ", b"AAAAB3NzaC1yc2E"]
FRAGMENTS += [b'"kty":"RSA"', b'"n":', b"\xef\xbb\xbf", b"\0", b":", b"=", b"-"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=4), max_size=30))
def test_any_mix_of_fragments_is_read_without_an_error(parts):
    text = b"".join(parts)
    read_key_document(text)
    looks_like(text)
    assert not strict_keys(text) or not ids(text)


@settings(deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=1))
def test_what_one_octet_changes_is_noted_or_refused(position, octet):
    text = SOUND[:position] + octet + SOUND[position + 1 :]
    document = read_key_document(text)
    silent = [found for found in document.keys if not found.observations]
    assert not silent or strict_keys(text) == [found.key for found in silent]


UNITS = [b"-", b"-----BEGIN ", b"-----BEGIN PUBLIC KEY-----\n", b"A", b"{", b"[", b'{"kty":"RSA"},', b"\\n", b"a:\n", b"\n", b"ssh-rsa ", b"30"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_mebibyte_of_anything_takes_linear_time(unit):
    start = time.monotonic()
    read_key_document((unit * LIMIT)[:LIMIT])
    assert time.monotonic() - start < 5
