from jwtriage.cli.main import main
from tests.scan.planted import EXPECTED, FILES, fragments
from tests.scan.tree import facts, planted, scanned


def test_each_planted_fault_is_found_and_explained(tmp_path):
    report = scanned(tmp_path, FILES)
    for rule, place, words in EXPECTED:
        said = [finding for finding in report.findings if finding.id == rule and words in facts(finding)]
        assert said, (rule, words)
        assert any(place in f"{finding.origin} {facts(finding)}" for finding in said)


def test_no_value_is_printed_nor_written_beside_the_report(tmp_path, capsys):
    tree = planted(tmp_path / "tree", FILES)
    written = [tmp_path / "inventory.json", tmp_path / "baseline.json"]
    assert main(["scan", str(tree), "--inventory", str(written[0]), "--write-baseline", str(written[1])]) == 1
    shown = "".join([*capsys.readouterr(), *(path.read_text() for path in written)])
    assert "copies-disagree" in shown
    assert not [fragment for fragment in fragments() if fragment in shown]
