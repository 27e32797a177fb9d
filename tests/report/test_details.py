"""A task's own members in words."""

import pytest

from jwtriage.report.details import detail_lines, short_fingerprint


def lines(**details):
    return list(detail_lines(details))


def test_a_token_is_header_claims_and_names_of_the_rest():
    token = {"header": {"alg": "HS256"}, "claims": {"iss": "x"}, "other_claims": ["email"], "signature_octets": 32, "token_fingerprint": "tok:a"}
    assert lines(token=token) == [("token", 'alg "HS256", signature of 32 octets, tok:a'), ("token", 'iss "x" (by name only: email)')]


def test_a_label_that_is_its_own_fingerprint_stands_once():
    assert lines(signer={"label": "key A", "fingerprint": "key A", "origin": "a"}) == [("signer", "key A  a")]


def test_what_is_said_of_each_verifier_is_not_said_of_all():
    assert lines(signer={"label": "key A"}, token={"header": {"alg": "x"}}, verifiers={"orders": {}}) == [("token", 'alg "x"')]


def test_absent_members_and_those_of_tables_say_nothing():
    assert lines(signer=None, verifier=[], keys=[{"a": 1}]) == []


def test_long_values_are_cut():
    ((_, words), *_) = lines(token={"header": {"kid": "k" * 5000}})
    assert len(words) < 300


@pytest.mark.parametrize(
    ("full", "short"), [("rsa:" + "a" * 43, "rsa:" + "a" * 12), ("hk1:abcdefgh", "hk1:abcdefgh"), ("secret A (weak)", "secret A (weak)")]
)
def test_fingerprints_of_public_keys_are_cut(full, short):
    assert short_fingerprint(full) == short


def test_what_to_do_next_is_a_line_each():
    assert lines(next=[{"text": "ask", "argv": []}, {"text": "fetch", "argv": []}]) == [("next", "ask"), ("next", "fetch")]
