import json
from pathlib import Path

import pytest

from jwtriage.forensics.keytext import read_key_document
from jwtriage.forensics.pem_keys import read_bare, read_blocks, read_der
from tests.forensics import documents
from tests.forensics.damage import BODY, SOUND
from tests.support import keys

VECTORS = Path(__file__).parent.parent / "vectors"
FILES = {entry["file"]: entry for entry in json.loads((VECTORS / "pem/manifest.json").read_text())["files"]}

READ_BY_US = {
    "pem/cryptography-vectors/asymmetric/PEM_Serialization/ec_public_key_rsa_delimiter.pem": "pem-header-type-mismatch",
    "pem/cryptography-vectors/asymmetric/PKCS8/wrong-pem-delimiter-rsa.pem": "pem-header-type-mismatch",
    "pem/cryptography-vectors/asymmetric/Traditional_OpenSSL_Serialization/rsa-wrong-version.pem": "private-key-used-to-verify",
    "pem/cryptography-vectors/x509/ed25519/ed25519-rfc8410.pem": "pem-certificate-as-public-key",
    "pem/rustcrypto-formats/pkcs1/rsa2048-priv-3prime.der": "private-key-used-to-verify",
    "pem/rustcrypto-formats/pkcs1/rsa2048-priv-3prime.pem": "private-key-used-to-verify",
    "pem/rustcrypto-formats/pkcs8/ed25519-priv-pkcs8v2.der": "private-key-used-to-verify",
    "pem/rustcrypto-formats/pkcs8/ed25519-priv-pkcs8v2.pem": "private-key-used-to-verify",
}
"""Files that cryptography refuses and whose public key we read, with an observation that must be there."""

RAW = ("golang-jwt/keys/hmacTestKey",)
"""Files that are no key document: the octets of a shared secret."""


@pytest.mark.parametrize("name", FILES)
def test_every_published_key_loads_right_or_is_refused_with_a_reason(name):
    entry = FILES[name]
    document = read_key_document((VECTORS / name).read_bytes())
    found = {key.key.spki_sha256: {note.id for note in key.observations} for key in document.keys}
    wanted = {loaded["spki_sha256"] for loaded in entry["loads_as"].values() if loaded["type"] != "DSA"}
    if name in READ_BY_US:
        assert READ_BY_US[name] in next(iter(found.values()))
    elif name not in RAW:
        assert wanted <= found.keys()
        assert found or document.refused
        assert found if wanted else not found
    if entry.get("encrypted") and not wanted:
        assert {refused.reason for refused in document.refused} == {"encrypted"}


def test_parameters_before_a_key_are_passed_over():
    parameters = b"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
    document = read_blocks(parameters + keys.traditional_pem(keys.ec()))
    assert [key.key.private for key in document.keys] == [True]
    assert {note.id for note in document.keys[0].observations} == {"pem-parameters-block", "private-key-used-to-verify"}
    assert document.refused == ()
    assert [refused.reason for refused in read_blocks(parameters).refused] == ["damaged"]


def test_several_blocks_are_all_read_and_noted():
    document = read_blocks(SOUND + keys.public_pem(keys.ec()))
    assert [key.key.kind for key in document.keys] == ["RSA", "EC"]
    assert all("pem-several-blocks" in {note.id for note in key.observations} for key in document.keys)


def test_bare_base64_is_a_key_or_nothing():
    assert [key.key.kind for key in read_bare(BODY).keys] == ["RSA"]
    assert read_bare(b"c2VjcmV0") == ((), ())


def test_octets_behind_the_key_are_noted():
    (key,) = read_der(keys.public_der(keys.rsa()) + b"\0").keys
    assert [note.id for note in key.observations] == ["pem-trailing-octets"]


def test_a_short_rsa_key_is_read_and_noted():
    (key,) = read_blocks(keys.public_pem(keys.rsa("short", 1024))).keys
    assert [note.id for note in key.observations] == ["rsa-key-below-minimum"]


def test_a_certificate_keeps_its_octets():
    certificate = documents.certificate(keys.ec())
    (key,) = read_der(certificate).keys
    assert key.key.x5c == (certificate,)
