import hashlib

import pytest

from jwtriage.guard import EnvironmentSource, Refusal, Rejected, Verifier
from tests.support import keys
from tests.support.tokens import CLAIMS, sign


def verifier(environment, **rotation) -> Verifier:
    places = {place: EnvironmentSource(name, optional=True, environment=environment) for place, name in rotation.items()}
    return Verifier(EnvironmentSource("JWT_SECRET", environment=environment), ["HS256"], CLAIMS["iss"], CLAIMS["aud"], **places)


def test_the_value_is_the_secret():
    guard = verifier({"JWT_SECRET": keys.SECRET.decode()})
    assert guard.verify(sign(CLAIMS, keys.SECRET)) == CLAIMS
    (held,) = guard.held()
    assert (held.source, held.role, held.alg) == ("env JWT_SECRET", "verify", "HS256")
    assert guard.sources()[0].description == "env JWT_SECRET"


@pytest.mark.parametrize("environment", [{}, {"JWT_SECRET": ""}, {"JWT_SECRET": "  "}, {"JWT_SECRET": "undefined"}])
def test_an_absent_or_empty_variable_is_refused(environment):
    with pytest.raises(Refusal) as caught:
        verifier(environment)
    assert caught.value.cause == "secret-undefined-or-empty"
    assert "JWT_SECRET" in str(caught.value)


def test_an_optional_variable_may_be_absent_but_not_empty():
    environment = {"JWT_SECRET": keys.SECRET.decode()}
    guard = verifier(environment, previous="JWT_SECRET_OLD")
    with pytest.raises(Rejected):
        guard.verify(sign(CLAIMS, keys.SECRET[::-1]))
    with pytest.raises(Refusal) as caught:
        verifier({**environment, "JWT_SECRET_OLD": ""}, previous="JWT_SECRET_OLD")
    assert caught.value.cause == "secret-undefined-or-empty"
    both = verifier({**environment, "JWT_SECRET_OLD": keys.SECRET[::-1].decode()}, previous="JWT_SECRET_OLD")
    assert both.verify(sign(CLAIMS, keys.SECRET[::-1])) == CLAIMS


def test_octets_that_are_no_text_are_taken_as_they_are():
    secret = hashlib.sha512(keys.SECRET).digest()
    guard = verifier({"JWT_SECRET": secret.decode("utf-8", "surrogateescape")})
    assert guard.verify(sign(CLAIMS, secret)) == CLAIMS
