"""Texts at REFs as keys: documents leniently, secrets by their bytes, fingerprints without a key."""

import pytest

from jwtriage.jose.keys import Key
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.key_texts import key_text, look, other_encodings, other_readers, size_of
from tests.support.case import seen
from tests.support.keys import ec, public_pem, rsa
from tests.support.secrets import SECRET
from tests.support.secrets import seen as variable

HEX = SECRET.hex().encode()


def test_a_document_is_read_leniently() -> None:
    text = key_text(seen(public_pem(ec()).replace(b"\n", b"\\n")))
    assert not text.secret
    assert [found.key for found in text.document.keys] == [Key.from_public(ec().public_key())]


def test_a_secret_is_its_bytes_under_the_encoding_of_the_ref() -> None:
    assert key_text(seen(SECRET)).document.keys[0].key.octets == SECRET
    assert key_text(seen(HEX, encoding="hex")).document.keys[0].key.octets == SECRET
    assert key_text(seen(b"no hex", encoding="hex")).document.keys == ()


def test_a_fingerprint_has_a_tag_and_no_key() -> None:
    text = key_text(seen(b"", kind="fingerprint", labels={"fingerprint": "hk1:abcdefgh"}))
    assert (text.tag, text.document.keys) == ("hk1:abcdefgh", ())


@pytest.mark.parametrize(("octets", "names"), [(HEX, ["base64", "hex"]), (b"c2VjcmV0LXNlY3JldC1z_-8", ["base64url"]), (b"not encoded!", [])])
def test_what_the_shape_of_a_secret_allows(octets: bytes, names: list[str]) -> None:
    assert sorted(other_encodings(key_text(seen(octets)))) == names


def test_an_encoding_that_was_said_leaves_no_other() -> None:
    assert other_encodings(key_text(seen(HEX, encoding="hex"))) == {}
    assert other_encodings(key_text(seen(public_pem(rsa())))) == {}


def test_other_readers_of_the_same_source() -> None:
    text = key_text(variable(SECRET, readings=(("docker", SECRET + b'"'),)))
    assert other_readers(text) == {"docker": Key.from_secret(SECRET + b'"')}


@pytest.mark.parametrize(
    ("octets", "words"), [(0, "empty"), (31, "shorter"), (32, "32 to 47"), (48, "48 to 63"), (128, "64 to 128"), (129, "longer")]
)
def test_of_a_secret_only_the_class_of_its_length_is_told(octets: int, words: str) -> None:
    assert size_of(Key.from_secret(b"k" * octets)).startswith(words)


def test_of_a_public_key_the_size() -> None:
    assert (size_of(Key.from_public(rsa().public_key())), size_of(Key.from_public(ec().public_key()))) == ("2048 bits", "P-256")


def test_what_is_refused_in_a_document_is_unread(tmp_path) -> None:
    (tmp_path / "set.json").write_text('{"keys": [{"kty": "RSA"}]}')
    texts, unread = look(["set.json"], Surroundings(folder=tmp_path))
    assert [len(text.document.keys) for text in texts] == [0]
    assert [entry.origin for entry in unread] == ["set.json"]
