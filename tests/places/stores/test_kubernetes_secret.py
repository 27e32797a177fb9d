"""Live Secrets: by a fake ``kubectl``, and by the real one against a fake API."""

import base64
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jwtriage.model.case import Sighting
from tests.places.look import look, only, refusal, texts, why_unread
from tests.support.fake_kubernetes import client_configuration, failure, fake_cluster, secret
from tests.support.fake_program import FakeProgram

SECRET = b"rhubarb-Custard-71\n"
SEALED = base64.b64encode(SECRET).decode()
OBJECT = secret("auth", {"jwt-secret": SEALED, "tls.key": SEALED[::-1].strip("=") + "=="})
KUBECTL = shutil.which("kubectl")


@pytest.fixture
def kubectl(tmp_path: Path) -> FakeProgram:
    program = FakeProgram(tmp_path, "kubectl")
    program.answers(json.dumps(secret("auth", {"jwt-secret": SEALED, "other": "eA=="})))
    return program


def test_a_key_of_a_secret(tmp_path: Path, kubectl: FakeProgram) -> None:
    found = only(tmp_path, "k8s:shop/auth?context=staging#jwt-secret", environment=kubectl.environment, timeout=7.5)
    assert (found.text.reveal(), found.kind, str(found.origin)) == (SECRET, "kubernetes-data", "k8s:shop/auth#jwt-secret")
    assert found.labels["context"] == "staging"
    assert found.labels["version"] == "41"
    assert kubectl.arguments == [
        "--request-timeout=7s",
        "--context=staging",
        "--namespace=shop",
        "get",
        "secrets",
        "--output=json",
        "--",
        "auth",
    ]


def test_the_other_keys_are_candidates_beside_a_verifier(tmp_path: Path, kubectl: FakeProgram) -> None:
    found = look(tmp_path, "k8s:shop/auth#jwt-secret", "api", environment=kubectl.environment)
    assert [(each.origin.name, each.verifier) for each in found if isinstance(each, Sighting)] == [("jwt-secret", "api"), ("other", None)]
    assert "--context" not in " ".join(kubectl.arguments)


def test_without_a_key_every_value(tmp_path: Path, kubectl: FakeProgram) -> None:
    assert texts(look(tmp_path, "k8s:shop/auth", environment=kubectl.environment)) == {"jwt-secret": SECRET, "other": b"x"}


def test_a_key_that_is_missing_is_a_slip(tmp_path: Path, kubectl: FakeProgram) -> None:
    message = refusal(tmp_path, "k8s:shop/auth#jwt-secrets", environment=kubectl.environment)
    assert "has no jwt-secrets; it has jwt-secret" in message


def test_offline_runs_nothing(tmp_path: Path, kubectl: FakeProgram) -> None:
    assert why_unread(tmp_path, "k8s:shop/auth#a", kubectl.environment, offline=True).startswith("offline:")
    with pytest.raises(FileNotFoundError):
        _ = kubectl.arguments


@pytest.mark.parametrize("reference", ["k8s:auth#a", "k8s:shop/--raw#a", "k8s:-n/auth#a", "k8s:shop/a/b#c", "k8s:Shop/auth#c", "k8s:shop/#c"])
def test_names_that_no_cluster_has_are_refused(tmp_path: Path, reference: str, kubectl: FakeProgram) -> None:
    assert "expected k8s:NAMESPACE/SECRET#KEY" in refusal(tmp_path, reference, environment=kubectl.environment)


def test_what_kubectl_says_is_not_passed_on(tmp_path: Path, kubectl: FakeProgram) -> None:
    kubectl.answers(complaint="login helper: rhubarb \x1b[31m", status=1)
    why = why_unread(tmp_path, "k8s:shop/auth?context=a'b#k", kubectl.environment)
    assert "`kubectl '--context=a'\"'\"'b' --namespace=shop get secrets --output=name -- auth` shows why" in why
    assert "\x1b" not in why


@pytest.mark.parametrize("output", ["rhubarb", "", "{", "[1]", '{"kind": "List", "items": []}', '{"kind": "Secret", "kind": 1}'])
def test_another_answer_is_unread(tmp_path: Path, kubectl: FakeProgram, output: str) -> None:
    kubectl.answers(output)
    assert "kubectl answers with something that is no" in why_unread(tmp_path, "k8s:shop/auth#k", kubectl.environment)


def test_without_kubectl(tmp_path: Path) -> None:
    assert why_unread(tmp_path, "k8s:shop/auth#k", {"PATH": str(tmp_path)}) == "kubectl is not on the PATH"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[dict[str, str]]:
    if KUBECTL is None:
        pytest.skip("kubectl is not installed: the real client was not run against the fake API")
    forbidden = failure(
        403, "Forbidden", 'secrets "locked" is forbidden: User "u" cannot get resource "secrets" in API group "" in the namespace "shop"'
    )
    with fake_cluster({"auth": OBJECT, "locked": forbidden, "login": failure(401, "Unauthorized", "Unauthorized")}) as server:
        configuration = client_configuration(server, tmp_path / "config")
        yield {"PATH": str(Path(KUBECTL).parent), "HOME": str(tmp_path), "KUBECONFIG": configuration}


def test_the_real_kubectl(tmp_path: Path, cluster: dict[str, str]) -> None:
    assert only(tmp_path, "k8s:shop/auth?context=staging#jwt-secret", environment=cluster).text.reveal() == SECRET
    assert why_unread(tmp_path, "k8s:shop/locked?context=staging#a", cluster) == (
        "denied: the right to get secrets 'locked' in namespace 'shop' of context 'staging' is missing"
    )
    assert why_unread(tmp_path, "k8s:shop/gone?context=staging#a", cluster).startswith("there is no Secret 'gone' in namespace 'shop'")
    assert "does not accept the login" in why_unread(tmp_path, "k8s:shop/login?context=staging#a", cluster)
    assert why_unread(tmp_path, "k8s:shop/auth?context=other#a", cluster) == "kubectl has no context 'other'"


def test_the_real_kubectl_without_a_cluster(tmp_path: Path, cluster: dict[str, str]) -> None:
    with fake_cluster({}) as server:
        configuration = client_configuration(server, tmp_path / "gone")
    assert why_unread(tmp_path, "k8s:shop/auth?context=staging#a", {**cluster, "KUBECONFIG": configuration}) == "the cluster does not answer"
