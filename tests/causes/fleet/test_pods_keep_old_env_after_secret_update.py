"""The secret was updated, and running containers keep the old value."""

from base64 import b64encode
from dataclasses import replace

import pytest

from jwtriage.causes.fleet import pods_keep_old_env_after_secret_update as cause
from jwtriage.model.case import Origin
from tests.support.example import Example, assert_explains
from tests.support.keys import SECRET
from tests.support.stories import CLAIMS, signed, swapped

TOKEN = signed(CLAIMS, SECRET, "HS256")
OLD = "what-the-pod-was-started-with-last-week-0815"
MANIFEST = b"apiVersion: v1\nkind: Secret\nmetadata: {name: auth}\ndata:\n  jwt-secret: " + b64encode(SECRET) + b"\n"


def example() -> Example:
    """The issuer reads the updated Secret, this process has the value from its start."""
    arguments = ("--verifier", "env:JWT_SECRET_OF_THE_POD", "--candidate", "secret.yaml#auth/jwt-secret")
    causes = ("pods-keep-old-env-after-secret-update",)
    return Example(TOKEN, {"secret.yaml": MANIFEST}, arguments, causes, environment={"JWT_SECRET_OF_THE_POD": OLD})


def test_example_is_proven() -> None:
    assert_explains(example())


def found(running: str, kind: str) -> bool:
    choice = swapped(TOKEN, ("own", OLD.encode()), ("secret.yaml#auth/jwt-secret", SECRET))
    own, signer = choice.chosen_sighting, choice.signer_sighting
    return bool(list(cause.choose(choice._replace(chosen_sighting=replace(own, origin=Origin(running)), signer_sighting=replace(signer, kind=kind)))))


@pytest.mark.parametrize("running", ["env:JWT_SECRET", "proc:4711", "docker:api", "k8s-pod:shop/orders-0/app"])
def test_each_place_of_a_running_process(running: str) -> None:
    assert found(running, "kubernetes-data")


@pytest.mark.parametrize(("running", "kind"), [("jwt.key", "kubernetes-data"), ("env:JWT_SECRET", "file"), ("environment.key", "kubernetes-data")])
def test_other_places_accuse_nobody(running: str, kind: str) -> None:
    """Near miss: no process, no Secret."""
    assert not found(running, kind)


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + TOKEN, causes=("bearer-prefix-or-wrapping", *example().causes)))
