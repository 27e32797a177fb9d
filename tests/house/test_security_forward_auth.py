"""SECURITY section 3, forward auth: rule 15. Behind real proxies it is tried in tests/guard/test_proxies.py."""

import pytest

from jwtriage.guard import Verifier
from jwtriage.guard.forward_auth import ForwardAuth
from jwtriage.guard.identity import IDENTITY
from jwtriage.guard.listening import UnusableAddress, parse_address
from tests.support.asgi import call
from tests.support.keys import SECRET
from tests.support.tokens import CLAIMS, sign

VERIFIER = Verifier(SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"])
GOOD = (b"authorization", b"Bearer " + sign(CLAIMS, SECRET))
EXPIRED = (b"authorization", b"Bearer " + sign({**CLAIMS, "exp": 1}, SECRET))
CLAIMED = [(name.lower().encode(), b"root") for name in IDENTITY]


@pytest.mark.parametrize("headers", [[GOOD], [EXPIRED], []])
def test_rule_15_identity_of_the_request_is_always_overwritten(headers):
    answer = call(ForwardAuth(VERIFIER), [*CLAIMED, *headers, *CLAIMED])
    assert [name for name, _ in answer.headers if name.startswith(b"x-auth-")] == [name for name, _ in CLAIMED]
    assert b"root" not in dict(answer.headers).values()


@pytest.mark.parametrize("headers", [[GOOD, GOOD], [GOOD, EXPIRED], [GOOD, (b"Authorization", b"Basic YTpi")]])
def test_rule_15_two_authorization_headers_are_malformed(headers):
    answer = call(ForwardAuth(VERIFIER, reason_header=True), headers)
    assert (answer.status, answer.get(b"x-jwt-reason")) == (401, [b"malformed"])


POLICY_IN_A_REQUEST = {
    "path": {"path": "/keys/../healthz", "raw_path": b"/keys"},
    "query": {"query_string": b"issuer=ANY&exp=ANY&keyset=other"},
    "method": {"method": "OPTIONS"},
    "address that it came to": {"server": ("127.0.0.1", 1)},
    "caller": {"client": ("127.0.0.1", 1), "scheme": "https"},
}


@pytest.mark.parametrize("name", POLICY_IN_A_REQUEST)
@pytest.mark.parametrize(("token", "status"), [(GOOD, 200), (EXPIRED, 401)])
def test_rule_15_policy_comes_from_the_listener(name, token, status):
    told = [(b"x-original-method", b"OPTIONS"), (b"x-forwarded-uri", b"/public"), (b"x-jwt-audience", b"ANY"), (b"host", b"other.example")]
    assert call(ForwardAuth(VERIFIER), [*told, token], **POLICY_IN_A_REQUEST[name]).status == status


@pytest.mark.parametrize("address", ["0.0.0.0:9300", "[::]:9300", "10.1.2.3:9300"])
def test_rule_15_other_hosts_are_not_listened_to_by_default(address):
    with pytest.raises(UnusableAddress):
        parse_address(address)


@pytest.mark.parametrize("headers", [[GOOD], [EXPIRED], []])
def test_rule_15_a_reason_header_is_opt_in(headers):
    answer = call(ForwardAuth(VERIFIER), headers)
    assert not [value for pair in answer.headers for value in pair if b"reason" in value or b"expired" in value or b"missing" in value]
