"""Key texts by the number of changes that lead to them."""

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import TextNode
from jwtriage.diagnosis.secret_nodes import WIDE, SecretLevels, document_roots, own_roots, roots_of
from jwtriage.forensics.token import TokenText
from tests.support.case import seen
from tests.support.keys import SECRET, ec, public_pem
from tests.support.tokens import sign

TOKEN = TokenText.read(sign(key=SECRET))
OCT = b'{"kty":"oct","kid":"%s","k":"%s"}'
SET = b'{"keys":[' + OCT % (b"a", b"YWFhYWFhYWE") + b"," + OCT % (b"b", b"YmJiYmJiYmI") + b"]}"


def levels(own: list[bytes], others: list[bytes] = [], **more) -> SecretLevels:  # noqa: B006
    return SecretLevels([seen(text, verifier="", **more) for text in own], [seen(text, "o") for text in others], TOKEN, Budget(30))


def octets(batches) -> list[bytes]:
    return [TextNode(*text).octets for batch in batches for text in batch]


def test_no_bytes_come_twice_over_all_levels() -> None:
    made = levels([SECRET, SECRET + b"\n"], [SECRET, b"another-secret-of-this-house"])
    found = octets([*made.own(0), *made.own(1), *made.foreign(2)])
    assert len(found) == len(set(found))
    assert (made.count, made.foreign_count) == (3, 1)


def test_the_levels_by_cost() -> None:
    made = levels([SECRET + b"\n"], [b"another-secret-of-this-house"])
    assert octets(made.own(0)) == [SECRET + b"\n"]
    assert SECRET in octets(made.own(1))
    assert octets(made.foreign(0)) == []
    assert b"another-secret-of-this-house" in octets(made.foreign(1))
    assert b"changeme" in octets(made.foreign(1)) + octets(levels([], []).foreign(1))


def test_many_secrets_are_tried_in_common_encodings_only() -> None:
    made = levels([], [b"secret-%05d" % number for number in range(WIDE + 1)])
    assert octets(made.foreign(3)) == []


def test_of_a_set_the_header_chooses() -> None:
    token = TokenText.read(sign(key=SECRET, headers={"kid": "b"}))
    assert [node.octets for node in own_roots(seen(SET), token)] == [b"bbbbbbbb"]
    assert [node.octets for node in roots_of(seen(SET))] == [b"aaaaaaaa", b"bbbbbbbb"]


def test_documents_and_undecodable_texts_are_no_keys_by_themselves() -> None:
    sightings = [seen(public_pem(ec())), seen(b"no hex", encoding="hex"), seen(SECRET), seen(b"", kind="fingerprint")]
    assert [node.octets for node in document_roots(sightings)] == [public_pem(ec()), b"no hex"]
    assert [node.octets for each in sightings for node in roots_of(each)] == [SECRET]


def test_a_selection_is_made_once_and_narrowed() -> None:
    made = levels([SECRET], [b"another-secret-of-this-house"])
    every = made.selection("all", 1)
    assert made.selection("all", 1) is every
    assert any(node.sighting is None for _, node in every.entries)
    assert all(node.sighting is not None for _, node in made.selection("seen", 1).entries)
    assert {node.octets for foreign, node in made.selection("unchanged", 1).entries if foreign} == {b"another-secret-of-this-house"}
