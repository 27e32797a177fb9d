import pickle

import pytest

from jwtriage.jose.secret import Secret

SECRET = Secret(b"hunter2-hunter2")


@pytest.mark.parametrize("show", [repr, str, "{}".format, lambda secret: repr([secret]), lambda secret: f"{secret!r:>30}"])
def test_no_form_shows_the_octets(show):
    assert "hunter2" not in show(SECRET)
    assert show(SECRET).count("…") == 1


def test_equality_is_that_of_the_octets():
    assert Secret(b"hunter2-hunter2") == SECRET
    assert Secret(b"hunter2-hunter3") != SECRET
    assert SECRET != b"hunter2-hunter2"
    assert len({SECRET, Secret(b"hunter2-hunter2"), Secret(b"")}) == 2


def test_it_cannot_be_pickled():
    with pytest.raises(TypeError):
        pickle.dumps(SECRET)


def test_it_reveals_on_request_only():
    assert SECRET.reveal() == b"hunter2-hunter2"
    assert SECRET
    assert not Secret(b"")
