"""Header or payload were written again after signing."""

import json
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import payload_reserialised as cause
from jwtriage.forensics.token import TokenText
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.token_faults import SECRET, found, issued, parts, received, signer, texts
from tests.support.tokens import compact_json, segment, sign

ID = "payload-reserialised"
NAMED = {**CLAIMS, "name": "José <b> & Co/"}
COMPACT = (",", ":")


def token(signed: object, carried: object, alg: str = "HS256", header: object = None) -> bytes:
    """Return a token signed over one text (or object, written compactly) that carries another."""
    octets = [text.encode() if isinstance(text, str) else compact_json(text) for text in (signed, carried)]
    first, _, signature = parts(sign(CLAIMS, signer(alg), alg, payload=octets[0]))
    return b".".join((first if header is None else segment(str(header).encode()), segment(octets[1]), signature))


def go(claims: dict) -> str:
    """Write as Go does: sorted, with three characters escaped."""
    text = json.dumps(claims, sort_keys=True, separators=COMPACT, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


REWRITTEN = {
    "Python's default": (CLAIMS, json.dumps(CLAIMS)),
    "sorted": (CLAIMS, json.dumps(CLAIMS, sort_keys=True)),
    "indented": (CLAIMS, json.dumps(CLAIMS, indent=2)),
    "escaped slashes": (CLAIMS, json.dumps(CLAIMS, separators=COMPACT).replace("/", "\\/")),
    "escaped letters": (NAMED, json.dumps(NAMED)),
    "floats": (CLAIMS, json.dumps({**CLAIMS, "iat": float(CLAIMS["iat"])}, separators=COMPACT)),
    "PHP was signed": (json.dumps(NAMED, separators=COMPACT).replace("/", "\\/"), NAMED),
    "Go was signed": (go(NAMED), NAMED),
    "capital escapes were signed": (json.dumps(NAMED, separators=COMPACT).replace("\\u00e9", "\\u00E9"), NAMED),
    "a float was signed": (json.dumps({**CLAIMS, "iat": float(CLAIMS["iat"])}), CLAIMS),
    "lines of Windows were signed": (json.dumps(CLAIMS, indent=2).replace("\n", "\r\n"), CLAIMS),
    "the list became a text": ({**CLAIMS, "aud": ["api"]}, CLAIMS),
    "a null was dropped": (CLAIMS, {**CLAIMS, "nonce": None}),
}


def example() -> Example:
    """A gateway that decodes and encodes the claims."""
    return received(token(CLAIMS, json.dumps(CLAIMS)), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("change", REWRITTEN)
@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256"])
def test_serialisers(change: str, alg: str) -> None:
    assert_explains(received(token(*REWRITTEN[change], alg), ID, alg=alg))


def test_header_and_payload() -> None:
    header = json.dumps({"alg": "HS256", "typ": "JWT"})
    assert_explains(received(token(CLAIMS, CLAIMS, header=header), ID))
    assert_explains(received(token(CLAIMS, json.dumps(CLAIMS), header=header), ID))


def test_an_order_that_nobody_knows() -> None:
    """Few members are tried in every order, when all else failed."""
    shuffled = {name: CLAIMS[name] for name in ("exp", "iss", "iat", "sub", "aud")}
    assert_explains(received(token(shuffled, CLAIMS), ID))


def test_another_value_is_no_spelling() -> None:
    """Near miss: the content itself differs; RSA shows that this key signed something else."""
    assert found(received(token(CLAIMS, {**CLAIMS, "sub": "root"}, "RS256"), alg="RS256")) == ["payload-altered-after-signing"]


@pytest.mark.parametrize("text", [b"Bearer " + issued(), issued() + b"\n", issued()[:-3], b"", b"a.b.c"])
def test_unsound_tokens_are_left_alone(text: bytes) -> None:
    assert texts(cause, text) == []
    assert list(cause.propose_repair(TokenText.read(text))) == []


STYLES = ({"separators": COMPACT}, {}, {"indent": 2}, {"indent": 4}, {"separators": COMPACT, "sort_keys": True})
MEMBERS = st.dictionaries(st.text(max_size=6), st.integers(-9, 9) | st.text(max_size=8) | st.booleans(), min_size=1, max_size=4)


@drawn(MEMBERS, st.sampled_from(STYLES), st.booleans())
def test_any_claims(claims: dict, style: dict, ascii_: bool) -> None:
    """However a serialiser wrote the claims, the spelling that was signed is proposed or is the one received."""
    text = json.dumps(claims, ensure_ascii=ascii_, **style)
    sound = issued("HS256", claims)
    header, _, signature = parts(sound)
    carried = b".".join((header, segment(text.encode()), signature))
    assert carried in [sound, *texts(cause, sound)]
    assert "sort_keys" in style or sound in [carried, *texts(cause, carried)]


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(token(CLAIMS, json.dumps(CLAIMS)), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))


def orders(count: int, alg: str) -> list[bytes]:
    """Return the payloads of all repairs of a token with so many claims."""
    sound = issued(alg, {chr(97 + at): at for at in range(count)})
    return [change.token.payload for change in cause.propose_repair(TokenText.read(sound))]


def test_every_order_once_and_small_moves_first() -> None:
    payloads = orders(4, "ES256")
    assert len(payloads) == len(set(payloads)) == 2 * 24
    assert payloads[:3] == [b'{"a":0,"b":1,"c":2,"d":3}', b'{"b":1,"a":0,"c":2,"d":3}', b'{"b":1,"c":2,"a":0,"d":3}']


def test_likely_orders_are_among_the_first() -> None:
    """What is found first is combined with other faults."""
    first = list(cause.propose_token(TokenText.read(issued("HS256", {"sub": "u", "exp": 9, "iss": "i"})), None))[:12]
    payloads = {change.token.payload for change in first}
    assert {b'{"exp":9,"iss":"i","sub":"u"}', b'{"iss":"i","sub":"u","exp":9}', b'{"sub": "u", "exp": 9, "iss": "i"}'} <= payloads
