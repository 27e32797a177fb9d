"""Without the extra, the AWS stores say how to install it."""

import sys
from pathlib import Path

import pytest

from jwtriage.model.case import Unread
from tests.places.look import look


@pytest.mark.parametrize("reference", ["aws-secret:a", "aws-ssm:a"])
def test_the_extra_is_named(tmp_path: Path, reference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    assert look(tmp_path, reference) == [Unread(reference, "boto3 is not installed: pip install 'jwtriage[aws]'")]
