import sys
from collections import OrderedDict
from types import MappingProxyType

import pytest

from jwtriage.guard.redacted import LOST, exception_info, redacted_value, secret_traceback
from jwtriage.guard.redaction import redact
from tests.support.keys import SECRET
from tests.support.tokens import sign

TOKEN = sign({"sub": "bob"}, SECRET, "HS256").decode()
SHOWN = redact(TOKEN)


class Holder:
    """Shows a token in one of its texts only."""

    def __repr__(self):
        return f"Holder({TOKEN})"

    def __str__(self):
        return "a holder"


class Broken:
    """Raises whenever somebody looks."""

    def __repr__(self):
        raise OSError(TOKEN)


@pytest.mark.parametrize(
    ("value", "redacted"),
    [
        (TOKEN, SHOWN),
        (TOKEN.encode(), SHOWN.encode()),
        ({"a": [TOKEN, 1], TOKEN: None}, {"a": [SHOWN, 1], SHOWN: None}),
        ((TOKEN, {TOKEN}, frozenset((TOKEN,))), (SHOWN, {SHOWN}, frozenset((SHOWN,)))),
        (MappingProxyType(OrderedDict(a=TOKEN)), {"a": SHOWN}),
        (ValueError(TOKEN), SHOWN),
        (Holder(), "a holder"),
        (Broken(), LOST),
    ],
    ids=range(8),
)
def test_a_value_is_redacted_as_the_same_kind_of_thing(value, redacted):
    assert redacted_value(value) == redacted


def test_the_value_itself_is_left_alone():
    value = {"a": [TOKEN]}
    redacted_value(value)
    assert value == {"a": [TOKEN]}


@pytest.mark.parametrize("value", [0, True, None, 1.5, object(), ValueError("x")], ids=range(6))
def test_what_has_no_secret_stays_the_same_object(value):
    assert redacted_value(value) is value


def test_a_cycle_ends():
    cycle = [TOKEN]
    cycle.append(cycle)
    assert redacted_value(cycle) == [SHOWN, LOST]


def test_what_is_shared_is_looked_at_once():
    """Else this would take a billion looks."""
    shared = [TOKEN]
    for _ in range(28):
        shared = [shared, shared]
    redacted = redacted_value(shared)
    for _ in range(28):
        assert redacted[0] is redacted[1]
        redacted = redacted[0]
    assert redacted == [SHOWN]


def test_what_is_too_deep_is_not_shown():
    deep = [TOKEN]
    for _ in range(5000):
        deep = [deep]
    assert LOST in str(redacted_value(deep))


def raised(error: Exception):
    try:
        raise error
    except type(error):
        return sys.exc_info()


def test_a_traceback_is_returned_only_if_it_held_a_secret():
    assert secret_traceback(raised(ValueError("harmless"))) is None
    shown = secret_traceback(raised(ValueError(f"bad {TOKEN}")))
    assert shown.endswith(f"ValueError: bad {SHOWN}")
    assert "Traceback" in shown


def test_an_exception_that_cannot_be_written_is_no_error():
    class Silent(Exception):
        def __str__(self):
            raise RuntimeError

    assert TOKEN not in (secret_traceback(raised(Silent(TOKEN))) or "")


def test_the_forms_of_exc_info():
    error = ValueError()
    assert exception_info(error) == (ValueError, error, None)
    assert exception_info((ValueError, error, None)) == (ValueError, error, None)
    assert exception_info(None) is exception_info(False) is None
    assert exception_info(True) == (None, None, None)
