"""The files of least rights grant exactly what is asked for."""

import json
from pathlib import Path

import pytest
import yaml

from jwtriage.places.stores import aws, aws_parameter, aws_secret, kubernetes_secret, vault_secret

RIGHTS = Path(__file__).parents[3] / "examples" / "rights"


def test_the_role_grants_one_verb_on_one_secret() -> None:
    role, binding = yaml.safe_load_all((RIGHTS / "kubernetes-secret.yaml").read_text())
    rule = {"apiGroups": [""], "resources": [kubernetes_secret.RESOURCE], "resourceNames": ["auth"], "verbs": [kubernetes_secret.VERB]}
    assert role["rules"] == [rule]
    assert binding["roleRef"]["name"] == role["metadata"]["name"]


def test_the_policy_of_vault_grants_one_capability_on_one_path() -> None:
    policy = (RIGHTS / "vault.hcl").read_text()
    assert 'path "secret/data/shop/auth"' in policy
    assert policy.count("path ") == policy.count("capabilities") == 1
    assert f'capabilities = ["{vault_secret.CAPABILITY}"]' in policy


@pytest.mark.parametrize(("file", "action"), [("aws-secret.json", aws_secret.ACTION), ("aws-parameter.json", aws_parameter.ACTION)])
def test_the_policies_of_aws_grant_one_read_and_its_decryption(file: str, action: str) -> None:
    statements = json.loads((RIGHTS / file).read_text())["Statement"]
    assert [statement["Action"] for statement in statements] == [action, aws.DECRYPT]
    assert all("*" not in statement["Resource"] for statement in statements)
