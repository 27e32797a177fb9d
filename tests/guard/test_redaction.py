import json
import time
from base64 import b64encode
from functools import cache
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.guard.redaction import Redactor, redact
from jwtriage.jose.fingerprint import token_fingerprint
from tests.support.documents import jwk
from tests.support.keys import SECRET, ec, private_pem, public_pem, rsa, traditional_pem
from tests.support.tokens import sign

KEY = bytes(range(32))
CLAIMS = {"sub": "bob@example.com", "name": "Bob"}


@cache
def token(alg="HS256", **header) -> str:
    return sign(CLAIMS, {"HS256": SECRET, "RS256": rsa()}[alg], alg, header or {"kid": "2026-11"}).decode()


def parts() -> list[str]:
    return token().split(".")


def label(text: str) -> str:
    return f"[jwt HS256 kid=2026-11 {token_fingerprint(text.encode(), KEY)}]"


def redacted(text):
    done = Redactor(KEY).redact(text)
    assert Redactor(KEY).redact(done) == done
    return done


def holds_nothing_of(text: str, secret: str) -> bool:
    return not any(secret[start : start + 12] in text for start in range(len(secret) - 12))


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("Authorization: Bearer ", "\r\n"), ("/cb?token=", "&state=1"), ("x", " y"), ("%20", ""), ('"', '" "GET / HTTP/1.1"'), ("(", ").")],
)
def test_a_token_is_found_wherever_it_stands(before, after):
    assert redacted(f"{before}{token()}{after}") == f"{before}{label(token())}{after}"
    assert redacted(f"{before}{token()}{after}".encode()) == f"{before}{label(token())}{after}".encode()


def test_all_tokens_of_a_text_are_found():
    assert redacted(f"{token()} and\n{token('RS256')}, {token()}").count("[jwt ") == 3


def test_json_inside_json_stays_json():
    text = json.dumps({"body": json.dumps({"token": token(), "user": "bob"})})
    assert json.loads(json.loads(redacted(text))["body"]) == {"token": label(token()), "user": "bob"}


@pytest.mark.parametrize(
    "write",
    [
        lambda head, body, tail: f'"{head}"."{body}"."{tail}"',
        lambda head, body, tail: f"'{head}.' + '{body}.' + '{tail}'",
        lambda head, body, tail: f'"{head}." +\n    "{body}." +\n    "{tail}"',
        lambda head, body, tail: f"{head}%2E{body}%2e{tail}",
        lambda head, body, tail: "('" + "'\n '".join(wrap(f"{head}.{body}.{tail}", 40)) + "')",
        lambda head, body, tail: f"{head}.{body}.{tail}".replace("-", "+").replace("_", "\\/"),
        lambda head, body, tail: f"{head}==.{body}=.{tail}=",
    ],
)
def test_pieces_of_a_token_go_with_it(write):
    head, body, tail = parts()
    done = redacted(f"a {write(head, body, tail)} z")
    assert done.startswith("a ")
    assert done.endswith(" z")
    assert holds_nothing_of(done, tail)
    assert holds_nothing_of(done, body)


def test_a_token_without_its_signature_loses_its_claims():
    head, body, tail = parts()
    for text in (f"{head}.{body}", f"{head}.{body}.", f"{head}.{body}.{tail[:5]}", f"{head}.{body}.…", f"{head}.{body}.[redacted]"):
        assert holds_nothing_of(redacted(text), body)


def test_a_header_that_cannot_be_read_is_no_shelter():
    head, body, tail = parts()
    done = redacted(f"{head[:9]}!{head[9:]} {head[:-3]}.{body}.{tail}")
    assert "[jwt tok:" in done
    assert holds_nothing_of(done, tail)


def test_a_jwe_is_named_so():
    head = b64encode(json.dumps({"alg": "dir", "enc": "A256GCM"}).encode()).decode().rstrip("=")
    assert redacted(f"{head}..{'a' * 16}.{'b' * 40}.{'c' * 22}").startswith("[jwe dir tok:")


def test_a_header_with_white_space_is_found():
    for written in ('{ "alg":"HS256"}', '{\n "alg":"HS256"}', '{\r\n "alg":"HS256"}', '{\n\t"alg":"HS256"}'):
        head = b64encode(written.encode()).decode().rstrip("=")
        assert redacted(f"{head}.{parts()[1]}.{parts()[2]}").startswith("[jwt ")


@pytest.mark.parametrize("kid", ['"}] x', "a\nb", "\x1b[31m", "é", token(kid="x"), "a]b", 7, True])
def test_a_kid_that_is_not_harmless_is_not_shown(kid):
    assert redacted(token(kid=kid)).startswith("[jwt HS256 kid=? tok:")


def test_a_long_kid_is_cut():
    assert f"kid={'a' * 64} " in redacted(token(kid="a" * 1000))


def test_equal_tokens_have_equal_fingerprints_only_under_one_key():
    assert Redactor(KEY).redact(token()) == label(token())
    assert Redactor().redact(token()) != Redactor().redact(token())
    assert redact(token()) == redact(token())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "they view a framework",
        "eyJ",
        "eyJhbGciOi...",
        "see eyJfoo.bar.com",
        "a.b.c",
        "[jwt RS256 kid=a tok:aaaaaaaa]",
        "-----BEGIN PUBLIC KEY-----",
        '{"kty": "RSA", "kid": "a"}',
        "e" * 1000,
        "\ud800 eyJ",
        "BEGIN TRANSACTION",
        f"cursor={b64encode(json.dumps({'page': 2}).encode()).decode()}",
    ],
)
def test_other_text_stays_the_same_object(text):
    assert redact(text) is text


def test_public_keys_stay():
    assert redact(public_pem(ec())) == public_pem(ec())
    document = json.dumps(jwk(rsa(), kid="a"))
    assert redact(document) == document


@pytest.mark.parametrize("pem", [private_pem(ec()), traditional_pem(ec()), private_pem(rsa()), traditional_pem(rsa())])
@pytest.mark.parametrize(
    "write",
    [
        str,
        lambda text: json.dumps(json.dumps(text)),
        lambda text: text.replace("\n", "\\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", " "),
        lambda text: text.replace("\n", "\n    "),
        lambda text: text[: len(text) * 2 // 3],
        lambda text: b64encode(text.encode()).decode(),
        lambda text: "\n  ".join(wrap(b64encode(text.encode()).decode(), 76)),
    ],
)
def test_a_private_key_is_found_whole_cut_and_wrapped(pem, write):
    text = pem.decode()
    done = redacted(f"key: {write(text)} and more")
    assert "[private key]" in done
    assert done.startswith("key: ")
    assert done.endswith(" and more")
    assert holds_nothing_of(done, "".join(text.splitlines()[1:-1]))
    assert holds_nothing_of(done, b64encode(text.encode()).decode()[40:])


def test_private_members_of_a_jwk_are_found():
    secret = "kX9vQ2mZ7rT4wL1cN8bH5jD3fGsyP0sA"
    document = {"keys": [{"kty": "oct", "k": secret, "kid": "a"}, {"kty": "OKP", "crv": "Ed25519", "x": "public-part-of-the-key", "d": secret}]}
    for text in (json.dumps(document), json.dumps(json.dumps(document)), repr(document), json.dumps(document, indent=2)):
        done = redacted(text)
        assert secret not in done
        assert done.count("[private key]") == 2
        assert "public-part-of-the-key" in done


@pytest.mark.parametrize(
    "text",
    [
        "eyJ" * 100_000,
        "eyJ." * 80_000,
        'eyJ"+"' * 50_000,
        "eyJ" + '" ' * 150_000,
        "-----BEGIN RSA PRIVATE KEY-----" * 10_000,
        "-----BEGIN PRIVATE KEY-----\n" + "A" * 300_000,
        "-----BEGIN" + " PRIVATE" * 40_000,
        "LS0tLS1CRUdJTi" * 20_000,
        'kty"d": ' * 40_000,
    ],
    ids=range(9),
)
def test_the_time_is_linear(text):
    """A quadratic pattern would take minutes."""
    start = time.process_time()
    redact(text)
    assert time.process_time() - start < 2


@given(st.text(st.sampled_from("eyJA.\"'-+ \n%2E\\wo0K")), st.text())
def test_any_text_is_redacted_once(before, after):
    text = f"{before}{token()}{after}"
    done = redacted(text)
    assert holds_nothing_of(done, parts()[2])
    assert redacted(text.encode("utf-8", "surrogatepass")) == done.encode("utf-8", "surrogatepass")


@given(st.binary())
def test_octets_need_not_be_text(octets):
    assert redact(octets) == redact(redact(octets))
