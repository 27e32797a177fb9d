"""``fp:`` REFs."""

from pathlib import Path

import pytest

from tests.places.look import only, refusal


@pytest.mark.parametrize("tag", ["hk1:abcdefgh", "sc1:abc27", "rsa:" + "A" * 12, "ec:" + "b" * 43, "okp:" + "-" * 12, "akp:" + "_" * 12])
def test_a_tag_is_a_label_without_text(tmp_path: Path, tag: str) -> None:
    found = only(tmp_path, f"fp:{tag}")
    assert (found.kind, found.labels["fingerprint"], found.text.reveal()) == ("fingerprint", tag, b"")


@pytest.mark.parametrize("tag", ["hk1:abc", "hk1:ABCDEFGH", "sc1:abcdefgh", "rsa:short", "oct:" + "A" * 12, "md5:abc"])
def test_what_is_no_tag(tmp_path: Path, tag: str) -> None:
    assert "expected fp:" in refusal(tmp_path, f"fp:{tag}")
