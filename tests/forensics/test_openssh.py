from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics import openssh
from jwtriage.forensics.keytext import read_key_document
from jwtriage.forensics.loose_base64 import decode
from jwtriage.jose.keys import Key
from tests.support import keys

KINDS = {"RSA": keys.rsa(), "P-256": keys.ec(), "P-521": keys.ec("P-521"), "Ed25519": keys.ed25519()}


def line(key) -> bytes:
    return key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)


def private(key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


@pytest.mark.parametrize("name", KINDS)
def test_public_lines_and_private_files(name):
    key = KINDS[name]
    for text in (line(key), b'command="x" ' + line(key) + b" me@host\n", b"# comment\n\n" + line(key), private(key)):
        (found,) = read_key_document(text).keys
        assert found.key == Key.from_private(key)
        assert found.key.private is text.startswith(b"-----")
        assert found.observations[0].id == "key-is-openssh"
        assert found.canonical == keys.public_pem(key)


def test_a_file_of_several_lines():
    assert len(openssh.read_lines(b"\n".join(map(line, KINDS.values()))).keys) == len(KINDS)


def test_the_format_of_rfc_4716():
    name, encoded = line(keys.rsa()).split()
    text = b'---- BEGIN SSH2 PUBLIC KEY ----\nComment: "me"\n' + encoded + b"\n---- END SSH2 PUBLIC KEY ----\n"
    (found,) = read_key_document(text).keys
    assert (name, found.key) == (b"ssh-rsa", Key.from_private(keys.rsa()))


def test_a_cipher_name_alone_decides_that_it_is_encrypted():
    blob = decode(b"".join(private(keys.ed25519()).splitlines()[1:-1])).replace(b"\0\0\0\x04none", b"\0\0\0\x04aes1", 1)
    assert [refused.reason for refused in openssh.read_blob(blob).refused] == ["encrypted"]


@pytest.mark.parametrize("text", [b"ssh-rsa", b"ssh-rsa AAAA", b"ssh-foo " + b"A" * 40, b"xssh-rsa " + b"A" * 40])
def test_near_misses(text):
    assert not openssh.looks_like(text)


def test_broken_lines_are_refused():
    assert [refused.reason for refused in openssh.read_lines(b"ssh-rsa " + b"A" * 64).refused] == ["unsupported"]


@settings(deadline=None)
@given(st.binary(max_size=120))
def test_never_raises(octets):
    openssh.read_blob(octets)
    openssh.read_blob(openssh.MAGIC + b"\0\0\0\x04none" + octets)
    openssh.read_lines(b"ssh-rsa " + octets)


def test_a_point_that_cryptography_does_not_implement_is_refused():
    name, encoded = line(keys.ec()).split(b" ")[:2]
    compressed = bytearray(decode(encoded))
    compressed[-65] = 5
    document = read_key_document(name + b" " + b64encode(bytes(compressed)))
    assert document.keys == ()
    assert document.refused
