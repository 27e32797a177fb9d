from dataclasses import replace
from json import dumps

import pytest

from jwtriage.jose.fingerprint import secret_fingerprint
from jwtriage.places.reference import UnusableReference
from jwtriage.tasks.request import UnusableRequest
from jwtriage.tasks.scan import ScanRequest, base_of, full_scan, scan
from tests.scan.tree import OTHER, SECRET, facts, found, planted

FILES = {"a/.env": f"JWT_SECRET={SECRET}\n", "b/.env": f"JWT_SECRET='\"{SECRET}\"'\n"}


def test_what_was_accepted_is_left_out(tmp_path):
    request = ScanRequest((str(planted(tmp_path, FILES)),))
    first = full_scan(request)
    assert first.report.exit_code() == 1
    second = full_scan(replace(request, baseline=dumps(first.baseline).encode()))
    assert second.report.findings == ()
    assert second.report.details["accepted"] == len(first.report.findings)


def test_two_trees_are_compared(tmp_path):
    one, other = planted(tmp_path / "one", {".env": f"JWT_SECRET={SECRET}\n"}), planted(tmp_path / "two", {"x.env": f"JWT_SECRET='{SECRET} '\n"})
    planted(one, {"b.env": f"SIGNING_KEY={OTHER}\n"})
    report = scan(ScanRequest((str(one), str(other)), compare=True))
    texts = [facts(finding) for finding in found(report, "copies-disagree")]
    assert any("secret-outer-whitespace" in text for text in texts)
    rows = {row[-1] for row in report.tables[0].rows}
    assert rows == {"different"} or rows == {"different", "missing"}


def test_to_compare_takes_two(tmp_path):
    with pytest.raises(UnusableRequest):
        scan(ScanRequest((str(tmp_path),), compare=True))


def test_what_is_not_there_cannot_be_scanned(tmp_path):
    with pytest.raises(UnusableReference):
        scan(ScanRequest((str(tmp_path / "no"),)))
    with pytest.raises(UnusableRequest):
        scan(ScanRequest((str(tmp_path),), baseline=b"no"))


def test_the_inventory_says_who_uses_which_key_and_no_value(tmp_path):
    user = "{name: JWT_SECRET, valueFrom: {secretKeyRef: {name: auth, key: jwt-secret}}}"
    pod = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: orders}}\nspec: {{containers: [{{name: a, env: [{user}]}}]}}\n"
    secret = f"apiVersion: v1\nkind: Secret\nmetadata: {{name: auth}}\nstringData: {{jwt-secret: {SECRET}}}\n"
    request = ScanRequest((str(planted(tmp_path, {"pod.yaml": pod, "secret.yaml": secret})),))
    plain = full_scan(request).inventory
    (key,) = plain["keys"]
    assert [user.rpartition("#")[2] for user in key["users"]] == ["orders/JWT_SECRET"]
    assert key["values"][0]["keys"] == [{"label": "key A"}]
    tag_key = "A" * 43 + "="
    tagged = full_scan(replace(request, environment={"JWTRIAGE_FINGERPRINT_KEY": tag_key})).inventory
    assert tagged["keys"][0]["values"][0]["keys"][0]["fingerprint"] == secret_fingerprint(SECRET.encode(), b"\0" * 32, None)
    assert SECRET not in dumps(plain) + dumps(tagged)


def test_the_base_is_above_all_paths(tmp_path):
    assert base_of((str(tmp_path),)) == str(tmp_path)
    assert base_of(("/a/b/c", "/a/b/d")) == "/a/b"
    assert base_of(("/a", "b")) == ""
