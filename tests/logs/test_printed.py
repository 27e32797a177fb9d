"""What real libraries printed is recognised in every wrapping, and what only looks like it is not."""

import json

import pytest

from jwtriage.logs.phrasebook import Phrasebook, libraries, phrases
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.triage import Triage
from tests.logs.lines import DATA, FINGERPRINT_KEY, WRAPPINGS, phrasebook_name, printed, share_right, told

GOAL = 0.98
WITHOUT_THE_LIBRARY = 0.82
"""Of the messages of libraries that the phrasebook knows nothing of; `bench/logs_recognition.py` prints the exact figures."""


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_messages_of_real_libraries_are_told_in_each_wrapping(wrapping):
    share, wrong = share_right((WRAPPINGS[wrapping](each.text), each.reason) for each in printed())
    assert share >= GOAL, wrong


def test_messages_are_told_from_tracebacks():
    traces = [(each.trace, each.reason) for each in printed() if each.trace and each.library != "djangorestframework-simplejwt"]
    share, wrong = share_right(traces)
    assert len(traces) >= 60
    assert share >= GOAL, wrong


def test_a_chain_tells_what_its_last_exception_hides():
    chain = next(
        each.trace for each in printed() if each.library == "djangorestframework-simplejwt" and "Signature verification failed" in each.trace
    )
    assert [each.reason for each in told(chain)] == ["signature_invalid"]


def test_libraries_that_no_phrase_knows_are_read_by_their_words():
    rights, count = 0.0, 0
    for library in {each.library for each in printed()}:
        name = phrasebook_name(library)
        book = Phrasebook([each for each in phrases() if each.library != name], [each for each in libraries() if each.name != name])
        texts = [(WRAPPINGS["plain"](each.text), each.reason) for each in printed() if each.library == library]
        share, _ = share_right(texts, Triage(FINGERPRINT_KEY, Recogniser(book), 2026))
        rights, count = rights + share * len(texts), count + len(texts)
    assert rights / count >= WITHOUT_THE_LIBRARY


NOISE = (DATA / "noise.txt").read_text().splitlines()


@pytest.mark.parametrize("wrapping", [None, "json", "pino", "syslog", "cri"])
def test_what_rejects_no_token_is_no_rejection(wrapping):
    lines = [line if wrapping is None else WRAPPINGS[wrapping](line.removeprefix("2026-11-24T10:00:00Z ")) for line in NOISE]
    assert [line for line in lines if any(each.kind == "rejection" for each in told(line))] == []


def test_noise_in_one_file_makes_no_rejection_of_lines_that_follow_each_other():
    assert told("\n".join(NOISE)) == []


def test_each_phrase_of_a_library_is_recognised_by_itself():
    """The phrase stands beside the class that comes with it, as it does in a log of that library."""
    missed = []
    for each in phrases():
        if each.kind == "rejection":
            line = json.dumps({"error": each.template, "type": each.exception, "logger": each.library})
            reasons = {reason for found in told(line) for reason in found.reasons}
            if not reasons & set(each.reasons):
                missed.append((each.library, each.template, reasons))
    assert len(missed) <= 0.01 * len(phrases()), missed
