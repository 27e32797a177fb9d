"""Asking the causes: nothing twice, and a broken one does not stop the others."""

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import TextNode, seen_text
from jwtriage.diagnosis.proposals import document_changes, secret_changes, token_changes, token_repairs
from jwtriage.forensics.token import TokenText
from jwtriage.model.cause import Cause
from jwtriage.model.change import TextChange
from tests.support.case import case_of, seen
from tests.support.keys import SECRET, ec, public_pem
from tests.support.tokens import sign

ROOT = seen_text(SECRET + b"\n", seen(SECRET + b"\n"))
TOKEN = TokenText.read(b"Bearer " + sign(key=SECRET))


def nodes(node: TextNode = ROOT, **more) -> list[TextNode]:
    return [TextNode(*text) for text in secret_changes(node, 64, Budget(5), **more)]


def test_every_change_comes_once_and_knows_its_origin():
    found = nodes()
    assert len({node.octets for node in found}) == len(found)
    assert all(node.parent is ROOT and node.sighting is ROOT.sighting for node in found)
    assert (SECRET, "secret-trailing-newline") in [(node.octets, node.cause.id) for node in found]


def test_what_was_seen_is_not_proposed_again():
    known = {SECRET}
    assert SECRET not in {node.octets for node in nodes(seen=known)}
    assert len(known) > 1
    assert nodes(seen=known) == []


def test_no_cause_comes_twice_in_one_chain():
    child = next(node for node in nodes() if node.cause.id == "secret-trailing-newline")
    assert "secret-trailing-newline" not in {node.cause.id for node in nodes(child)}


def test_but_a_secret_may_be_encoded_twice():
    cause = CAUSES["secret-base64-decoded-one-side"]
    child = TextNode(b"c2VjcmV0LXNlY3JldC1zZWNyZXQh", ROOT, cause, "how", ROOT.sighting)
    assert cause.id in {node.cause.id for node in nodes(child)}


def test_a_cause_that_fails_midway_keeps_what_it_said_before():
    def broken(text):
        yield TextChange(b"first", "how")
        raise ValueError("sekrit")

    budget = Budget(5)
    causes = [(Cause("b", "f", "B", ""), broken), (Cause("c", "f", "C", ""), lambda text: iter((TextChange(b"second", "how"),)))]
    assert [text[0] for text in secret_changes(ROOT, 64, budget, causes)] == [b"first", b"second"]
    assert [entry.origin for entry in budget.unread] == ["cause b"]


def test_documents_tokens_and_repairs():
    damaged = seen_text(public_pem(ec()).replace(b"\n", b"\\n"), None)
    assert public_pem(ec()) in [node.octets for node in document_changes(damaged, Budget(5))]
    changed = {step.cause.id for _, step in token_changes(TOKEN, case_of(TOKEN.text), Budget(5))}
    assert "bearer-prefix-or-wrapping" in changed
    assert "bearer-prefix-or-wrapping" not in {
        step.cause.id for _, step in token_changes(TOKEN, case_of(TOKEN.text), Budget(5), {"bearer-prefix-or-wrapping"})
    }
    first = next(iter(token_repairs(TokenText.read(sign(key=SECRET)), Budget(5))))
    assert first[1].axis == "token"
