"""Secrets Manager and the Parameter Store: by moto in this process, which imitates AWS, and by answers that moto does not give."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jwtriage.model.case import Sighting, Unread
from tests.places.look import look, only, refusal

boto3 = pytest.importorskip("boto3", reason="boto3 is not installed (extra aws): the AWS stores were not tested")
moto = pytest.importorskip("moto", reason="moto is not installed: the AWS stores were not tested")
errors = pytest.importorskip("botocore.exceptions")

OLD, NEW = "rhubarb-Custard-71", '{"jwt": {"secret": "rhubarb-Custard-72\\n"}, "port": 8080}'
SERVICES = ["secretsmanager:get_secret_value:aws-secret:auth", "ssm:get_parameter:aws-ssm:/shop/auth"]


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with moto.mock_aws():
        yield


@pytest.fixture
def version() -> str:
    manager = boto3.client("secretsmanager")
    first = manager.create_secret(Name="auth", SecretString=OLD)["VersionId"]
    manager.put_secret_value(SecretId="auth", SecretString=NEW)
    manager.create_secret(Name="shop/octets", SecretBinary=b"\x00\xffrhubarb")
    store = boto3.client("ssm")
    store.put_parameter(Name="/shop/auth", Value=OLD, Type="SecureString")
    store.put_parameter(Name="/shop/auth", Value=NEW, Type="SecureString", Overwrite=True)
    return str(first)


def _why(folder: Path, reference: str, **more: object) -> str:
    [unread] = look(folder, reference, **more)
    assert isinstance(unread, Unread)
    assert "rhubarb" not in unread.why
    return unread.why


def test_a_secret_by_stage_and_by_version(tmp_path: Path, version: str) -> None:
    previous = only(tmp_path, "aws-secret:auth?stage=AWSPREVIOUS")
    assert (previous.text.reveal(), previous.kind, str(previous.origin)) == (OLD.encode(), "stored", "aws-secret:auth")
    assert (previous.labels["version"], previous.labels["stage"]) == (version, "AWSPREVIOUS")
    assert only(tmp_path, f"aws-secret:auth?version={version}").text.reveal() == OLD.encode()
    assert only(tmp_path, "aws-secret:shop/octets?region=eu-west-1").text.reveal() == b"\x00\xffrhubarb"


def test_a_value_inside_the_json_of_a_secret(tmp_path: Path, version: str) -> None:
    found = only(tmp_path, "aws-secret:auth#jwt.secret")
    assert (found.text.reveal(), found.kind, str(found.origin)) == (b"rhubarb-Custard-72\n", "field", "aws-secret:auth#jwt.secret")
    assert found.labels["stage"] == "AWSCURRENT"
    assert "has no jwt.secre; it has jwt.secret" in refusal(tmp_path, "aws-secret:auth#jwt.secre")
    assert "is not valid JSON" in refusal(tmp_path, "aws-secret:auth?stage=AWSPREVIOUS#jwt")


def test_json_without_a_name_is_the_text_and_its_keys_are_candidates(tmp_path: Path, version: str) -> None:
    found = [each for each in look(tmp_path, "aws-secret:auth", "api") if isinstance(each, Sighting)]
    assert [(each.kind, each.origin.name, each.verifier) for each in found] == [("stored", None, "api"), ("field", "jwt.secret", None)]
    assert found[0].text.reveal() == NEW.encode()


def test_a_parameter_by_version(tmp_path: Path, version: str) -> None:
    first = only(tmp_path, "aws-ssm:/shop/auth?version=1")
    assert (first.text.reveal(), first.kind, first.labels["version"]) == (OLD.encode(), "stored", "1")
    assert only(tmp_path, "aws-ssm:/shop/auth#jwt.secret").text.reveal() == b"rhubarb-Custard-72\n"


def test_a_stored_text_makes_no_file_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.env").write_text("JWT_SECRET=rhubarb\n")
    compose = {"services": {"api": {"env_file": "mine.env", "image": "x"}}}
    boto3.client("secretsmanager").create_secret(Name="auth", SecretString=json.dumps(compose))
    assert "rhubarb" not in refusal(tmp_path, "aws-secret:auth#api/JWT_SECRET")


def test_absent(tmp_path: Path, version: str) -> None:
    assert _why(tmp_path, "aws-secret:gone#a") == "there is no secret 'gone'"
    assert _why(tmp_path, "aws-secret:auth?stage=AWSPENDING") == "there is no secret 'auth' of stage 'AWSPENDING'"
    assert _why(tmp_path, "aws-ssm:/gone") == "there is no parameter '/gone'"
    assert _why(tmp_path, "aws-ssm:/shop/auth?version=9") == "there is no parameter '/shop/auth:9'"
    boto3.client("secretsmanager").delete_secret(SecretId="auth")
    assert "marked for deletion" in _why(tmp_path, "aws-secret:auth")


def test_without_an_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _why(tmp_path, "aws-secret:auth?profile=nobody") == "there is no profile 'nobody' for AWS"
    assert _why(tmp_path, "aws-secret:auth", offline=True).startswith("offline:")
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    assert _why(tmp_path, "aws-secret:auth") == "no region is set: add ?region="


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("error", "why"),
    [
        (("AccessDeniedException", "User rhubarb is not authorized"), "denied: the right to {action} on {resource} is missing"),
        (("AccessDeniedException", "Access to KMS is not allowed"), "denied: the right to kms:Decrypt on the key of {resource} is missing"),
        (("ExpiredTokenException", "rhubarb"), "AWS does not accept this login (ExpiredTokenException)"),
        (("ThrottlingException", "rhubarb"), "AWS refuses with ThrottlingException"),
        (("rhubarb \x1b", ""), "AWS refuses with an error"),
        ("NoCredentialsError", "there is no login for AWS: set a profile, or log in"),
        ("UnauthorizedSSOTokenError", "AWS could not be asked (UnauthorizedSSOTokenError)"),
    ],
    ids=str,
)
def test_refusals(tmp_path: Path, service: str, error: Any, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, operation, reference = service.split(":", 2)

    def refuse(*_: object, **__: object) -> None:
        if isinstance(error, str):
            raise getattr(errors, error)()
        raise errors.ClientError({"Error": {"Code": error[0], "Message": error[1]}}, operation)

    monkeypatch.setattr("botocore.client.BaseClient._make_api_call", refuse)
    action, resource = {
        "ssm": ("ssm:GetParameter", "parameter '/shop/auth'"),
        "secretsmanager": ("secretsmanager:GetSecretValue", "secret 'auth'"),
    }[name]
    assert _why(tmp_path, reference) == why.format(action=action, resource=resource)


@pytest.mark.parametrize("service", SERVICES)
def test_an_answer_without_a_value(tmp_path: Path, service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.client.BaseClient._make_api_call", lambda *_: {})
    assert _why(tmp_path, service.split(":", 2)[2]).endswith("holds no value")
