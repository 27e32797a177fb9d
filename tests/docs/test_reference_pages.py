"""The reference pages say what the program does."""

import re
import tomllib
from pathlib import Path

import pytest

from jwtriage.cli.main import COMMANDS, main
from jwtriage.jose.fingerprint import secret_fingerprint
from jwtriage.tasks.request import DiagnoseRequest, NamedReference
from jwtriage.tasks.system import under_care

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCES = [path.read_text() for path in (ROOT / "src").rglob("*.py")]
VECTORS = re.findall(
    r"^\| `(hk1|sc1)` \| (?:`([0-9a-f]+)`|\(empty\)) \| (?:`(.+?)` )?\| `(.+?)` \|$", (DOCS / "reference/fingerprints.md").read_text(), re.M
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[3])
def test_fingerprint_vectors(vector):
    scheme, secret, salt, tag = vector
    key = bytes(range(32)) if scheme == "hk1" else None
    assert secret_fingerprint(bytes.fromhex(secret), key, salt.encode() or None) == tag


def test_there_are_vectors_of_both_schemes():
    assert {vector[0] for vector in VECTORS} == {"hk1", "sc1"}
    assert len(VECTORS) == (DOCS / "reference/fingerprints.md").read_text().count("\n| `hk1` |") + 3


def test_the_configuration_page_shows_what_is_read(tmp_path, monkeypatch):
    page = (DOCS / "reference/configuration.md").read_text()
    text = page.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "jwtriage.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    made = under_care(DiagnoseRequest(b"token"))
    assert made.verifiers == (NamedReference("orders", "deploy/orders.env#JWT_SECRET"),)
    assert made.candidates == ("deploy/auth.env#JWT_SECRET", "keys/v1.key", "keys/v2.key")
    assert (made.algorithms, made.leeway) == (("HS256",), 60.0)
    assert {member for table in tomllib.loads(text).values() for part in table.values() for member in part} <= set(re.findall(r"\w+", page))


def test_every_variable_that_is_read_is_documented():
    page = (DOCS / "reference/environment.md").read_text()
    named = {name for text in SOURCES for name in re.findall(r"\b(?:JWTRIAGE_[A-Z_]+|NO_COLOR|HTTPS_PROXY|NO_PROXY)\b", text)}
    assert named == set(re.findall(r"\b(?:JWTRIAGE_[A-Z_]+|NO_COLOR|HTTPS_PROXY|NO_PROXY)\b", page))


def test_every_command_has_its_exit_codes():
    page = (DOCS / "reference/exit-codes.md").read_text()
    assert all(f"`{name}" in page for name in COMMANDS)


FIRST = ROOT / "examples" / "first"
CODES = [
    (0, ["decode", "@token.txt"]),
    (3, ["decode", "@README.md"]),
    (0, ["diagnose", "@token.txt", "--verifier", "auth.env#JWT_SECRET"]),
    (1, ["diagnose", "@token.txt", "--verifier", "orders.key", "--fail-on", "error"]),
    (1, ["diagnose", "@token.txt", "--verifier", "auth.env#JWT_SECRET", "--audience", "other"]),
    (1, ["diagnose", "@token.txt", "--verifier", "a=auth.env#JWT_SECRET", "--verifier", "b=orders.key"]),
    (3, ["diagnose", "@orders.log", "--budget", "1s"]),
    (2, ["diagnose", "@token.txt", "--verifier", "gone.key"]),
    (2, ["diagnose", "@gone.txt"]),
    (0, ["keys", "match", "auth.env#JWT_SECRET", "auth.env#JWT_SECRET"]),
    (1, ["keys", "match", "auth.env#JWT_SECRET", "orders.key"]),
    (1, ["keys", "show", "auth.env"]),
    (0, ["keys", "show", "auth.env", "--fail-on", "error"]),
    (2, ["keys", "normalize", "README.md", "--output", "auth.env"]),
    (0, ["explain"]),
    (2, ["explain", "no-such-cause"]),
    (2, ["no-such-command"]),
    (2, []),
]


@pytest.mark.parametrize(("code", "argv"), CODES, ids=lambda value: str(value) if isinstance(value, int) else "-".join(value[:2]))
def test_exit_codes(code, argv, monkeypatch, capsys):
    monkeypatch.chdir(FIRST)
    assert main(argv) == code


def test_the_index_leads_to_every_page():
    index = (DOCS / "index.md").read_text()
    pages = [path.relative_to(DOCS) for path in DOCS.rglob("*.*") if path.parent.name != "causes"]
    assert [str(page) for page in pages if page.name != "index.md" and f"({page})" not in index] == []


def test_the_guides_are_in_their_own_index():
    index = (DOCS / "how-to" / "index.md").read_text()
    assert [path.name for path in (DOCS / "how-to").glob("*.md") if path.stem != "index" and f"({path.name})" not in index] == []


def test_the_contributing_page_names_every_hook():
    source = (ROOT / "src/jwtriage/model/cause.py").read_text()
    hooks = re.search(r"^HOOKS = \((.+)\)$", source, re.M)
    assert hooks is not None
    page = (ROOT / "CONTRIBUTING.md").read_text()
    assert [name for name in re.findall(r'"(\w+)"', hooks[1]) if f"`{name}`" not in page] == []


def test_the_architecture_names_every_room_and_draws_the_layers_of_the_linter():
    page = (ROOT / "ARCHITECTURE.md").read_text()
    rooms = [path.name for path in (ROOT / "src/jwtriage").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert [room for room in rooms if f"**{room}**" not in page] == []
    (contract,) = [
        each for each in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"] if each["id"] == "layers"
    ]
    assert "\n".join(contract["layers"]) in page
