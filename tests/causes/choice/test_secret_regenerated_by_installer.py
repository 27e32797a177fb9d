"""An upgrade or a new installation generated another secret."""

import json

import pytest

from jwtriage.causes.choice import secret_regenerated_by_installer as cause
from tests.support.example import NOW, Example, assert_explains
from tests.support.keys import SECRET
from tests.support.stories import claims, signed, story, swapped

TOKEN = signed(claims(iat=NOW - 600), SECRET, "HS256")
GENERATED = b"Zq8fLw2mNx5rTb7vKd3sHj6yPc9gRa1e"


def example() -> Example:
    """The container generated a secret at its upgrade; the peer has what the backup shows."""
    return story(TOKEN, "secret-regenerated-by-installer", held={"server.key": GENERATED}, elsewhere={"server.key.bak": SECRET})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_document_server_made_its_own() -> None:
    """The place is one where the application writes a secret of its own making."""
    local = json.dumps({"services": {"CoAuthoring": {"secret": {"browser": {"string": GENERATED.decode()}}}}}).encode()
    files = {"local.json": local, "peer.env": b"JWT_SECRET=" + SECRET + b"\n"}
    arguments = ("--verifier", "local.json#services.CoAuthoring.secret.browser.string", "--candidate", "peer.env#JWT_SECRET")
    assert_explains(Example(TOKEN, files, arguments, ("secret-regenerated-by-installer",)))


def found(verifier: str, signer: str) -> bool:
    return bool(list(cause.choose(swapped(TOKEN, (verifier, GENERATED), (signer, SECRET)))))


@pytest.mark.parametrize(
    ("verifier", "signer"),
    [("s.key", "backup/s.key"), ("generated.key", "s.key"), ("s", "s~"), ("install/s", "s"), ("s", "s.rpmsave"), ("s", "pre-upgrade/s")],
)
def test_names_of_before_and_after(verifier: str, signer: str) -> None:
    assert found(verifier, signer)
    assert found(signer, verifier)


@pytest.mark.parametrize(("verifier", "signer"), [("a.key", "b.key"), ("backup/a.key", "backup/b.key"), ("s", "saved.key"), ("s", "refreshed.key")])
def test_other_names_accuse_nobody(verifier: str, signer: str) -> None:
    assert not found(verifier, signer)


def test_with_a_fault_of_another_family() -> None:
    causes = ("bearer-prefix-or-wrapping", "secret-regenerated-by-installer")
    assert_explains(story(b"Bearer " + TOKEN, *causes, held={"server.key": GENERATED}, elsewhere={"server.key.bak": SECRET}))
