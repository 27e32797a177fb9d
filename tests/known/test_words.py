"""The word list and its letters."""

import pytest

from jwtriage.known.words import LETTER_BITS, letter_bits, longest_word, ranks


def test_common_words_stand_first() -> None:
    assert ranks()["secret"] < ranks()["key"] < ranks()["dragon"] < len(ranks())
    assert min(ranks().values()) == 1


def test_words_are_lower_case_and_no_single_letters() -> None:
    assert all(word == word.lower() and 1 < len(word) <= longest_word() for word in ranks())


@pytest.mark.parametrize(("frequent", "rare"), [("th", "tq"), ("er", "ex"), ("qu", "qx")])
def test_a_frequent_pair_costs_less_than_a_rare_one(frequent: str, rare: str) -> None:
    assert letter_bits(*frequent) < letter_bits(*rare) <= LETTER_BITS


def test_no_pair_costs_more_than_a_letter_drawn_at_random() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert all(0 < letter_bits(before, letter) <= LETTER_BITS for before in letters for letter in letters)
