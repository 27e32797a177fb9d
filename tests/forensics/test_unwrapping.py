import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics import unwrapping
from jwtriage.forensics.unwrapping import LAYERS, unwrapped
from tests.forensics.damage import DAMAGED, SOUND

JWK = b'{"kty":"oct","k":"AAAA"}'


def test_a_sound_text_has_no_layer():
    assert unwrapped(SOUND) == (SOUND, [])
    assert unwrapped(JWK) == (JWK, [])


SECRETS = [b"", b"secret", b'"secret"', b"sec\\nret", b"sec%0Aret", b"a&amp;b", "pass–word".encode(), b"c2VjcmV0c2VjcmV0c2VjcmV0"]


@pytest.mark.parametrize("text", [*SECRETS, b"ab" * 32])
def test_a_secret_is_left_alone(text):
    assert unwrapped(text) == (text, [])


def test_layers_are_taken_off_from_the_outside():
    text = b"\xef\xbb\xbf'" + SOUND.replace(b"\n", b"\\n") + b"'"
    inner, notes = unwrapped(text)
    assert inner == SOUND.rstrip() + b"\n"
    assert [note.id for note in notes] == ["secret-bom", "secret-quotes-kept", "pem-literal-backslash-n"]


@pytest.mark.parametrize("text", [b"'" + JWK + b"'", b'"' + JWK.replace(b'"', b'\\"') + b'"', b"\xef\xbb\xbf" + JWK, JWK.decode().encode("utf-16")])
def test_layers_around_json(text):
    assert unwrapped(text)[0] == JWK


def test_the_number_of_layers_is_bounded():
    inner, notes = unwrapped(unwrapping.BOM * 20 + SOUND)
    assert len(notes) == unwrapping.LAYERS_LIMIT
    assert inner.startswith(unwrapping.BOM)


LAYER_OF = {
    "pem-hex-wrapped": "hexadecimal",
    "pem-nul": "trailing NUL",
    "pem-backslashes": "line continuation",
    "pem-unicode-lookalikes": "zero-width space",
    "secret-utf16-file": "UTF-16",
    "secret-bom": "byte order mark",
    "secret-quotes-kept": "shell quotes",
    "pem-percent-encoded": "percent-encoded",
    "pem-html-entities": "HTML entities",
    "pem-literal-backslash-n": "literal \\n",
    "pem-base64-wrapped": "base64",
}


@pytest.mark.parametrize("id", LAYER_OF)
def test_each_layer_takes_off_its_own_damage_alone(id):
    layer = next(layer for layer in LAYERS if layer.id == id)
    text, _ = DAMAGED[LAYER_OF[id]]
    assert (layer.take_off(text) or b"").rstrip() == SOUND.rstrip()
    assert layer.take_off(SOUND) in (None, SOUND)


def test_every_layer_is_tried_here():
    assert {layer.id for layer in LAYERS} == {*LAYER_OF, "json-in-string"}


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_layer_raises_or_grows_without_bound(text):
    for layer in LAYERS:
        inner = layer.take_off(text)
        assert inner is None or len(inner) <= 3 * len(text) + 8
