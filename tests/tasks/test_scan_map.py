import pytest

from jwtriage.model.case import Origin
from jwtriage.tasks.request import UnusableRequest
from jwtriage.tasks.scan import ScanRequest, scan
from jwtriage.tasks.scan_map import MappedKeys, key_map
from tests.scan.tree import OTHER, SECRET, found, planted

CONFIG = """\
[keyset.access]
current = "keys/v1.key"
[issuer.auth]
keyset = "access"
key = "a.env#SIGN_WITH_SECRET"
[verifier.orders]
keyset = "access"
key = "prod/b.env#WEBHOOK_SECRET"
[verifier.other]
instances = []
"""


def test_a_configuration_says_which_places_hold_one_key(tmp_path):
    files = {"a.env": f"SIGN_WITH_SECRET={SECRET}\n", "prod/b.env": f"WEBHOOK_SECRET={OTHER}\n", "jwtriage.toml": CONFIG}
    tree = planted(tmp_path, files)
    assert found(scan(ScanRequest((str(tree),))), "copies-disagree") == []
    (finding,) = found(scan(ScanRequest((str(tree),), config=str(tree / "jwtriage.toml"))), "copies-disagree")
    assert "(access)" in finding.title


def test_places_are_compared_whatever_folder_they_are_seen_from(tmp_path, monkeypatch):
    planted(tmp_path, {"jwtriage.toml": CONFIG})
    monkeypatch.chdir(tmp_path)
    mapped = MappedKeys(key_map("jwtriage.toml"))
    assert mapped(Origin(str(tmp_path / "a.env"), "SIGN_WITH_SECRET", 1)) == "access"
    assert mapped(Origin("./keys/v1.key")) == "access"
    assert mapped(Origin("a.env", "OTHER")) is None
    assert MappedKeys(key_map(None))(Origin("a.env")) is None


def test_a_configuration_that_is_not_there(tmp_path):
    with pytest.raises(UnusableRequest):
        key_map(str(tmp_path / "no.toml"))
