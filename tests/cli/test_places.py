"""What commands that read REFs share."""

import pytest

from jwtriage.cli.parser import Parser
from jwtriage.cli.places import add_place_options, surroundings_of, usable_inputs
from jwtriage.cli.unusable import Unusable
from jwtriage.places.reference import UnusableReference
from jwtriage.tasks.fingerprint_key import UnusableFingerprintKey
from jwtriage.tasks.request import UnusableRequest


def parsed(*argv: str):
    parser = Parser("look", "What is this?")
    add_place_options(parser)
    return surroundings_of(parser.parse(argv))


def test_options_become_the_surroundings(monkeypatch) -> None:
    monkeypatch.setenv("JWT_SECRET_OF_THIS_TEST", "x")
    made = parsed("--offline", "--timeout", "2m", "--ca-file", "ca.pem")
    assert (made.offline, made.timeout, made.ca_file, made.environment["JWT_SECRET_OF_THIS_TEST"]) == (True, 120.0, "ca.pem", "x")
    assert (parsed().offline, parsed().timeout, parsed().ca_file, parsed().public_only) == (False, 10.0, None, frozenset())


@pytest.mark.parametrize("kind", [UnusableReference, UnusableRequest, UnusableFingerprintKey])
def test_errors_about_what_was_given_become_one_line(kind: type[Exception]) -> None:
    with pytest.raises(Unusable, match="what and why") as caught, usable_inputs():
        raise kind("what and why")
    assert caught.value.__cause__ is None


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), usable_inputs():
        raise ZeroDivisionError
