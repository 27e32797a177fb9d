import json

import pytest

from jwtriage.model.case import Origin
from jwtriage.model.finding import Finding
from jwtriage.scan import baseline
from jwtriage.scan.baseline import UnusableBaseline, accepted_of

FINDING = Finding("copies-disagree", "likely", "warning", "t", Origin("/srv/app/a/.env", "JWT_SECRET", 3))


def test_a_finding_is_accepted_by_rule_and_place_wherever_the_tree_lies():
    written = json.dumps(baseline.members([FINDING, FINDING], "/srv/app")).encode()
    (entry,) = baseline.parse(written)
    assert entry == ("copies-disagree", "a/.env", "JWT_SECRET")
    moved = Finding("copies-disagree", "likely", "warning", "t", Origin("app/a/.env", "JWT_SECRET", 9))
    assert accepted_of(moved, "app") == entry
    assert accepted_of(Finding("other", "likely", "note", "t"), "app") == ("other", "", "")


@pytest.mark.parametrize("octets", [b"", b"[]", b"{}", b'{"schema": "jwtriage.baseline/1"}', b'{"schema": "x", "accepted": []}', b"\xff"])
def test_what_is_no_baseline_is_refused(octets):
    with pytest.raises(UnusableBaseline):
        baseline.parse(octets)
