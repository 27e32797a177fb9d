import subprocess
import sys

import pytest

from jwtriage.logs.engines import ENGINES, engine

NEEDLES = (b"signature is invalid", b"token signature", b"jwt", b"expired", b"no key")


@pytest.fixture(params=ENGINES)
def made(request):
    for module in ("hyperscan", "stringzilla") if request.param == "hyperscan" else ():
        pytest.importorskip(module)
    return engine(NEEDLES, request.param)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (b"nothing here", set()),
        (b"JWT Expired\n", {0}),
        (b"x\ntoken signature is invalid\ny", {1}),
        (b"no key\nno key\n\nno\nkey", {0, 1}),
        (b"jw\x00t \xff\xfe\nexpired", {1}),
        (b"token signature\nsignature is invalid", {0, 1}),
        (b"", set()),
    ],
)
def test_each_line_with_a_needle_is_hit_and_no_other(made, text, lines):
    places = made.hits(memoryview(text))
    assert {text.count(b"\n", 0, place) for place in places} == lines
    assert places == sorted(places)


def test_line_ends_are_counted(made):
    assert made.line_ends(memoryview(b"a\nb\n\nc")) == 3


def test_the_fastest_that_is_installed_is_taken():
    assert engine(NEEDLES).name in ENGINES


def test_without_the_extra_the_standard_library_does_it():
    blocked = "import sys; sys.modules['hyperscan'] = None; sys.modules['stringzilla'] = None\n"
    program = blocked + "from jwtriage.logs.engines import engine\nprint(engine((b'jwt',)).name)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert answer.stdout.strip() == "find", answer.stderr
