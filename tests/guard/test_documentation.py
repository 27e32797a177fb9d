import inspect
import re
from pathlib import Path

from jwtriage import Verifier
from jwtriage.jose.reason import REASONS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "python.md"
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_page_has_examples():
    assert len(EXAMPLES) >= 8


def test_the_examples_run_one_after_the_other():
    names: dict[str, object] = {"__name__": "documentation"}
    for number, example in enumerate(EXAMPLES):
        exec(compile(example, f"{PAGE.name}, example {number}", "exec"), names)


def test_every_argument_of_the_verifier_is_explained():
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in inspect.signature(Verifier).parameters if f"`{name}`" not in text] == []


def test_every_reason_of_the_verifier_is_explained():
    later = {"ok", "jwks_unavailable", "revoked", "other"}
    text = PAGE.read_text(encoding="utf-8")
    assert [reason for reason in REASONS if reason not in later and f"`{reason}`" not in text] == []
