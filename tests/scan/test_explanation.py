import pytest

from jwtriage.scan.explanation import is_mistyped

TEXT = b"k8Jw0pQx7Zt3Lm5N"


@pytest.mark.parametrize("other", [b"k8Jw0pQx7Xt3Lm5N", b"8Jw0pQx7Zt3Lm5NN", b"k8Jw0pQx7Zt3Lm5Na", b"ak8Jw0pQx7Zt3Lm5N", b"k8wJ0pQx7Zt3Lm5N"])
def test_one_slip(other):
    expected = other != b"8Jw0pQx7Zt3Lm5NN"
    assert is_mistyped(TEXT, other) is expected
    assert is_mistyped(other, TEXT) is expected


@pytest.mark.parametrize("other", [TEXT, b"k8Jw0pQx7Xt3Lm5X", b"k8Jw0pQx7Zt3Lm5Nab", b"", TEXT[::-1]])
def test_no_slip_and_two_slips(other):
    assert not is_mistyped(TEXT, other)
    assert not is_mistyped(other, TEXT)


def test_short_texts_are_alike_by_chance():
    assert not is_mistyped(b"secret1", b"secret2")
