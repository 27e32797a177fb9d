import re
import subprocess
import sys
from pathlib import Path

import pytest

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = ("log-which-key.md", "redact-logs.md", "metrics.md")


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_run_one_after_the_other(page):
    examples = re.findall(r"^```python\n(.*?)^```$", (HOW_TO / page).read_text(), re.MULTILINE | re.DOTALL)
    assert examples
    run = subprocess.run([sys.executable, "-W", "error", "-c", "\n".join(examples)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "c2lnbmF0dXJl" not in run.stdout + run.stderr
