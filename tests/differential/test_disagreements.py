"""jwtriage beside PyJWT, joserfc and jwcrypto: where they disagree, a named class says why, and the page of differences holds it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.differential.classes import DISAGREEMENTS, table
from tests.differential.making import SIGNERS, asked, signed_name, with_signature, with_text
from tests.differential.peers import PEERS, Question, answers
from tests.support import keys

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "differences.md"
ALPHABET = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .\n"!'
KNOWN_TO_ALL = sorted(set(SIGNERS) - {"Ed25519", "Ed448"})

MEMBERS = st.sampled_from(
    [
        *(
            b'"kid":"one"',
            b'"kid":"two"',
            b'"kid":1',
            b'"kid":null',
            b'"typ":"JWT"',
            b'"typ":1',
            b'"cty":"JWT"',
            b'"jku":1',
            b'"jwk":"x"',
            b'"x5c":1',
        ),
        *(
            b'"crit":[]',
            b'"crit":["b64"]',
            b'"crit":["alg"]',
            b'"crit":["exp"]',
            b'"crit":null',
            b'"crit":["b64","b64"]',
            b'"b64":true',
            b'"b64":false',
        ),
        *(b'"b64":1', b'"enc":"A128GCM"', b'"zip":"DEF"', b'"org":"a"', b'"org":NaN', b'"org":1e999', b'"org":"\\ud800"', b'"org":{"a":1,"a":2}'),
        *(
            b'"alg":"none"',
            b'"org":[[[[]]]]',
            b'"org":' + b"[" * 70 + b"]" * 70,
            b'"org":' + b"7" * 1001,
            b'"org":"' + b"x" * 600 + b'"',
            b'"typ":"\xff"',
        ),
    ]
)
BINDINGS = st.sampled_from(
    [
        *({}, {}, {}, {"use": "sig"}, {"use": "enc"}, {"key_ops": ["verify"]}, {"key_ops": ["sign"]}, {"key_ops": "verify"}, {"key_ops": []}),
        *({"kid": "one"}, {"kid": "two"}, {"alg": "HS256"}, {"alg": "RS256"}, {"alg": "ES256"}, {"use": "sig", "key_ops": ["verify"]}),
    ]
)
PAYLOADS = st.binary(max_size=80) | st.sampled_from([b"{}", b"", b'{"a":1}'])
ODD_KEYS = {
    "HS256": [keys.SECRET[:31], keys.SECRET[:1]],
    "RS256": [keys.rsa("a", 1024), keys.rsa("a", 2048, 3)],
    "ES256": [keys.ec("P-384"), keys.ec("P-521"), keys.ec("secp256k1")],
    "ES512": [keys.ec("P-256")],
}


@st.composite
def headers(draw: st.DrawFn, alg: str) -> bytes:
    """Write a header: the algorithm's name and other members in any order, in some encoding."""
    members = [b'"alg":"%s"' % alg.encode(), *draw(st.lists(MEMBERS, max_size=3))]
    text = b"{" + b",".join(draw(st.permutations(members))) + b"}"
    spelling = draw(st.sampled_from(["plain"] * 8 + ["bom", "utf-16", "blanks", "array"]))
    written = {"bom": b"\xef\xbb\xbf" + text, "blanks": b" \t" + text + b"\r\n", "array": b"[" + text + b"]"}
    return text.decode("utf-8", "replace").encode("utf-16") if spelling == "utf-16" else written.get(spelling, text)


@st.composite
def signed(draw: st.DrawFn) -> Question:
    """Sign any header and payload; sometimes with an odd key, sometimes with one that is bound to something."""
    alg = draw(st.sampled_from(sorted(SIGNERS)))
    name = "EdDSA" if alg.startswith("Ed") and draw(st.booleans()) else alg
    key = draw(st.sampled_from([SIGNERS[alg], SIGNERS[alg], *ODD_KEYS.get(alg, [])]))
    question = asked(draw(headers(name)), draw(PAYLOADS), alg=alg, key=key, binding=draw(BINDINGS))
    return Question(question.token, question.key, name)


@st.composite
def damaged(draw: st.DrawFn) -> Question:
    """Change characters of a sound token's text, or octets of its signature."""
    alg = draw(st.sampled_from(KNOWN_TO_ALL))
    question = asked(draw(st.sampled_from([b'{"alg":"%s"}', b'{"alg":"%s","typ":"JWT"}'])) % alg.encode(), draw(PAYLOADS), alg=alg)
    if draw(st.booleans()):
        return with_signature(question, lambda octets: draw(signature_damages(octets)))
    for _ in range(draw(st.integers(1, 2))):
        question = with_text(question, lambda text: draw(text_damages(text)))
    return question


@st.composite
def text_damages(draw: st.DrawFn, text: bytes) -> bytes:
    """Replace, insert, take away, swap or double characters; often near the ends of segments."""
    near = [
        at for dot in (0, *(at for at, character in enumerate(text) if character == ord(".")), len(text)) for at in range(max(0, dot - 3), dot + 3)
    ]
    at = min(draw(st.sampled_from(near) | st.integers(0, len(text))), len(text) - 1) if text else 0
    added = draw(st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=3).map(bytes))
    kinds = [text[:at] + added + text[at + 1 :], text[:at] + added + text[at:], text[:at] + text[at + 1 :], text + added, added + text]
    kinds += [text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :], text.replace(b"-", b"+").replace(b"_", b"/"), text[:at]]
    return draw(st.sampled_from(kinds))


@st.composite
def signature_damages(draw: st.DrawFn, octets: bytes) -> bytes:
    """Change, cut or lengthen the signature; half and half as ECDSA has it."""
    at, half = draw(st.integers(0, len(octets) - 1)), len(octets) // 2
    flipped = bytes([octets[at] ^ draw(st.integers(1, 255))])
    padded = b"\0" + octets[:half] + b"\0" + octets[half:]
    kinds = [octets[:at] + flipped + octets[at + 1 :], octets[:at], b"\0" + octets, octets + b"\0", octets[::-1], padded, bytes(len(octets)), b""]
    return draw(st.sampled_from(kinds))


def unexplained(question: Question) -> list[str]:
    """Return the peers that disagree though no class says why."""
    said = answers(question)
    ours = said.pop("jwtriage")
    disagreeing = [peer for peer, theirs in said.items() if theirs is not ours]
    return [peer for peer in disagreeing if not any(each.explains(question, ours, peer) for each in DISAGREEMENTS)]


@pytest.mark.parametrize("alg", KNOWN_TO_ALL)
def test_all_accept_a_sound_token(alg):
    assert set(answers(asked(alg=alg)).values()) == {True}


@pytest.mark.parametrize("alg", sorted(SIGNERS))
def test_all_refuse_another_key(alg):
    other = {"HS": keys.SECRET[::-1], "RS": keys.rsa("b"), "PS": keys.rsa("b")}.get(alg[:2])
    other = other or (keys.ec({"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}.get(alg, "secp256k1"), "b") if alg[:2] == "ES" else None)
    other = other or (keys.ed448("b") if alg == "Ed448" else keys.ed25519("b"))
    question = asked(alg=alg)
    assert set(answers(Question(question.token, asked(alg=alg, key=other).key, alg)).values()) == {False}


@pytest.mark.parametrize("each", DISAGREEMENTS, ids=lambda each: each.name)
def test_the_example_of_each_class_is_answered_as_the_table_says(each):
    question = each.example()
    said = answers(question)
    assert said.pop("jwtriage") is each.ours
    assert {peer for peer, theirs in said.items() if theirs is not each.ours} == {*each.accepting, *each.refusing}
    assert each.is_like(question)


def test_no_class_explains_a_sound_token():
    sound = [*(asked(alg=alg) for alg in KNOWN_TO_ALL), asked(b'{"alg":"HS256","typ":"JWT","kid":"a"}', binding={"kid": "a", "use": "sig"})]
    assert not [each.name for question in sound for each in DISAGREEMENTS if each.is_like(question)]


def test_the_names_of_one_algorithm():
    assert answers(signed_name("Ed25519", "EdDSA"))["jwtriage"]


@given(signed())
def test_signed_tokens(question):
    assert not unexplained(question)


@given(damaged())
def test_damaged_tokens(question):
    assert not unexplained(question)


def test_the_page_holds_the_table():
    assert table() in PAGE.read_text()
    assert all(peer in PAGE.read_text() for peer in PEERS)
