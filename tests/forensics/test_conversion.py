"""One key text turned into another."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.conversion import members_in, public_pem, sound_blocks, with_repaired_keys
from jwtriage.forensics.pem import der_of
from tests.support import keys
from tests.support.documents import certificate, jwk, jwks


@pytest.mark.parametrize("der", [keys.public_der(keys.rsa()), certificate(keys.rsa())])
def test_public_pem(der: bytes) -> None:
    assert public_pem(der) == keys.public_pem(keys.rsa())


@pytest.mark.parametrize("octets", [b"", b"\x30\x00", b"x" * 100])
def test_no_key(octets: bytes) -> None:
    assert public_pem(octets) is None


def test_sound_blocks_passes_over_damaged_ones() -> None:
    damaged = keys.public_pem(keys.rsa()).replace(b"\n", b"\n ")
    text = damaged + b"comment\n" + keys.public_pem(keys.ec()) + b"more"
    assert [der_of(block) for block in sound_blocks(text)] == [keys.public_der(keys.ec())]


@pytest.mark.parametrize(
    ("before", "after"), [(b'"', b'"'), (b"\xef\xbb\xbf", b""), (b"  ", b""), (b"", b" "), (b"\n", b""), (b"", b"\n"), (b"K=", b"")]
)
def test_a_block_with_something_on_its_lines_is_not_sound(before: bytes, after: bytes) -> None:
    """That is another cause's fault, which comes first."""
    assert list(sound_blocks(before + keys.public_pem(keys.ec()) + after)) == []


@pytest.mark.parametrize(("before", "after"), [(b"", b""), (b"a\n", b""), (b"", b"b"), (b"a\r\n", b"\nb\n")])
def test_whole_lines_around_a_block(before: bytes, after: bytes) -> None:
    assert len(list(sound_blocks(before + keys.public_pem(keys.ec()) + after))) == 1


def test_members_in() -> None:
    assert members_in(jwks(jwk(keys.rsa()), {"kty": "oct"})) == [jwk(keys.rsa()), {"kty": "oct"}]
    assert members_in(json.dumps(jwk(keys.ec())).encode()) == [jwk(keys.ec())]


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"keys": 7}', b'{"keys": [7]}', b'{"keys": {"a": 1}}', jwks(*[{"kty": "oct"}] * 201)])
def test_no_members(text: bytes) -> None:
    assert members_in(text) == []


def test_only_keys_that_need_it_are_repaired() -> None:
    """Order, other members and members of no concern stay."""
    text = b'{"keys": [{"kty": "a"}, 7, {"kty": "b", "x": 1}], "note": "kept"}'
    changed = with_repaired_keys(text, lambda members: {**members, "x": 2} if "x" in members else None)
    assert json.loads(changed or b"") == {"keys": [{"kty": "a"}, 7, {"kty": "b", "x": 2}], "note": "kept"}
    assert with_repaired_keys(text, lambda members: None) is None


def test_a_single_jwk() -> None:
    assert with_repaired_keys(b'{"kty": "RSA"}', lambda members: {"kty": "EC"}) == b'{"kty":"EC"}'


def test_lone_surrogates_are_refused() -> None:
    assert with_repaired_keys(b'{"kty": "\\ud800"}', lambda members: dict(members)) is None


@given(st.binary(max_size=200))
def test_any_octets(octets: bytes) -> None:
    """Nothing is raised, whatever is read."""
    assert public_pem(octets) is None
    assert list(sound_blocks(octets)) == []
    assert members_in(octets) == []
