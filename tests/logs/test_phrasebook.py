import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.jose.reason import REASONS
from jwtriage.logs.phrasebook import Phrasebook, libraries, normalised, phrase, phrases


def found(template: str, text: str):
    return [match.values for match in Phrasebook([phrase(template, "x", ("other",))]).matches(normalised(text))]


def test_our_phrases_are_sound():
    names = {library.name for library in libraries()}
    assert len(phrases()) > 1300
    assert len({(each.library, each.template) for each in phrases()}) == len(phrases())
    assert all(each.library in names and set(each.reasons) <= set(REASONS[1:]) and each.literal for each in phrases())


def test_values_of_gaps_keep_their_letters():
    assert found("kid {kid} of {iss} is unknown", "Kid K-1 of HTTPS://ID is unknown now") == [(("kid", "K-1"), ("iss", "HTTPS://ID"), ("", " now"))]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("jwt expired", "JWT  Expired"),
        ('expected "{a}", got', "expected 'x', got"),
        ('expected "{a}", got', 'expected \\"x\\", got'),
        ("a{x} b", "ax a b b"),
        ("'{name}' is no algorithm", '"HS1" is no algorithm'),
    ],
)
def test_spelling_of_quotes_spaces_and_letters_does_not_matter(template, text):
    assert found(template, text)


@pytest.mark.parametrize(("template", "text"), [("jwt expired", "xjwt expired"), ("jwt expired", "jwt expiredx"), ("a {x} b", "b a"), ("jwt", "")])
def test_a_phrase_ends_where_words_end(template, text):
    assert not found(template, text)


@pytest.mark.parametrize("template", ["", "{a}", "{a}: '{b}'", "..."])
def test_a_phrase_needs_a_word(template):
    with pytest.raises(ValueError, match="word"):
        phrase(template, "x", ("other",))


@settings(max_examples=100)
@given(st.text(max_size=40), st.text(max_size=80))
def test_any_template_meets_any_text(template, text):
    try:
        each = phrase(template, "x", ("other",))
    except ValueError:
        return
    list(Phrasebook([each]).matches(normalised(text)))
    assert Phrasebook([each]).may_match(text.lower()) or not found(template, text)


def test_hostile_repetition_takes_little_time():
    assert found("a {x} a {y} b", "a " * 200_000) == []
