"""REFs are taken apart as the contract (section 3) says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.reference import LIVE_SCHEMES, UnusableReference, parse_reference


@pytest.mark.parametrize(
    ("text", "scheme", "path", "name"),
    [
        ("key.pem", "file", "key.pem", None),
        (".env#JWT_SECRET", "file", ".env", "JWT_SECRET"),
        ("values.yaml#auth.jwt.secret", "file", "values.yaml", "auth.jwt.secret"),
        ("secret.yaml#auth/jwt-secret", "file", "secret.yaml", "auth/jwt-secret"),
        ("env:JWT_SECRET", "env", "JWT_SECRET", None),
        ("proc:42#JWT_SECRET", "proc", "42", "JWT_SECRET"),
        ("fp:hk1:abcdefgh", "fp", "hk1:abcdefgh", None),
        ("odd%23name%3F%25.pem", "file", "odd#name?%.pem", None),
        ("C:key.pem", "file", "C:key.pem", None),
        ("unknown:key.pem", "file", "unknown:key.pem", None),
        ("https://idp/.well-known/jwks.json", "https", "https://idp/.well-known/jwks.json", None),
        ("oidc:https://idp/realms/a", "oidc", "https://idp/realms/a", None),
        ("s3://bucket/app.env?version=3#VAR", "s3", "//bucket/app.env", "VAR"),
    ],
)
def test_forms(text: str, scheme: str, path: str, name: str | None) -> None:
    reference = parse_reference(text)
    assert (reference.scheme, reference.path, reference.name) == (scheme, path, name)


@pytest.mark.parametrize("scheme", LIVE_SCHEMES)
def test_live_schemes_are_part_of_the_grammar(scheme: str) -> None:
    assert parse_reference(f"{scheme}:a/b?region=eu#c").scheme == scheme


def test_options() -> None:
    reference = parse_reference(".env?reader=node&encoding=base64#A")
    assert dict(reference.options) == {"reader": "node", "encoding": "base64"}
    assert reference.place == ".env"


def test_only_our_options_leave_the_query_of_a_url() -> None:
    reference = parse_reference("https://idp/keys?p=1&as=jwks&q=2")
    assert reference.path == reference.place == "https://idp/keys?p=1&q=2"
    assert dict(reference.options) == {"as": "jwks"}


def test_name_parts_are_decoded_after_the_split() -> None:
    reference = parse_reference("x.yaml#a%2Eb.c%2Fd")
    assert reference.name_parts(".") == ("a.b", "c/d")
    assert reference.name_parts() == ("a.b.c/d",)


@pytest.mark.parametrize(
    "text", ["", "#A", "?as=pem", "a\0b", ".env#", "a%zz", "a?reader=perl", "a?colour=1", "a?encoding=", "https:idp", "oidc:idp", "env:"]
)
def test_refused_in_one_line(text: str) -> None:
    with pytest.raises(UnusableReference) as caught:
        parse_reference(text)
    assert str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "https://user:pass-w0rd@idp/keys",
        "HTTPS://user:pass-w0rd@idp/keys",
        "https://pass-w0rd@idp/keys",
        "http://user:pass-w0rd@[::1]:80",
        "oidc:https://user:pass-w0rd@idp",
        "https://user:pass-w0rd/x@idp/keys?as=foo",
        "https://user:pass-w0rd#@idp/keys#",
        "vault://user:pass-w0rd@host/a",
        "ftp://user:pass-w0rd@host/a",
    ],
)
def test_a_password_in_a_url_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(UnusableReference, match="neither used nor shown") as caught:
        parse_reference(text)
    assert "w0rd" not in str(caught.value)


@pytest.mark.parametrize("text", ["https://idp/keys@v2", "https://idp:8443/keys?by=a@b", "https://[::1]:80/a", "user@host.pem", "keys//a@b.pem"])
def test_an_at_sign_elsewhere_is_no_password(text: str) -> None:
    assert parse_reference(text).place == text


@given(st.text(max_size=40))
def test_any_text_is_a_reference_or_refused(text: str) -> None:
    try:
        reference = parse_reference(text)
    except UnusableReference:
        return
    assert reference.path
