"""Variables of containers: by a fake ``docker``, and by the real one against a fake engine."""

import json
import shutil
from pathlib import Path

import pytest

from jwtriage.model.case import Sighting
from tests.places.look import look, only, refusal, texts, why_unread
from tests.support.fake_docker import container, fake_engine
from tests.support.fake_program import FakeProgram

INSIDE = container("PATH=/bin", "JWT_SECRET=rhubarb=Custard$71#", "EMPTY=", "bare")
DOCKER = shutil.which("docker")


@pytest.fixture
def docker(tmp_path: Path) -> FakeProgram:
    program = FakeProgram(tmp_path, "docker")
    program.answers(json.dumps([INSIDE]))
    return program


def test_a_variable_is_what_the_program_gets(tmp_path: Path, docker: FakeProgram) -> None:
    found = only(tmp_path, "docker:shop_api.1?context=far#JWT_SECRET", environment=docker.environment)
    assert (found.text.reveal(), found.kind, str(found.origin)) == (b"rhubarb=Custard$71#", "variable", "docker:shop_api.1#JWT_SECRET")
    assert dict(found.labels) == {"context": "far", "image": "shop/api:7", "started": "2026-11-01T08:00:00Z"}
    assert docker.arguments == ["--context=far", "inspect", "--type=container", "--", "shop_api.1"]


def test_without_a_name_what_looks_like_a_key(tmp_path: Path, docker: FakeProgram) -> None:
    assert set(texts(look(tmp_path, "docker:api", environment=docker.environment))) == {"JWT_SECRET"}
    docker.answers(json.dumps([container("PATH=/bin")]))
    assert "no variable that looks like a key" in refusal(tmp_path, "docker:api", environment=docker.environment)


def test_the_other_variables_are_candidates_beside_a_verifier(tmp_path: Path, docker: FakeProgram) -> None:
    found = look(tmp_path, "docker:api#JWT_SECRET", "api", environment=docker.environment)
    assert [(each.origin.name, each.verifier) for each in found if isinstance(each, Sighting)] == [
        ("JWT_SECRET", "api"),
        ("PATH", None),
        ("EMPTY", None),
    ]


@pytest.mark.parametrize("reference", ["docker:--help#A", "docker:a/b#A", "docker:a b#A", "docker:%2D%2Dall#A"])
def test_names_that_no_container_has_are_refused(tmp_path: Path, reference: str, docker: FakeProgram) -> None:
    assert "expected docker:CONTAINER#VAR" in refusal(tmp_path, reference, environment=docker.environment)


def test_a_missing_variable_is_a_slip(tmp_path: Path, docker: FakeProgram) -> None:
    assert "has no JWT_SECRT; it has JWT_SECRET" in refusal(tmp_path, "docker:api#JWT_SECRT", environment=docker.environment)


@pytest.mark.parametrize("output", ["[]", '[{"Config": {"Env": null}}]', '[{"Config": {"Env": [1, {}]}}]', "{}"])
def test_a_container_without_variables(tmp_path: Path, docker: FakeProgram, output: str) -> None:
    docker.answers(output)
    assert "it has no names at all" in refusal(tmp_path, "docker:api#A", environment=docker.environment)


def test_withheld(tmp_path: Path, docker: FakeProgram) -> None:
    assert why_unread(tmp_path, "docker:api#A", docker.environment, offline=True).startswith("offline:")
    docker.answers("rhubarb")
    assert "no JSON" in why_unread(tmp_path, "docker:api#A", docker.environment)
    docker.answers(complaint="rhubarb", status=125)
    assert why_unread(tmp_path, "docker:api#A", docker.environment) == "docker failed with status 125"
    docker.answers(complaint="permission denied while trying to connect to the Docker daemon socket", status=1)
    assert why_unread(tmp_path, "docker:api#A", docker.environment) == "denied: the right to use the socket of the Docker engine is missing"


@pytest.mark.skipif(DOCKER is None, reason="docker is not installed: the real client was not run against the fake engine")
def test_the_real_docker(tmp_path: Path) -> None:
    environment = {"PATH": str(Path(DOCKER or "").parent), "HOME": str(tmp_path)}
    with fake_engine({"api": INSIDE}) as address:
        there = {**environment, "DOCKER_HOST": address}
        assert only(tmp_path, "docker:api#JWT_SECRET", environment=there).text.reveal() == b"rhubarb=Custard$71#"
        assert why_unread(tmp_path, "docker:gone#A", there) == "there is no container 'gone'"
        assert why_unread(tmp_path, "docker:api?context=nowhere#A", environment) == "docker has no context 'nowhere'"
    assert why_unread(tmp_path, "docker:api#A", there) == "the Docker engine does not answer"
