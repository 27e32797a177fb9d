"""REFs of live stores work in every command that takes one, and no command shows a value."""

import json
from pathlib import Path

import pytest

from jwtriage.guard.sources.loader import LoaderSource
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks.guard_sources import source_of
from jwtriage.tasks.request import UnusableRequest
from tests.support.command import command, pieces
from tests.support.fake_docker import container
from tests.support.fake_kubernetes import secret
from tests.support.fake_program import FakeProgram
from tests.support.tokens import segment, sign

SECRET = b"rhubarb-Custard-71-and-a-long-tail"
SEALED = segment(SECRET + b"\n").decode() + "="
FORMATS = ("text", "json", "markdown")


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeProgram:
    """A cluster whose Secret ends in a newline, beside a container that was given the secret without it."""
    kubectl, docker = FakeProgram(tmp_path, "kubectl"), FakeProgram(tmp_path, "docker")
    kubectl.answers(json.dumps(secret("auth", {"jwt-secret": SEALED})))
    docker.answers(json.dumps([container(f"JWT_SECRET={SECRET.decode()}")]))
    monkeypatch.setenv("PATH", f"{kubectl.environment['PATH'].partition(':')[0]}:{docker.environment['PATH']}")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "token").write_bytes(sign(key=SECRET))
    return kubectl


def _shown(*argv: str) -> str:
    """Return what a command says, which holds nothing of the secret."""
    said = command(*argv).all
    assert not [piece for piece in pieces(SECRET.decode()) | pieces(SEALED.rstrip("=")) if piece in said]
    return said


@pytest.mark.parametrize("form", FORMATS)
def test_diagnose_explains_the_difference(live: FakeProgram, form: str) -> None:
    said = _shown("diagnose", "@token", "--verifier", "k8s:shop/auth#jwt-secret", "--candidate", "docker:api#JWT_SECRET", "--format", form)
    assert "secret-trailing-newline" in said
    assert "k8s:shop/auth#jwt-secret" in said
    assert "docker:api" in said


@pytest.mark.parametrize("form", FORMATS)
def test_keys_are_shown_and_matched(live: FakeProgram, form: str) -> None:
    assert "k8s:shop/auth#jwt-secret" in _shown("keys", "show", "k8s:shop/auth", "--format", form)
    assert "docker:api#JWT_SECRET" in _shown("keys", "match", "k8s:shop/auth#jwt-secret", "docker:api#JWT_SECRET", "--format", form)


def test_a_denied_store_is_unread_and_the_rest_goes_on(live: FakeProgram) -> None:
    live.answers(complaint='Error from server (Forbidden): secrets "auth" is forbidden', status=1)
    said = _shown("diagnose", "@token", "--candidate", "k8s:shop/auth#jwt-secret", "--candidate", "docker:api#JWT_SECRET")
    assert "denied: the right to get secrets 'auth' in namespace 'shop' of the current context is missing" in said
    assert "docker:api#JWT_SECRET  (HS256, verified)" in said


def test_a_guard_follows_a_store(live: FakeProgram, tmp_path: Path) -> None:
    surroundings = Surroundings(live.environment, tmp_path)
    assert isinstance(source_of("k8s:shop/auth#jwt-secret", surroundings), LoaderSource)
    live.answers(complaint="Error from server (NotFound)", status=1)
    with pytest.raises(UnusableRequest, match="there is no Secret 'auth'"):
        source_of("k8s:shop/auth#jwt-secret", surroundings)
    with pytest.raises(UnusableRequest, match="offline"):
        source_of("k8s:shop/auth#jwt-secret", Surroundings(live.environment, tmp_path, offline=True))
