import pytest

from jwtriage.logs.joining import MOST_LINES, Line, joined
from tests.logs.lines import lines_of

PYTHON = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\njwt.X: no'
CHAIN = f"{PYTHON}\n\nDuring handling of the above exception, another exception occurred:\n\n{PYTHON}"
JAVA = "com.x.AException: no\n\tat com.x.A.b(A.java:1)\nCaused by: com.x.BException: so\n\t... 3 more"
NODE = "JsonWebTokenError: jwt malformed\n    at f (/a.js:1:2) {\n  code: 'X'\n}"
RECORD = "2026-11-24T10:00:00Z ERROR request failed"


def sizes(text: str) -> list[int]:
    return [len(group.lines) for group in joined(lines_of(text))]


@pytest.mark.parametrize("trace", [PYTHON, CHAIN, JAVA, NODE])
def test_a_trace_is_one_message(trace):
    assert sizes(trace) == [trace.count("\n") + 1]


@pytest.mark.parametrize("trace", [PYTHON, CHAIN, JAVA, NODE])
def test_a_trace_belongs_to_the_record_that_announces_it(trace):
    assert sizes(f"{RECORD}\n{trace}\n{RECORD}") == [trace.count("\n") + 2, 1]


@pytest.mark.parametrize("trace", [PYTHON, JAVA, NODE])
def test_traces_that_follow_each_other_are_several(trace):
    assert len(sizes(f"{trace}\n{trace}")) == 2


def test_records_are_apart():
    assert sizes(f'{RECORD}\n{RECORD}\n{{"a":1}}\n{{"a":2}}\nplain\nplain') == [1] * 6


def test_bullets_belong_to_the_sentence_before():
    assert sizes("The token violates some mandatory constraints, details:\n- The token is expired\n- Token signer mismatch") == [3]


def test_lines_in_envelopes():
    text = "\n".join(f"2026-11-24T10:00:00.0Z stderr F {line}" for line in PYTHON.split("\n"))
    (group,) = joined(lines_of(text))
    assert group.text == b"2026-11-24T10:00:00.0Z stderr F " + PYTHON.encode()


def test_pieces_that_a_runtime_cut_are_one_line():
    (group,) = joined(lines_of('2026-11-24T10:00:00.0Z stderr P {"a":\n2026-11-24T10:00:00.0Z stderr F 1}'))
    assert group.text.endswith(b'{"a":1}')


def test_messages_are_bounded():
    assert max(sizes("\n".join([" x"] * (3 * MOST_LINES)))) == MOST_LINES


def test_no_text_shows_by_accident():
    assert "secret" not in repr(list(joined([Line(1, b"secret")])))
