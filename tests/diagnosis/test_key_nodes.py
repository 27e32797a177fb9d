"""Public keys: repaired documents, the choice, and keys that anyone holds."""

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.key_nodes import OwnKeys, carried_keys, famous_key_nodes, foreign_key_nodes
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.case import conclude, proven, seen
from tests.support.example import CLAIMS
from tests.support.keys import ec, private_pem, public_pem, rsa
from tests.support.tokens import sign

TOKEN = TokenText.read(sign(CLAIMS, rsa(), "RS256"))


def test_a_sound_document_costs_nothing() -> None:
    """The configured key comes first and without a change."""
    nodes = OwnKeys([seen(public_pem(rsa()), verifier="")], Budget(5)).nodes(TOKEN)
    assert (nodes[0].cost, nodes[0].foreign) == (0, False)


def test_each_repair_is_one_step() -> None:
    """A private key for the public one is one change away."""
    nodes = OwnKeys([seen(private_pem(rsa()), verifier="")], Budget(5)).nodes(TOKEN)
    assert [step.cause.id for step in nodes[0].steps] == ["private-key-used-to-verify"]


def test_a_candidates_form_is_nobodys_fault() -> None:
    """Candidates are read leniently and cost the choice alone."""
    nodes = foreign_key_nodes([seen(private_pem(rsa()), "issuer.pem")])
    assert [(node.cost, node.steps) for node in nodes] == [(1, ())]


def test_a_key_in_the_tokens_own_header_is_anyones() -> None:
    """The header carries the key: a finding, and the signer is anyone."""
    key = ec("P-256", "carried")
    members = dict(Key.from_public(key.public_key()).members)
    token = sign(CLAIMS, key, "ES256", {"jwk": members})
    assert len(carried_keys(TokenText.read(token))) == 1
    outcome = conclude(token, seen(public_pem(ec()), verifier=""))
    assert proven(outcome) == ["key-carried-by-token"]
    assert outcome.signer is not None
    assert outcome.signer.how == "anyone"


def test_hostile_headers_carry_nothing() -> None:
    """What is no key is passed over."""
    for header in ({"jwk": "text"}, {"jwk": {"kty": "RSA"}}, {"x5c": "text"}, {"x5c": [1]}, {"x5c": ["@@@"]}, {"x5c": []}):
        assert carried_keys(TokenText.read(sign(CLAIMS, b"k", "HS256", header))) == []


def test_sample_keys_are_tried() -> None:
    """The published pairs of debuggers are among the keys that anyone holds."""
    assert "token-resigned-by-debugger" in {node.steps[0].cause.id for node in famous_key_nodes(TOKEN)}
