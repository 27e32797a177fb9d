"""The token is for Microsoft Graph only: its nonce was hashed before signing."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.provider import graph_nonce_header as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story
from tests.support.tokens import segment

GRAPH = "00000003-0000-0000-c000-000000000000"
NONCE = "kD3xQ-nonce"
MEMBERS = claims(aud=GRAPH, iss="https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/")


def with_nonce(token: bytes, nonce: object) -> bytes:
    """Put another nonce into the header of a signed token."""
    rest = token.partition(b".")[2]
    text = json.dumps({**TokenText.read(token).header, "nonce": nonce}, separators=(",", ":"), ensure_ascii=False)
    return segment(text.encode()) + b"." + rest


def hashed(nonce: str) -> str:
    return segment(hashlib.sha256(nonce.encode()).digest()).decode()


def graph_token(nonce: str = NONCE, written: str | None = None, key=None) -> bytes:
    """Sign over the hash of the nonce, send the nonce."""
    return with_nonce(signed(MEMBERS, key, kid="a", nonce=written or hashed(nonce)), nonce)


def example() -> Example:
    """A Graph token was sent to an API that has the tenant's keys."""
    return story(graph_token(), "graph-nonce-header", held={"tenant.json": key_set(a=rsa())})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_hash_in_hexadecimal() -> None:
    token = graph_token(written=hashlib.sha256(NONCE.encode()).hexdigest())
    assert_explains(replace(example(), token=token))


def test_an_honest_nonce_is_valid() -> None:
    """Near miss: a nonce that was signed as it stands."""
    assert diagnose(replace(example(), token=signed(MEMBERS, kid="a", nonce=NONCE)))["verdict"] == "valid"


def test_without_the_key_it_is_likely() -> None:
    """The header and the audience name this cause even when the tenant's key is missing."""
    verdict, causes = outcome(diagnose(replace(example(), token=graph_token(key=rsa("b")))))
    assert (verdict, causes) == ("explained", {"graph-nonce-header": "likely"})


@pytest.mark.parametrize("audience", ["api://mine", ["00000003"], None, 7])
def test_a_nonce_for_another_audience_accuses_nobody(audience: object) -> None:
    assert not list(cause.read(scene(signed(claims(aud=audience), nonce=NONCE))))


@pytest.mark.parametrize("audience", [GRAPH, "https://graph.microsoft.com", "https://graph.microsoft.com/"])
def test_a_graph_audience_is_read(audience: str) -> None:
    assert [sign.certainty for sign in cause.read(scene(signed(claims(aud=audience), nonce=NONCE)))] == ["likely"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=("Cc",)), min_size=1, max_size=30))
def test_any_nonce(nonce: str) -> None:
    """For any nonce one of the proposals is the token that was signed."""
    sent = signed(MEMBERS, b"k", "HS256", nonce=hashed(nonce))
    proposed = [change.token.header.get("nonce") for change in cause.propose_token(TokenText.read(with_nonce(sent, nonce)), Case(sent))]
    assert hashed(nonce) in proposed


@pytest.mark.parametrize("nonce", ["", 5, None, ["a"], {"a": 1}])
def test_what_is_no_nonce_is_left_alone(nonce: object) -> None:
    token = with_nonce(signed(MEMBERS), nonce)
    assert not list(cause.propose_token(TokenText.read(token), Case(token)))


def test_with_a_fault_of_another_family() -> None:
    token = b"Bearer " + graph_token()
    assert_explains(replace(example(), token=token, causes=("graph-nonce-header", "bearer-prefix-or-wrapping")))
