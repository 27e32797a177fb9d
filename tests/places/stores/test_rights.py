"""The files of least rights grant exactly what is asked for."""

from pathlib import Path

import yaml

from jwtriage.places.stores import kubernetes_secret

RIGHTS = Path(__file__).parents[3] / "examples" / "rights"


def test_the_role_grants_one_verb_on_one_secret() -> None:
    role, binding = yaml.safe_load_all((RIGHTS / "kubernetes-secret.yaml").read_text())
    rule = {"apiGroups": [""], "resources": [kubernetes_secret.RESOURCE], "resourceNames": ["auth"], "verbs": [kubernetes_secret.VERB]}
    assert role["rules"] == [rule]
    assert binding["roleRef"]["name"] == role["metadata"]["name"]
