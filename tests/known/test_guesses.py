"""The estimate of guesses."""

import string
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jwtriage.known.guesses import LONGEST_TEXT, guess_bits


def test_nothing_needs_no_guesses() -> None:
    assert guess_bits("") == 0


@pytest.mark.parametrize(
    ("cheap", "dear"),
    [
        ("secret", "sdvrzt"),  # a word, not letters
        ("secret", "Secret"),  # a capital costs
        ("Secret", "sEcrEt"),  # unusual capitals cost more
        ("secret", "s3cr3t"),  # digits for letters cost
        ("s3cr3t", "s7cr8t"),  # other digits cost more
        ("qwertyuiop", "qpwtoeyrui"),  # a walk
        ("poiuytrewq", "qpwtoeyrui"),  # backwards
        ("1q2w3e4r", "1w4q2r3e"),
        ("20240131", "97249831"),  # a date
        ("31.01.2024", "31.91.4024"),
        ("kqzvkqzvkqzv", "kqzvmwxjtbhg"),  # a repetition
        ("kqzvm-ab-kqzvm", "kqzvm-ab-wxjtb"),  # a copy from further back
        ("fernandes-1", "fxrpzqdvs-1"),  # a name that is not in the list
        ("a-b-c", "a-b_c"),  # the same separator again
        ("für-uns", "fxr-xns"),  # accents cost nothing
        ("0f3a9c77", "0g3x9q77"),  # hexadecimal digits
    ],
)
def test_what_people_write_needs_fewer_guesses(cheap: str, dear: str) -> None:
    assert guess_bits(cheap) < guess_bits(dear)


@pytest.mark.parametrize("digits", ["7", "73", "738"])
def test_each_random_digit_costs_about_three_bits(digits: str) -> None:
    assert guess_bits(digits) == pytest.approx(3.32 * len(digits), abs=0.1)


@given(some.text(max_size=40), some.text(max_size=5))
def test_more_text_never_needs_fewer_guesses_by_much(text: str, more: str) -> None:
    # A longer text may open a cheaper reading of its end, such as a word that was cut off, but never a cheaper reading of the rest.
    assert guess_bits(text + more) >= guess_bits(text[:-24]) - 1


@given(some.text(alphabet=string.ascii_letters + string.digits, min_size=1, max_size=12))
def test_an_estimate_is_never_higher_than_the_single_characters(text: str) -> None:
    assert 0 < guess_bits(text) <= 6.8 * len(text)


def test_only_the_beginning_of_a_long_text_is_estimated() -> None:
    text = "kd8Gz2" * 100
    start = perf_counter()
    assert guess_bits(text) == guess_bits(text[:LONGEST_TEXT])
    assert guess_bits("a" * 1_000_000) < 20
    assert perf_counter() - start < 5
