"""From REFs to sources: places read, guard parses and follows."""

import time

import pytest

from jwtriage.guard import Refusal, Rejected, Verifier
from jwtriage.guard.sources.environment import EnvironmentSource
from jwtriage.guard.sources.file import FileSource
from jwtriage.guard.sources.jwks import JwksSource
from jwtriage.guard.sources.loader import LoaderSource
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks import guard_sources
from jwtriage.tasks.guard_sources import source_of
from jwtriage.tasks.request import UnusableRequest
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.tokens import CLAIMS, sign

TEXT = SECRET.decode()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "v1.key").write_bytes(SECRET)
    (tmp_path / "v1.pem").write_bytes(public_pem(rsa()))
    (tmp_path / ".env").write_text(f"JWT_SECRET={TEXT}\nHEX_SECRET={SECRET.hex()}\nOTHER=1\n")
    (tmp_path / "values.yaml").write_text(f"auth:\n  secret: {TEXT}\n")
    (tmp_path / "disputed.env").write_text('JWT_SECRET="a-long-enough-secret-for-hmac\\tq8Zr2"\n')
    return tmp_path


def sourced(reference, folder, **environment):
    return source_of(reference, Surroundings(environment, folder))


def accepts(source, token):
    verifier = Verifier(source, ["HS256"], CLAIMS["iss"], CLAIMS["aud"])
    try:
        return verifier.verify(token)["sub"] == "alice"
    except Rejected:
        return False


KINDS = {
    "v1.key": FileSource,
    "v1.pem": FileSource,
    "env:JWT_SECRET": EnvironmentSource,
    ".env#JWT_SECRET": LoaderSource,
    ".env?encoding=hex#HEX_SECRET": LoaderSource,
    "values.yaml#auth.secret": LoaderSource,
    "https://id.example/jwks.json": JwksSource,
    "oidc:https://id.example": JwksSource,
}


@pytest.mark.parametrize("reference", KINDS)
def test_each_place_has_its_source(reference, folder):
    assert type(sourced(reference, folder, JWT_SECRET=TEXT)) is KINDS[reference]


@pytest.mark.parametrize("reference", ["v1.key", "env:JWT_SECRET", ".env#JWT_SECRET", ".env?encoding=hex#HEX_SECRET", "values.yaml#auth.secret"])
def test_the_same_secret_is_read_everywhere(reference, folder):
    assert accepts(sourced(reference, folder, JWT_SECRET=TEXT), sign(CLAIMS, SECRET))


@pytest.mark.parametrize("reference", ["v1.key", ".env#JWT_SECRET", "env:JWT_SECRET"])
def test_another_secret_is_not_accepted(reference, folder):
    assert not accepts(sourced(reference, folder, JWT_SECRET=TEXT), sign(CLAIMS, SECRET[::-1]))


def test_a_value_in_a_file_is_followed(folder, monkeypatch):
    monkeypatch.setattr(guard_sources, "PERIOD", 0.05)
    verifier = Verifier(sourced(".env#JWT_SECRET", folder), ["HS256"], CLAIMS["iss"], CLAIMS["aud"])
    (folder / ".env").write_text(f"JWT_SECRET={TEXT[::-1]}\n")
    renewed, deadline = sign(CLAIMS, SECRET[::-1]), time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            verifier.verify(renewed)
        except Rejected:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("the new value was not taken over")


def test_readers_that_disagree_are_refused(folder):
    with pytest.raises(Refusal, match="another value") as caught:
        sourced("disputed.env#JWT_SECRET", folder)
    assert caught.value.cause == "readers-disagree"
    assert "q8Zr2" not in str(caught.value)


UNUSABLE = {
    ".": "several values",
    ".env": "several values",
    "fp:rsa:AbCdEfGhIjKl": "fingerprint",
    "https://id.example/jwks.json#v1": "whole set",
    "nowhere.pem": "no such file",
    ".env#JWT_SECRT": "JWT_SECRET",
    "env:NOWHERE": "NOWHERE",
    ".env?encoding=base64#OTHER": "base64",
}


@pytest.mark.parametrize("reference", UNUSABLE)
def test_what_names_no_single_key_is_one_line(reference, folder):
    with pytest.raises(ValueError, match=UNUSABLE[reference]) as caught:
        Verifier(sourced(reference, folder), ["HS256"], CLAIMS["iss"], CLAIMS["aud"])
    assert "\n" not in str(caught.value)


def test_nothing_is_fetched_offline(folder):
    with pytest.raises(UnusableRequest, match="--offline"):
        source_of("https://id.example/jwks.json", Surroundings(folder=folder, offline=True))
