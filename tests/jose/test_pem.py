import re

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Key, KeyLoadError
from jwtriage.jose.pem import load_der, load_pem, load_pkcs8, load_spki
from tests.support import keys

EVERY = [keys.rsa, keys.ec, lambda: keys.ec("P-521"), lambda: keys.ec("secp256k1"), keys.ed25519, keys.ed448]
PEM = keys.public_pem(keys.ec())


def refused(load, octets) -> None:
    with pytest.raises(KeyLoadError) as caught:
        load(octets)
    assert caught.value.reason == "key_invalid"


@pytest.mark.parametrize("make", EVERY)
def test_reads_public_and_private_keys(make):
    expected = Key.from_private(make())
    assert load_pem(keys.public_pem(make())) == expected
    assert not load_pem(keys.public_pem(make())).private
    assert load_pem(keys.private_pem(make())) == expected
    assert load_pem(keys.private_pem(make())).private
    assert load_der(keys.public_der(make())) == expected
    assert load_der(make().private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())) == expected


@pytest.mark.parametrize("line_break", [b"\n", b"\r\n", b"\r"])
def test_every_line_break_is_allowed_and_the_last_may_be_missing(line_break):
    text = PEM.replace(b"\n", line_break)
    assert load_pem(text) == load_pem(text.removesuffix(line_break)) == Key.from_private(keys.ec())


BODY = b"".join(PEM.split(b"\n")[1:-2])
DAMAGED = {
    "two final newlines": PEM + b"\n",
    "text before": b"# key\n" + PEM,
    "text after": PEM + b"x",
    "two blocks": PEM + PEM,
    "space": PEM.replace(b"\n", b" \n", 1),
    "indented": b"  " + PEM.replace(b"\n", b"\n  "),
    "one line": PEM.replace(b"\n", b" "),
    "long line": b"-----BEGIN PUBLIC KEY-----\n" + BODY + b"\n-----END PUBLIC KEY-----\n",
    "short lines": b"-----BEGIN PUBLIC KEY-----\n" + re.sub(b"(.{60})", rb"\1\n", BODY) + b"\n-----END PUBLIC KEY-----\n",
    "escaped": PEM.replace(b"\n", b"\\n"),
    "other end": PEM.replace(b"END PUBLIC", b"END PRIVATE"),
    "no end": PEM.partition(b"-----END")[0],
    "dashes": PEM.replace(b"-----END", b"----END"),
    "byte order mark": b"\xef\xbb\xbf" + PEM,
    "no padding": PEM.replace(b"==\n", b"\n"),
    "headers": PEM.replace(b"KEY-----\n", b"KEY-----\nProc-Type: 4\n\n", 1),
    "empty": b"-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----\n",
    "label RSA PUBLIC KEY": PEM.replace(b"PUBLIC", b"RSA PUBLIC"),
    "label CERTIFICATE": PEM.replace(b"PUBLIC KEY", b"CERTIFICATE"),
    "private label": PEM.replace(b"PUBLIC", b"PRIVATE"),
    "public label": keys.private_pem(keys.ec()).replace(b"PRIVATE", b"PUBLIC"),
    "PKCS#1": keys.traditional_pem(keys.rsa()),
    "SEC 1": keys.traditional_pem(keys.ec()),
    "PKCS#1 in PRIVATE KEY": keys.traditional_pem(keys.rsa()).replace(b"RSA PRIVATE", b"PRIVATE"),
    "SEC 1 in PRIVATE KEY": keys.traditional_pem(keys.ec()).replace(b"EC PRIVATE", b"PRIVATE"),
    "DSA": keys.public_pem(dsa.generate_private_key(1024)),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_other_layouts_and_structures_are_refused(text):
    refused(load_pem, text)


def test_only_one_encoding_of_a_public_key_is_read():
    public = keys.ec().public_key()
    compressed = public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    head = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
    refused(load_spki, head + compressed)
    refused(load_spki, keys.rsa().public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1))
    refused(load_spki, keys.public_der(keys.ec()) + b"\x00")


def test_a_curve_that_jose_does_not_know_can_be_looked_at():
    private_key = ec.generate_private_key(ec.BrainpoolP256R1())
    assert load_pem(keys.public_pem(private_key)).curve == "brainpoolP256r1"


def test_an_encrypted_key_is_refused():
    refused(load_pkcs8, b"\x30\x82\x01\x00\x30\x1c\x06\x0a")


@given(st.binary(max_size=100), st.integers(0, 90), st.sampled_from([PEM, keys.public_der(keys.ec()), keys.public_der(keys.rsa())]))
def test_nothing_but_our_error_comes_out(octets, position, good):
    for load in (load_pem, load_der):
        try:
            load(good[:position] + octets + good[position + len(octets) :])
        except KeyLoadError as error:
            assert error.__cause__ is None  # noqa: PT017
