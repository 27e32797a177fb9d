import base64
import json
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Key
from jwtriage.jose.resemblance import resembles_key_document
from tests.support import keys
from tests.support.vectors import FOLDER, read

RSA_PEM = keys.public_pem(keys.rsa())
JWK = json.dumps(Key.from_private(keys.ec()).members).encode()
DOCUMENTS = {
    "PEM": RSA_PEM,
    "private PEM": keys.private_pem(keys.ec()),
    "one line": RSA_PEM.replace(b"\n", b" "),
    "escaped": RSA_PEM.replace(b"\n", b"\\n"),
    "without line breaks": RSA_PEM.replace(b"\n", b""),
    "without its first dashes": RSA_PEM.removeprefix(b"-----"),
    "without dashes": RSA_PEM.replace(b"-", b""),
    "en dashes": RSA_PEM.replace(b"-----", "\u2013\u2013\u2013".encode()),
    "lower case": RSA_PEM.lower(),
    "BEGIN lost": RSA_PEM.partition(b"\n")[2],
    "END lost": RSA_PEM.partition(b"-----END")[0],
    "body alone": b"".join(RSA_PEM.split(b"\n")[1:-2]),
    "body of an EC key": b"".join(keys.public_pem(keys.ec()).split(b"\n")[1:-2]),
    "body of an Ed25519 key": b"".join(keys.public_pem(keys.ed25519()).split(b"\n")[1:-2]),
    "body in quotes": b'"' + b"".join(RSA_PEM.split(b"\n")[1:-2]) + b'"',
    "UTF-16": RSA_PEM.decode().encode("utf-16"),
    "UTF-16 big-endian": RSA_PEM.decode().encode("utf-16-be"),
    "byte order mark": b"\xef\xbb\xbf" + RSA_PEM,
    "base64 of PEM": base64.b64encode(RSA_PEM),
    "base64 of PEM, in lines": base64.encodebytes(RSA_PEM),
    "percent-encoded": RSA_PEM.replace(b"-", b"%2D").replace(b" ", b"%20").replace(b"\n", b"%0A"),
    "quoted": b'"' + RSA_PEM + b'"',
    "variable": b"KEY=" + RSA_PEM,
    "DER": keys.public_der(keys.rsa()),
    "DER of an EC key": keys.public_der(keys.ec()),
    "DER of an Ed25519 key": keys.public_der(keys.ed25519()),
    "DER cut off": keys.public_der(keys.rsa())[:100],
    "JWK": JWK,
    "JWK cut off": JWK[:-20],
    "JWK without its brace": JWK[1:],
    "JWK escaped": json.dumps(JWK.decode()).encode(),
    "JWK set": b'{"keys": [' + JWK + b"]}",
    "JWK with single quotes": JWK.replace(b'"', b"'"),
    "JWK as YAML": b"kty: EC\ncrv: P-256\n",
    "base64 of JWK": base64.b64encode(JWK),
    "base64url of JWK": base64.urlsafe_b64encode(JWK).rstrip(b"="),
    "OpenSSH": b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVuZA== me@host",
    "OpenSSH without its name": b"AAAAC3NzaC1lZDI1NTE5AAAAIGVuZA==",
    "SSH2": b"---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2E",
}


@pytest.mark.parametrize("material", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_key_documents_are_recognised_whatever_happened_to_them(material):
    assert resembles_key_document(material)


@pytest.mark.parametrize("entry", read("pem/manifest.json")["files"], ids=lambda entry: entry["file"].rpartition("/")[2])
def test_every_published_key_file_is_recognised(entry):
    file = FOLDER / entry["file"]
    if "hmac" not in file.name:
        assert resembles_key_document(file.read_bytes())


SECRETS = [
    b"secret", b"your-256-bit-secret", b"a-string-secret-at-least-256-bits-long", b"begin the public key ceremony", b"my private key is secret",
    b"MIISecretMIISecretMIISecretMIISecret", b"Mxyz0123456789abcdefgh", b"30820122300d", b"{not json}", b"{", b"[]", b"0", b"keys", b"kty",
    b"eyJ", b"eyJhbGciOi",
    b"LS0tLS1", b"ssh", b"AAAA" * 11, b"a----b", b"-----", b"THE END OF THE KEY", base64.b64encode(bytes(range(48))), b"\x30" * 32, b"\x00" * 32,
]  # fmt: skip


@pytest.mark.parametrize("material", SECRETS, ids=repr)
def test_secrets_are_not_taken_for_documents(material):
    assert not resembles_key_document(material)


@pytest.mark.parametrize("write", [bytes, base64.b64encode, base64.urlsafe_b64encode, lambda octets: octets.hex().encode()])
def test_random_secrets_are_never_taken_for_documents(write):
    assert not any(resembles_key_document(write(secrets.token_bytes(length))) for length in (16, 32, 48, 64) for _ in range(500))


@given(st.binary(max_size=80))
def test_any_octets_get_an_answer(octets):
    assert resembles_key_document(octets) in (True, False)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=2)), max_size=3), st.sampled_from([RSA_PEM, JWK, keys.private_pem(keys.ec())]))
def test_a_few_damages_do_not_make_a_document_a_secret(damages, document):
    for position, octets in damages:
        place = position % len(document)
        document = document[:place] + octets + document[place + 1 :]
    assert resembles_key_document(document)
