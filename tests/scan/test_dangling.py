import pytest

from tests.scan.tree import SECRET, facts, found, scanned

SECRET_OBJECT = f"apiVersion: v1\nkind: Secret\nmetadata: {{name: auth}}\nstringData: {{jwt-secret: {SECRET}}}\n"
POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: orders}}
spec: {{containers: [{{name: a, env: [{{name: JWT_SECRET, valueFrom: {{secretKeyRef: {{name: {}, key: {}}}}}}}]}}]}}
"""
RULE = "secret-variable-name-wrong"


def test_a_value_that_the_secret_does_not_have(tmp_path):
    report = scanned(tmp_path, {"secret.yaml": SECRET_OBJECT, "pod.yaml": POD.format("auth", "jwt_secret")})
    (finding,) = found(report, RULE)
    assert "it has jwt-secret" in facts(finding)
    assert finding.origin.place.endswith("pod.yaml")


@pytest.mark.parametrize(("name", "key"), [("auth", "jwt-secret"), ("elsewhere", "jwt_secret")])
def test_a_value_that_is_there_or_in_an_unknown_secret(tmp_path, name, key):
    assert found(scanned(tmp_path, {"secret.yaml": SECRET_OBJECT, "pod.yaml": POD.format(name, key)}), RULE) == []
