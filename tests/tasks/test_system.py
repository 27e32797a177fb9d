"""What `jwtriage.toml` adds to a request, and what it may not."""

from dataclasses import replace
from pathlib import Path

import pytest

from jwtriage.tasks.request import DiagnoseRequest, NamedReference, UnusableRequest
from jwtriage.tasks.system import under_care
from tests.support.segments import compact

SYSTEM = """
[keyset.access]
algorithms = ["HS256"]
issuer = "https://id.shop.example"
audience = "shop-api"
leeway = "60s"
current = "keys/v1.key"
next = "keys/v2.key"

[issuer.auth]
keyset = "access"
key = "deploy/auth.env#JWT_SECRET"

[verifier.orders]
keyset = "access"
key = "deploy/orders.env#JWT_SECRET"

[verifier.web]
keyset = "access"
"""
REQUEST = DiagnoseRequest(b"token")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(text: str, **changes: object) -> DiagnoseRequest:
    Path("jwtriage.toml").write_text(text)
    return under_care(replace(REQUEST, **changes))


def test_the_whole_system():
    made = configured(SYSTEM)
    assert made.verifiers == (NamedReference("orders", "deploy/orders.env#JWT_SECRET"), NamedReference("web", "keys/v1.key"))
    assert made.candidates == ("deploy/auth.env#JWT_SECRET", "keys/v1.key", "keys/v2.key")
    assert (made.algorithms, made.issuer, made.audience, made.leeway) == (("HS256",), "https://id.shop.example", "shop-api", 60.0)


def test_the_command_line_wins():
    made = configured(SYSTEM, config="jwtriage.toml", verifiers=(NamedReference("", "a.pem"),), issuer="i", leeway=5.0, algorithms=("HS512",))
    assert (made.verifiers, made.issuer, made.leeway, made.algorithms) == ((NamedReference("", "a.pem"),), "i", 5.0, ("HS512",))


def test_a_verifier_on_the_command_line_leaves_an_unnamed_file_unread():
    assert configured(SYSTEM, verifiers=(NamedReference("", "a.pem"),)).candidates == ()


def test_what_the_verifiers_do_not_agree_on_is_not_demanded():
    other = SYSTEM + '\n[keyset.admin]\nalgorithms = ["ES256"]\n[verifier.admin]\nkeyset = "admin"\nkey = "admin.pem"\n'
    made = configured(other)
    assert (made.algorithms, made.issuer, made.audience, made.leeway) == ((), None, None, 0.0)


SEVERAL = """
[keyset.access]
algorithms = ["HS256"]
issuer = "https://id.example"
audience = "api"
[keyset.id]
algorithms = ["RS256"]
issuer = "https://id.example"
audience = "web"
[keyset.admin]
algorithms = ["ES256"]
issuer = "https://admin.example"
current = "admin.pem"
[verifier.api]
keyset = "access"
key = "api.key"
[verifier.web]
keyset = "id"
key = "web.pem"
[verifier.admin]
keyset = "admin"
"""


@pytest.mark.parametrize(
    ("alg", "claims", "names", "issuer"),
    [
        ("HS256", {"iss": "https://id.example", "aud": "api"}, ["api"], "https://id.example"),
        ("HS256", {"iss": "https://id.example", "aud": ["x", "web"]}, ["web"], "https://id.example"),  # its alg may be the fault
        ("RS256", {"iss": "https://id.example"}, ["web"], "https://id.example"),
        ("HS256", {"iss": "https://admin.example", "aud": "api"}, ["admin"], "https://admin.example"),
        ("EdDSA", {"iss": "https://id.example", "aud": {}}, ["api", "web"], "https://id.example"),
        ("EdDSA", {"iss": "https://other.example", "aud": [[]]}, ["api", "web", "admin"], None),
    ],
)
def test_of_several_key_sets_the_one_of_the_tokens_kind_counts(alg, claims, names, issuer):
    made = configured(SEVERAL, token=compact({"alg": alg}, claims, b"s" * 32))
    assert ([named.name for named in made.verifiers], made.issuer) == (names, issuer)
    assert made.candidates == ("admin.pem",)


def test_paths_of_a_named_configuration_start_at_its_folder(folder):
    (folder / "deploy #1").mkdir()
    (folder / "deploy #1" / "system.toml").write_text(
        '[verifier.a]\nkey = "a.env#S"\n[verifier.b]\nkey = "/etc/b.pem"\n[verifier.c]\nkey = "env:C"\n'
    )
    made = under_care(DiagnoseRequest(b"token", config="deploy #1/system.toml"))
    assert [named.reference for named in made.verifiers] == ["deploy %231/a.env#S", "/etc/b.pem", "env:C"]


@pytest.mark.parametrize("reference", ["../a.pem", "/etc/shadow", "env:HOME", "https://evil.example/jwks.json", "proc:1#A", "link/a.pem"])
def test_a_configuration_that_nobody_named_stays_in_its_folder(folder, reference):
    (folder / "link").symlink_to("/etc")
    with pytest.raises(UnusableRequest, match="--config"):
        configured(f'[verifier.a]\nkey = "{reference}"\n')
    assert configured(f'[verifier.a]\nkey = "{reference}"\n', config="jwtriage.toml").verifiers[0].reference == reference


@pytest.mark.parametrize("text", ["not toml", "a = ", "\x00", "x = " + "[" * 5000])
def test_no_toml_is_one_clear_error(text):
    with pytest.raises(UnusableRequest, match="not a TOML file"):
        configured(text)


@pytest.mark.parametrize("text", ["verifier = 3", "[verifier]\na = 1", "[verifier.a]\nkey = 1", "[verifier.a]\nkeyset = 1", ""])
def test_values_of_other_types_say_nothing(text):
    assert configured(text).verifiers == ()


def test_a_missing_or_huge_configuration(folder):
    with pytest.raises(UnusableRequest, match="No such file"):
        under_care(DiagnoseRequest(b"token", config="gone.toml"))
    with pytest.raises(UnusableRequest, match="1 MiB"):
        configured("#" * (1 << 21))


@pytest.mark.parametrize(
    "issuer",
    [
        "http://id.example",
        "https://",
        "https://a.example?as=raw",
        "https://a.example#x",
        "https://u:p@a.example",
        "file:///etc/passwd",
        7,
        "https://[x",
    ],
)
def test_discovery_only_from_a_plain_https_issuer(issuer):
    token = compact({"alg": "RS256"}, {"iss": issuer}, b"s" * 256)
    with pytest.raises(UnusableRequest, match="--discover"):
        under_care(DiagnoseRequest(token, discover=True))


def test_discovery_adds_one_candidate():
    token = compact({"alg": "RS256"}, {"iss": "https://id.example"}, b"s" * 256)
    assert under_care(DiagnoseRequest(token, discover=True)).candidates == ("oidc:https://id.example",)
