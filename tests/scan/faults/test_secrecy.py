"""No value of a planted fault appears in any format."""

import json

import pytest

from jwtriage.cli.main import main
from tests.scan.code.test_rules import BROKEN, code_of
from tests.scan.faults.test_faults import DAMAGE, OTHER, SECRET_YAML, SECRETS, SETS, SOUND

PLANTED = (SOUND.decode(), OTHER.decode(), "q7Zt3Lm5Nv9Rb2Y", "abcabcabcabc", "hunter2", "your-256-bit-secret")


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    root = tmp_path_factory.mktemp("planted")
    files = {f"{number}/.env": content for number, content in enumerate(SECRETS.values())}
    files |= {f"pem{number}/jwt_public_key.pem": content for number, content in enumerate(DAMAGE.values())}
    files |= {f"set{number}/jwks.json": content for number, content in enumerate(SETS.values())}
    files |= {f"code{number}/{name}": code_of(name, body).encode() for number, (name, _, body) in enumerate(BROKEN)}
    files["secret.yaml"] = SECRET_YAML % b"aHVudGVyMmh1bnRlcjI="
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.mark.parametrize("form", ["text", "json", "sarif", "markdown", "html", "junit"])
def test_no_format_prints_a_planted_value(tree, form, capsys):
    assert main(["scan", str(tree), "--format", form]) == 1
    printed = capsys.readouterr().out
    assert not [value for value in PLANTED if value in printed]
    assert "secret-fallback-default" in printed
    if form == "json":
        assert {finding["id"] for finding in json.loads(printed)["findings"]} >= {*SECRETS, *DAMAGE, *SETS}
