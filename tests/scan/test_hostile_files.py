"""Files that were written to keep the scan busy are read in time that grows with their length."""

import time
from pathlib import Path

import pytest

from jwtriage.places.walking.file import FileFound
from jwtriage.scan.code.check import LONGEST_LINE
from jwtriage.scan.code.check import check as check_code
from jwtriage.scan.faults.generated import check as check_template

SECONDS = 2.0


@pytest.mark.parametrize("text", [b"{" * 200_000, b"{{ " * 70_000, b"{{ a" * 50_000])
def test_templates_that_never_close(text: bytes) -> None:
    started = time.process_time()
    assert not list(check_template(FileFound("values.yaml", Path("values.yaml"), text)))
    assert time.process_time() - started < SECONDS


def test_code_on_one_line_is_left_to_the_program_that_wrote_it() -> None:
    started = time.process_time()
    assert not list(check_code(FileFound("app.py", Path("app.py"), b"jwt_secret=a " * LONGEST_LINE)))
    assert time.process_time() - started < SECONDS
