import json
from contextlib import chdir
from pathlib import Path

import pytest

from tests.support.command import command
from tests.support.incidents import lines, nothing, rollout_half_done, stale_key_set

EXAMPLE = Path(__file__).parents[2] / "examples" / "rollout"


def written(folder, requests, name="orders.log"):
    path = folder / name
    path.write_bytes(b"".join(line + b"\n" for line in lines(requests)))
    return str(path)


def run(*argv):
    ran = command("logs", *argv, "--format", "json")
    return ran, json.loads(ran.out)


def example(*argv):
    with chdir(EXAMPLE):
        return command("logs", "orders.log", *argv)


def test_the_war_story_from_the_lines_of_its_log(tmp_path):
    told = rollout_half_done(9)
    requests = told.requests[::4]
    ran, report = run(written(tmp_path, requests))
    (incident,) = report["incidents"]
    assert (ran.code, report["findings"][0]["id"], report["since"]) == (1, "rollout-incomplete", incident["since"])
    assert {facet["dimension"]: tuple(facet["values"]) for facet in incident["where"]} == told.culprit
    assert sum(report["timeline"]["rejected"]) == report["rejections"] == sum(each.reason != "ok" for each in requests)
    assert sum(report["timeline"]["accepted"]) == sum(each.reason == "ok" for each in requests)


def test_a_cause_of_the_catalogue_brings_its_page_and_its_remedy(tmp_path):
    _, report = run(written(tmp_path, stale_key_set(9).requests[::3]))
    finding = report["findings"][0]
    assert (finding["id"], finding["url"].rpartition("/")[2]) == ("jwks-cache-stale", "jwks-cache-stale")
    assert ["jwtriage", "explain", "jwks-cache-stale"] in [fix["argv"] for fix in finding["fix"]]
    assert finding["fix"][0]["text"].startswith("Make the verifier fetch the set again")


def test_usual_noise_is_a_note(tmp_path):
    ran, report = run(written(tmp_path, nothing(3)[::4]))
    assert (ran.code, report["incidents"], report["since"]) == (0, [], None)
    assert [(finding["id"], finding["severity"]) for finding in report["findings"]] == [("tokens-rejected", "note")]


def test_rejections_without_anything_else_are_a_warning(tmp_path):
    ran, report = run(written(tmp_path, [request for request in nothing(3)[::4] if request.reason != "ok"]))
    assert (ran.code, report["findings"][0]["severity"]) == (1, "warning")


def test_the_time_asked_for_holds_for_accepted_requests_too(tmp_path):
    _, report = run(written(tmp_path, nothing(3)[::4]), "--since", "2026-11-25T11:30:00Z", "--until", "2026-11-25T11:40:00Z")
    assert report["timeline"]["start"] >= "2026-11-25T11:30:00Z"
    assert sum(report["timeline"]["accepted"]) < 100


def test_a_log_without_rejections_is_no_problem(tmp_path):
    ran, report = run(written(tmp_path, [request for request in nothing(3)[::4] if request.reason == "ok"]))
    assert (ran.code, report["findings"], report["rejections"]) == (0, [], 0)


def test_an_empty_log(tmp_path):
    path = tmp_path / "empty.log"
    path.touch()
    ran, report = run(str(path))
    assert (ran.code, report["incidents"]) == (0, [])
    assert "timeline" not in report


def test_a_warning_of_a_library_is_a_finding_of_its_own(tmp_path):
    path = tmp_path / "api.log"
    path.write_text(
        "InsecureKeyLengthWarning: The HMAC key is 6 bytes long, which is below the minimum recommended length of 32 bytes for SHA256.\n" * 3
    )
    _, report = run(str(path))
    (finding,) = report["findings"]
    assert (finding["id"], finding["evidence"][0]["fact"].startswith("3 times, first: ")) == ("library-warning", True)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_people_see_the_timeline_and_the_changes(form):
    shown = example("--changes", "changes.csv", "--format", form).out
    assert "rollout" in shown
    assert "the issuer signs with" in shown
    assert {"text": "▂▄▃▄", "markdown": "data:image/png;base64,", "html": "<svg"}[form] in shown


def test_changes_that_cannot_be_used_are_named(tmp_path):
    path = tmp_path / "changes.txt"
    path.write_text("nothing\n")
    assert example("--changes", str(path)).code == 2
    assert "no change with a time" in example("--changes", str(path)).err
    assert example("--changes", str(tmp_path / "missing")).code == 2


def test_the_names_of_many_sources_are_left_to_the_reader(tmp_path):
    requests = rollout_half_done(9).requests[::4]
    paths = [written(tmp_path, requests[start::8], f"{start}.log") for start in range(8)]
    _, report = run(*paths)
    assert [fix["argv"] for fix in report["findings"][0]["fix"]] == [[], []]
