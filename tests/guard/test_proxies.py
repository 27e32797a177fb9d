"""The shipped configurations of proxies, behind the real programs: SECURITY section 3, rule 15."""

import pytest

from tests.support import guarded
from tests.support.guarded import PROXIES, ask
from tests.support.keys import SECRET
from tests.support.tokens import CLAIMS, sign

REASONS = ("signature_invalid", "missing_token", "malformed", "expired", "x-jwt-reason")
GOOD = ("Authorization", f"Bearer {sign({**CLAIMS, 'sub': 'alice%'}, SECRET).decode()}")
FORGED = ("Authorization", f"Bearer {sign({**CLAIMS, 'sub': 'root'}, b'another secret').decode()}")
EXPIRED = ("Authorization", f"Bearer {sign({**CLAIMS, 'exp': 1}, SECRET).decode()}")
CLAIMED = [("X-Auth-Subject", "root"), ("x-auth-issuer", "https://evil.example"), ("X-Auth-Scope", "admin"), ("X-AUTH-SCOPE", "root")]


class Site:
    """A proxy with our server and a service behind it."""

    def __init__(self, name, port, folder, process):
        self.name, self.port, self.folder, self.process = name, port, folder, process


@pytest.fixture(scope="module", params=PROXIES)
def site(request, tmp_path_factory):
    name = request.param
    if not guarded.is_installed(name):
        pytest.skip(f"{name} is not installed: {PROXIES[name].package}")
    folder = tmp_path_factory.mktemp(name)
    (folder / "secret.key").write_bytes(SECRET)
    rules = ("--key", "secret.key", "--alg", "HS256", "--issuer", CLAIMS["iss"], "--audience", CLAIMS["aud"], "--reason-header")
    with (
        guarded.service() as service,
        guarded.guard(folder, *rules) as (process, guard_port),
        guarded.proxy(name, folder, guard_port, service) as port,
    ):
        yield Site(name, port, folder, process)


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_good_token_passes_with_its_identity(site, method):
    reply = ask(site.port, [GOOD, ("Content-Length", "0")], method)
    assert reply.status == 200
    assert reply.got("X-Auth-Subject") == ["alice%25"]
    assert reply.got("X-Auth-Issuer") == [CLAIMS["iss"]]


def test_identity_that_a_client_claims_is_overwritten(site):
    reply = ask(site.port, [*CLAIMED, GOOD, *CLAIMED])
    assert reply.status == 200
    assert reply.got("X-Auth-Subject") == ["alice%25"]
    assert reply.got("X-Auth-Issuer") == [CLAIMS["iss"]]
    assert "".join(reply.got("X-Auth-Scope")) == ""


def test_identity_in_another_spelling_does_not_pass(site):
    reply = ask(site.port, [GOOD, ("X_Auth_Scope", "admin"), ("X_Auth_Subject", "root")])
    assert (reply.status, reply.received) == (400, None) or (reply.got("X-Auth-Subject"), "".join(reply.got("X-Auth-Scope"))) == (["alice%25"], "")


@pytest.mark.parametrize("headers", [[], [FORGED], [EXPIRED], [("Authorization", "Bearer <script>")], [FORGED, *CLAIMED]])
def test_what_is_not_acceptable_does_not_reach_the_service(site, headers):
    reply = ask(site.port, headers)
    assert (reply.status, reply.received) == (401, None)
    assert "Bearer" in reply.headers


@pytest.mark.parametrize("headers", [[GOOD, FORGED], [FORGED, GOOD], [GOOD, GOOD]])
def test_two_authorization_headers_are_malformed(site, headers):
    reply = ask(site.port, headers)
    assert reply.status in (400, 401)
    assert reply.received is None


def test_the_client_never_learns_the_reason(site):
    answers = [ask(site.port, headers) for headers in ([FORGED], [EXPIRED], [("Authorization", "Bearer x")], [GOOD], [])]
    assert not [reason for answer in answers for reason in REASONS if reason in answer.all.lower()]
    challenges = {answer.headers.lower().partition("www-authenticate: ")[2].partition("\n")[0] for answer in answers[:3]}
    assert len(challenges) == 1


def test_the_log_has_the_reason(site):
    ask(site.port, [FORGED])
    log = {"nginx": "access.log", "envoy": "proxy.log", "caddy": "guard.log"}[site.name]
    assert guarded.until_logged(site.folder / log, "signature_invalid")


def test_without_our_server_everything_is_denied(site):
    site.process.kill()
    site.process.wait()
    reply = ask(site.port, [GOOD])
    assert reply.status >= 500
    assert reply.received is None
