"""Each implementation accepts and rejects what it should, and tells it in its own words."""

import time
from collections.abc import Iterator

import pytest

from lab.fleet_run import present, start
from lab.implementations import IMPLEMENTATIONS, absent
from lab.material import Secret, make, token
from lab.supervisor import Supervisor
from lab.traffic import request
from tests.lab.sockets import listening, members, resident

KEYS = {"HS256": make("secret"), "RS256": make("rsa")}
OTHERS = {"HS256": make("secret"), "RS256": make("rsa")}
CLAIMS = {"iss": "https://id.lab.example", "sub": "u-17"}


@pytest.fixture(scope="module", params=list(KEYS))
def fleet(lab: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Supervisor]]:
    with Supervisor(tmp_path_factory.mktemp(request.param)) as supervisor:
        before = time.monotonic()
        start(supervisor, present(), request.param, KEYS[request.param])
        assert time.monotonic() - before < 15
        yield request.param, supervisor


def tokens(alg: str) -> dict[str, tuple[str, int]]:
    """Return texts and the status that each deserves."""
    claims = {**CLAIMS, "iat": int(time.time()) - 60, "exp": int(time.time()) + 600}
    other = "RS256" if alg == "HS256" else "HS256"
    good = token(KEYS[alg], alg, claims, {})
    head, payload, signature = good.split(".")
    return {
        "good": (good, 200),
        "signed by another key": (token(OTHERS[alg], alg, claims, {}), 401),
        "another payload": (f"{head}.{payload[:-4]}AAAA.{signature}", 401),
        "expired": (token(KEYS[alg], alg, {**claims, "exp": claims["iat"]}, {}), 401),
        "another algorithm": (token(KEYS[other], other, claims, {}), 401),
        "no token": ("", 401),
    }


@pytest.mark.parametrize("name", IMPLEMENTATIONS)
def test_answers(name: str, fleet: tuple[str, Supervisor]) -> None:
    alg, supervisor = fleet
    if name not in supervisor.programs:
        pytest.skip(f"{name} lacks {', '.join(absent(name))}")
    program = supervisor.programs[name]
    answers = {what: request(program.host, program.port, text) for what, (text, _) in tokens(alg).items()}
    assert answers == {what: status for what, (_, status) in tokens(alg).items()}
    assert request(program.host, program.port, "", "/health") == 200
    written = program.log.read_bytes()
    assert written.count(b" 401 ") + written.count(b'"status":401') == 5, written
    if isinstance(secret := KEYS[alg], Secret):
        assert secret.text.encode() not in written


def test_the_fleet_is_large_small_and_stays_at_home(fleet: tuple[str, Supervisor]) -> None:
    programs = fleet[1].programs.values()
    assert all(program.running for program in programs)
    pids = [pid for program in programs for pid in members(program.process.pid)]
    assert all(any(address.is_loopback for address in listening(program.process.pid)) for program in programs)
    assert all(address.is_loopback for pid in pids for address in listening(pid))
    assert sum(map(resident, pids)) < 700 * 2**20
    if len(present()) < 12:
        pytest.skip(f"only {len(present())} implementations are present")
