from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics import pem
from tests.forensics.damage import BODY, LINES, SOUND
from tests.support import keys

DER = keys.public_der(keys.rsa())


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(pem.LABELS.values())))
def test_what_is_armoured_is_found_again(octets, label):
    text = pem.armour(label, octets)
    (block,) = pem.blocks(text)
    assert (block.label, block.end_label, pem.der_of(block)) == (label, label, octets)
    assert pem.is_strict(text, label)
    assert max(map(len, text.splitlines()[1:-1])) <= 64


def test_the_armour_is_that_of_cryptography():
    assert pem.armour("PUBLIC KEY", DER) == SOUND


def test_a_block_knows_its_place_and_parts():
    (block,) = pem.blocks(b"before\n" + SOUND + b"after")
    assert (block.start, block.stop) == (7, 7 + len(SOUND) - 1)
    assert (block.begin, block.end) == (LINES[0], LINES[-1])
    assert block.body == SOUND[len(LINES[0]) : -len(LINES[-1]) - 1]


MARKERS = {
    "five hyphens": (b"-----BEGIN PUBLIC KEY-----", "PUBLIC KEY"),
    "one hyphen": (b"-BEGIN PUBLIC KEY-", "PUBLIC KEY"),
    "none": (b"BEGIN PUBLIC KEY", "PUBLIC KEY"),
    "blanks inside the hyphens": (b"----- BEGIN PUBLIC KEY -----", "PUBLIC KEY"),
    "small letters": (b"-----begin rsa public key-----", "RSA PUBLIC KEY"),
    "underscores": (b"-----BEGIN_PUBLIC_KEY-----", "PUBLIC KEY"),
    "plus signs": (b"-----BEGIN+PUBLIC+KEY-----", "PUBLIC KEY"),
    "no blanks": (b"-----BEGINPUBLICKEY-----", "PUBLIC KEY"),
    "SSH2": (b"---- BEGIN SSH2 PUBLIC KEY ----", "SSH2 PUBLIC KEY"),
    "longest label first": (b"-----BEGIN NEW CERTIFICATE REQUEST-----", "NEW CERTIFICATE REQUEST"),
}


@pytest.mark.parametrize("name", MARKERS)
def test_markers(name):
    marker, label = MARKERS[name]
    (block,) = pem.blocks(marker + b"\nAAAA\n")
    assert (block.label, block.begin, block.body) == (label, marker, b"\nAAAA\n")


@pytest.mark.parametrize("text", [b"", b"-----", b"BEGIN", b"-----BEGIN SECRET-----", b"public key", b"beginning of the key", b"x" * (pem.LIMIT + 1)])
def test_what_holds_no_block(text):
    assert pem.blocks(text) == []
    assert pem.body_of(text) is None
    assert pem.rewrapped(text) is None


def test_blocks_are_paired():
    text = SOUND + pem.armour("CERTIFICATE", b"x") + LINES[0] + b"\nAAAA\n" + SOUND
    assert [(block.label, block.end_label) for block in pem.blocks(text)] == [
        ("PUBLIC KEY", "PUBLIC KEY"),
        ("CERTIFICATE", "CERTIFICATE"),
        ("PUBLIC KEY", ""),
        ("PUBLIC KEY", "PUBLIC KEY"),
    ]


def test_an_end_alone_closes_what_stands_before_it():
    (block,) = pem.blocks(BODY + b"\n" + LINES[-1])
    assert (block.label, block.end_label, pem.der_of(block)) == ("", "PUBLIC KEY", DER)


def test_the_number_of_blocks_is_bounded():
    assert len(pem.blocks(SOUND * 500)) == pem.BLOCKS_LIMIT


def test_header_lines_are_no_base64():
    (block,) = pem.blocks(SOUND.replace(b"\n", b"\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0011\n more\n\n", 1))
    assert block.header_lines == b"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0011\n more\n"
    assert pem.der_of(block) == DER


def test_the_body_is_reduced_to_its_base64():
    assert pem.body_of(SOUND.replace(b"\n", b" \r\n\t")) == BODY.rstrip(b"=")


@pytest.mark.parametrize("text", [b"".join(LINES), b"\n  ".join(LINES), b" ".join(LINES), SOUND])
def test_rewrapping(text):
    assert pem.rewrapped(text) == SOUND


def test_rewrapping_keeps_the_label():
    wrong = SOUND.replace(b"PUBLIC", b"RSA PUBLIC")
    assert pem.rewrapped(wrong.replace(b"\n", b"")) == wrong


def test_relabelling_goes_by_the_structure():
    assert pem.relabelled(SOUND.replace(b"PUBLIC", b"RSA PUBLIC")) == SOUND
    assert pem.relabelled(BODY) == SOUND
    assert pem.relabelled(b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----") is None
    assert pem.relabelled(b"secret") is None


def test_bare_der():
    assert pem.bare_der(BODY) == DER
    assert pem.bare_der(b"-- BEGN PUBLIK KEY --\n" + b64encode(DER) + b"\n-- END --") == DER
    assert pem.bare_der(b64encode(b"a secret of some length")) is None


NOT_STRICT = {
    "text before": b"x" + SOUND,
    "text behind": SOUND + b"x",
    "empty line behind": SOUND + b"\n",
    "bare CR": SOUND.replace(b"\n", b"\r"),
    "one line": b"".join(LINES),
    "long line": b"\n".join([LINES[0], BODY[:65], BODY[65:100], LINES[-1]]),
    "other label": SOUND.replace(b"PUBLIC", b"RSA PUBLIC"),
    "two labels": SOUND.replace(b"END PUBLIC", b"END RSA PUBLIC"),
    "two blocks": SOUND + SOUND,
    "empty": b"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
    "no group of four": b"-----BEGIN PUBLIC KEY-----\nAAAAA\n-----END PUBLIC KEY-----\n",
}


@pytest.mark.parametrize("name", NOT_STRICT)
def test_what_is_not_strict(name):
    assert not pem.is_strict(NOT_STRICT[name])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_never_raises(text):
    for function in (pem.blocks, pem.body_of, pem.rewrapped, pem.relabelled, pem.bare_der, pem.is_strict):
        function(text)
