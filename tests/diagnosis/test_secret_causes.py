"""Which causes follow which change of a secret."""

import pytest

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import TextNode, seen_text
from jwtriage.diagnosis.secret_causes import DOCUMENT, LONGEST, causes_after, common_causes_after, undecoded_changes, well_known
from jwtriage.known.secrets import is_default
from tests.support.case import seen
from tests.support.keys import SECRET

ROOT = seen_text(SECRET, seen(SECRET))


def ids(causes) -> set[str]:
    return {cause.id for cause, _ in causes}


def changed(name: str, octets: bytes = SECRET) -> TextNode:
    return TextNode(octets, ROOT, CAUSES[name], "how", None)


def test_a_document_becomes_a_secret_only_by_causes_that_say_so() -> None:
    document = TextNode(b"-----BEGIN", None, None, DOCUMENT, None)
    assert ids(causes_after(document)) == {"public-pem-as-hmac-secret", "pem-wrong-line-ending", "jwks-document-used-as-key"}
    assert ids(common_causes_after(document)) == ids(causes_after(document))


def test_what_was_cut_is_decoded_at_most() -> None:
    after = ids(causes_after(changed("secret-truncated")))
    assert "secret-hex-vs-text" in after
    assert "secret-truncated" not in after
    assert after < ids(causes_after(changed("secret-bom")))


def test_a_file_given_by_mistake_is_not_cut_at_every_position() -> None:
    long = b"x" * (LONGEST + 1)
    assert "secret-truncated" not in ids(causes_after(seen_text(long, None)))
    assert causes_after(changed("secret-bom", long)) == common_causes_after(seen_text(long, None)) == []


def test_of_very_many_texts_only_common_encodings_are_tried() -> None:
    assert ids(common_causes_after(ROOT)) < ids(causes_after(ROOT))


@pytest.mark.parametrize(("encoding", "cause"), [("hex", "secret-hex-vs-text"), ("base64", "secret-base64-decoded-one-side")])
def test_a_text_that_the_program_decodes_is_tried_as_text_and_changed_before_decoding(encoding: str, cause: str) -> None:
    text = {"hex": b"73656372", "base64": b"c2VjcmV0c2Vj"}[encoding] + b"\n"
    sighting = seen(text, encoding=encoding)
    first, *others = undecoded_changes(seen_text(b"octets", sighting), 64, Budget(5))
    assert (first.octets, first.cause.id) == (text, cause)
    assert {b"secr", b"secretsec"} & {node.octets for node in others}


def test_other_texts_have_nothing_undecoded() -> None:
    assert list(undecoded_changes(ROOT, 64, Budget(5))) == []
    assert list(undecoded_changes(changed("secret-bom"), 64, Budget(5))) == []


def test_the_secrets_that_everybody_knows_come_with_a_cause() -> None:
    nodes = list(well_known())
    assert {node.cause.id for node in nodes} == {"token-resigned-by-debugger", "secret-default-or-placeholder"}
    assert nodes[0].cause.id == "token-resigned-by-debugger"
    assert any(is_default(node.octets) for node in nodes)
