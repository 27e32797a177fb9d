import pytest

from jwtriage.jose.errors import JoseError, KeyLoadError, TokenError


@pytest.mark.parametrize("kind", [TokenError, KeyLoadError])
def test_errors_carry_a_reason_beside_the_message(kind):
    error = kind("malformed", "no alg")
    assert isinstance(error, JoseError)
    assert isinstance(error, ValueError)
    assert (error.reason, str(error)) == ("malformed", "no alg")
