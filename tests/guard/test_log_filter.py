import io
import json
import logging
import logging.config

import pytest

from jwtriage.guard.log_filter import RedactingFilter
from jwtriage.guard.redaction import redact
from tests.support.keys import SECRET, private_pem, rsa
from tests.support.tokens import sign

TOKEN = sign({"sub": "bob"}, SECRET, "HS256").decode()
SHOWN = redact(TOKEN)


class Raising:
    """Cannot be written."""

    def __str__(self):
        raise OSError(TOKEN)

    __repr__ = __str__


class Hiding:
    """Shows a token in its text."""

    def __str__(self):
        return f"hiding {TOKEN}"


@pytest.fixture
def log():
    """Return a logger and what it wrote, with a filter on its handler."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, stream


@pytest.mark.parametrize(
    ("message", "arguments", "written"),
    [
        ("plain %d", (1,), "plain 1"),
        (f"token {TOKEN}", (), f"token {SHOWN}"),
        (f"100% {TOKEN}", (), f"100% {SHOWN}"),
        ("token %s of %s, %d", (TOKEN, "bob", 7), f"token {SHOWN} of bob, 7"),
        ("token %(token)s", ({"token": TOKEN},), f"token {SHOWN}"),
        ("headers %s", ({"authorization": [f"Bearer {TOKEN}"]},), "headers {'authorization': ['Bearer " + SHOWN + "']}"),
        ("%s.%s.%s", TOKEN.split("."), SHOWN),
        ("%r", (Hiding,), f"{Hiding!r}"),
        ("%s", (Hiding(),), f"hiding {SHOWN}"),
        ({"token": TOKEN}, (), str({"token": SHOWN})),
    ],
    ids=range(10),
)
def test_a_message_is_redacted(log, message, arguments, written):
    logger, stream = log
    logger.info(message, *arguments)
    assert stream.getvalue() == f"INFO {written}\n"


def test_arguments_stay_apart_for_formatters_that_look_at_them():
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, '%s "%s" %d', ("127.0.0.1", f"/?token={TOKEN}", 200), None)
    assert RedactingFilter().filter(record)
    assert record.args == ("127.0.0.1", f"/?token={SHOWN}", 200)


def test_an_exception_is_redacted_with_its_causes(log):
    logger, stream = log
    try:
        try:
            raise ValueError(TOKEN)
        except ValueError as error:
            raise KeyError("outer") from error
    except KeyError:
        logger.exception("failed")
    assert f"ValueError: {SHOWN}" in stream.getvalue()
    assert "KeyError: 'outer'" in stream.getvalue()
    assert TOKEN[-10:] not in stream.getvalue()


def test_an_exception_without_a_secret_stays_an_object():
    error = ValueError("harmless")
    record = logging.LogRecord("a", logging.ERROR, "", 0, "failed", (), (ValueError, error, None))
    RedactingFilter().filter(record)
    assert record.exc_info[1] is error


def test_a_traceback_that_another_handler_wrote_is_redacted():
    record = logging.LogRecord("a", logging.ERROR, "", 0, "failed", (), None)
    record.exc_text = f"ValueError: {TOKEN}"
    RedactingFilter().filter(record)
    assert record.exc_text == f"ValueError: {SHOWN}"


def test_extra_fields_and_the_stack_are_redacted():
    record = logging.makeLogRecord({"msg": "m", "request": {"headers": {"authorization": TOKEN}}, "stack_info": TOKEN, "key": private_pem(rsa())})
    RedactingFilter().filter(record)
    assert record.request == {"headers": {"authorization": SHOWN}}
    assert record.stack_info == SHOWN
    assert record.key == b"[private key]\n"


def test_arguments_that_do_not_fit_are_written_redacted(log, capsys):
    logger, stream = log
    logger.info("number %d", TOKEN)
    assert stream.getvalue() == f"INFO number %d ('{SHOWN}',)\n"
    assert capsys.readouterr().err == ""


def test_a_record_that_cannot_be_written_is_not_lost(log):
    logger, stream = log
    logger.warning("%s", Raising(), extra={"other": Raising()})
    assert stream.getvalue() == "WARNING a log record that is [not redactable]\n"


def test_it_is_configured_by_name(capsys):
    configuration = {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"redact": {"()": "jwtriage.guard.log_filter.RedactingFilter"}},
        "handlers": {"stream": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "filters": ["redact"]}},
        "loggers": {"test.configured": {"handlers": ["stream"]}},
    }
    logging.config.dictConfig(configuration)
    logging.getLogger("test.configured.below").error(json.dumps({"token": TOKEN}))
    assert json.loads(capsys.readouterr().out) == {"token": SHOWN}
