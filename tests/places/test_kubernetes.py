"""Kubernetes manifests: object/key, base64 undone exactly once where the API server would."""

from pathlib import Path

from jwtriage.model.case import Unread
from tests.places.look import look, only, readings, refusal, text, texts

SECRET = """\
apiVersion: v1
kind: Secret
metadata: {name: auth}
data:
  jwt-secret: c2VjcmV0Cg==
  folded: |
    c2Vj
    cmV0
  broken: not base64!
stringData:
  plain: hello
  number: 012
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other.name}
data:
  public.pem: |
    -----BEGIN PUBLIC KEY-----
binaryData:
  raw: AAE=
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: auth}
"""


def test_data_is_base64_and_keeps_its_newline(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SECRET)
    found = only(tmp_path, "secret.yaml#auth/jwt-secret")
    assert (found.text.reveal(), found.kind, found.origin.line) == (b"secret\n", "kubernetes-data", 5)
    assert found.source is not None
    assert found.source.reveal() == b"c2VjcmV0Cg=="
    assert text(tmp_path, "secret.yaml#auth/folded") == b"secret"


def test_string_data_is_text(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SECRET)
    found = only(tmp_path, "secret.yaml#auth/plain")
    assert (found.text.reveal(), found.kind) == (b"hello", "kubernetes-string-data")
    assert readings(only(tmp_path, "secret.yaml#auth/number")) == {"yaml-1.2": b"12"}


def test_config_maps(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SECRET)
    assert text(tmp_path, "secret.yaml#other.name/public.pem") == b"-----BEGIN PUBLIC KEY-----\n"
    assert text(tmp_path, "secret.yaml#other.name/raw") == b"\x00\x01"


def test_broken_base64_is_unread(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SECRET)
    [unread] = look(tmp_path, "secret.yaml#auth/broken")
    assert isinstance(unread, Unread)
    assert "base64" in unread.why
    assert "not base64!" not in unread.why


def test_a_list_and_a_json_manifest(tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text(
        '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"data":{"k":"eA=="}}]}'
    )
    assert text(tmp_path, "all.json#a/k") == b"x"


def test_string_data_wins_over_data(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {k: new}\ndata: {k: b2xk}\n")
    assert text(tmp_path, "s.yaml#a/k") == b"new"


def test_without_a_name_and_with_other_keys(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SECRET)
    assert "auth/jwt-secret" in texts(look(tmp_path, "secret.yaml"))
    others = texts(look(tmp_path, "secret.yaml#auth/plain", "api"))
    assert others["auth/jwt-secret"] == b"secret\n"


def test_a_missing_name(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SECRET)
    assert "auth/jwt-secret" in refusal(tmp_path, "secret.yaml#auth/jwt-secre")


def test_odd_manifests(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("apiVersion: v1\nkind: Secret\nmetadata: x\ndata: [a]\nstringData: {k: {l: m}}\n")
    assert "has no a/k" in refusal(tmp_path, "s.yaml#a/k")
