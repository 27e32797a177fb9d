import pytest

from jwtriage import Rejected


def test_the_fields_are_there_for_logs_and_metrics():
    rejected = Rejected("expired", kid="one", alg="RS256", tried=["rsa:abc"])
    assert (rejected.reason, rejected.kid, rejected.alg, rejected.tried) == ("expired", "one", "RS256", ["rsa:abc"])
    assert str(rejected) == "expired (kid='one', alg='RS256')"
    assert str(Rejected("missing_token")) == "missing_token"


def test_fingerprints_are_computed_when_somebody_asks():
    calls = []

    def names():
        calls.append(1)
        return ["hk1:abcdefgh"]

    rejected = Rejected("signature_invalid", tried=names)
    str(rejected)
    assert calls == []
    assert rejected.tried == rejected.tried == ["hk1:abcdefgh"]


@pytest.mark.parametrize("kid", ["\x1b[2Jgone", "a\nERROR all is lost", "x" * 10_000, "\u202eevil"])
def test_the_message_is_fit_for_a_log(kid):
    message = str(Rejected("key_not_found", kid=kid))
    assert message.isprintable()
    assert len(message) < 120
