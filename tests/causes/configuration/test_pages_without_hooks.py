"""Causes whose proof needs the running system: a page, and nothing that could accuse."""

import pytest

from jwtriage.causes.registry import CAUSES
from jwtriage.model.cause import HOOKS


@pytest.mark.parametrize("cause_id", ["secret-inlined-at-build", "config-cache-stale"])
def test_page_only(cause_id: str) -> None:
    cause = CAUSES[cause_id]
    assert all(getattr(cause, hook) is None for hook in HOOKS)
    assert cause.remedy
