import inspect
import re
from pathlib import Path

import pytest

from jwtriage import Verifier
from jwtriage.guard.issuer import Rules
from jwtriage.jose.reason import REASONS

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGES = {name: (REFERENCE / name).read_text(encoding="utf-8") for name in ("python.md", "guard.md")}


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_run_one_after_the_other(name):
    examples = re.findall(r"^```python\n(.*?)^```$", PAGES[name], re.MULTILINE | re.DOTALL)
    assert len(examples) >= 8
    names: dict[str, object] = {"__name__": "documentation"}
    for number, example in enumerate(examples):
        exec(compile(example, f"{name}, example {number}", "exec"), names)


def test_every_argument_of_the_verifier_is_explained():
    arguments = {*inspect.signature(Verifier).parameters, *Rules.__annotations__} - {"rules"}
    assert [name for name in arguments if not any(f"`{name}`" in text for text in PAGES.values())] == []


def test_every_reason_of_the_verifier_is_explained():
    assert [reason for reason in REASONS if reason != "ok" and f"`{reason}`" not in PAGES["python.md"]] == []
