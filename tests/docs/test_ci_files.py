"""What other repositories take from this one: the hook of pre-commit, the action of GitHub, the job of GitLab. Their commands are run."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from jwtriage.cli import scan

ROOT = Path(__file__).parents[2]
DAMAGED = "JWT_PUBLIC_KEY=-----BEGIN PUBLIC KEY-----MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=-----END PUBLIC KEY-----\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / ".env").write_text(DAMAGED)
    (tmp_path / "runner" / "jwtriage").mkdir(parents=True)
    (tmp_path / "runner" / "jwtriage" / "bin").symlink_to(Path(sys.executable).parent)
    return tmp_path / "tree"


def run(script: str, tree: Path, **variables: str) -> int:
    environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "RUNNER_TEMP": str(tree.parent / "runner"), **variables}
    files = {name: str(tree.parent / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=tree, env={**environment, **files}, check=False).returncode


def test_the_action_writes_its_report_and_fails(tree):
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    script = action["runs"]["steps"][1]["run"]
    assert run(script, tree, PATHS=".\n", FAIL_ON="note", BASELINE="", SARIF="out.sarif") == 1
    assert '"results": [\n        {' in (tree / "out.sarif").read_text()
    assert (tree.parent / "GITHUB_OUTPUT").read_text() == "exit-code=1\n"
    assert (tree.parent / "GITHUB_STEP_SUMMARY").read_text().startswith("# jwtriage scan")


def test_no_input_of_the_action_becomes_part_of_its_script():
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    assert not [step for step in steps if "${{" in step["run"]]


def test_the_job_of_gitlab_writes_its_report_and_fails(tree):
    job = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text())["jwtriage-scan"]
    assert run(job["script"][1], tree, **{**job["variables"], "JWTRIAGE_FAIL_ON": "note"}) == 1
    assert len(ElementTree.parse(tree / "jwtriage.xml").findall(".//failure"))
    assert job["artifacts"]["reports"]["junit"] == "jwtriage.xml"


def test_the_hook_has_a_command_line_that_exists():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    command, *words = shlex.split(hook["entry"])[1:] + hook["args"]
    assert command == "scan"
    assert scan.parser().parse(words).paths == ["."]
