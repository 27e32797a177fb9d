import json
from collections import UserDict

import structlog

from jwtriage.guard.redaction import redact
from jwtriage.guard.structlog import structlog_redactor
from tests.support.keys import SECRET
from tests.support.tokens import sign

TOKEN = sign({"sub": "bob"}, SECRET, "HS256").decode()
SHOWN = redact(TOKEN)


def logged(log, *processors):
    """Let ``log`` write with structlog's own processors; return what was written."""
    written = []

    def keep(_logger, _method, text):
        written.append(json.loads(text))
        raise structlog.DropEvent

    log(structlog.wrap_logger(None, processors=[*processors, structlog_redactor, structlog.processors.JSONRenderer(), keep]))
    return written


def failing(logger):
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logger.exception("failed")


def test_events_are_redacted_with_all_their_values():
    assert logged(lambda logger: logger.bind(headers={"authorization": TOKEN}).info(f"got {TOKEN}", number=1)) == [
        {"event": f"got {SHOWN}", "headers": {"authorization": SHOWN}, "number": 1}
    ]


def test_a_formatted_exception_is_redacted():
    (event,) = logged(failing, structlog.processors.format_exc_info)
    assert event["exception"].endswith(f"ValueError: {SHOWN}")


def test_an_exception_that_is_not_formatted_yet_is_redacted():
    (event,) = logged(failing)
    assert event["exception"].endswith(f"ValueError: {SHOWN}")
    assert "exc_info" not in event


def test_an_exception_without_a_secret_is_left_to_the_renderer():
    error = ValueError("harmless")
    assert structlog_redactor(None, "error", {"event": "failed", "exc_info": error}) == {"event": "failed", "exc_info": error}


def test_the_event_given_is_left_alone():
    event = {"event": TOKEN}
    structlog_redactor(None, "info", event)
    assert event == {"event": TOKEN}


def test_an_event_that_cannot_be_read_is_not_lost():
    class Broken(UserDict):
        def __iter__(self):
            raise OSError(TOKEN)

    assert structlog_redactor(None, "info", Broken(a=1)) == {"event": "an event that is [not redactable]"}
