import io
from pathlib import Path

import pytest

from jwtriage.logs.engines import engine
from jwtriage.logs.needles import needles
from jwtriage.logs.phrasebook import Phrasebook, phrase
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.scan import candidates

OWN = needles(Recogniser())
DATA = Path(__file__).with_name("data")


def test_each_phrase_has_a_needle():
    wanted = [each for each in Recogniser().phrases if not any(needle.decode() in "\0".join(each.parts) for needle in OWN)]
    assert wanted == []


def test_no_needle_is_a_part_of_another():
    assert [each for each in OWN if any(other != each and other in each for other in OWN)] == []


def test_needles_are_small_letters_without_what_is_escaped():
    assert all(needle == needle.lower() and not set(needle) & set(b"\"'\\/<>&=") for needle in OWN)


def test_a_phrase_of_the_user_becomes_a_needle():
    book = Phrasebook([phrase('Badge {n} "was" turned away at the gate', "our gate", ("other",))])
    assert b"turned away at the gate" in needles(Recogniser(book))


@pytest.mark.parametrize(
    "word",
    ["MyJWTFilter said no", "unknown KID", "OpenID failure", "IDX10223 x", "key set gone", "SecretOrPublicKey odd", "crypto/rsa: verification error"],
)
def test_words_that_no_phrase_has(word):
    assert list(candidates(io.BytesIO(word.encode()), engine(OWN, "find")))
