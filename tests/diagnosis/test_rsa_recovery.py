import os
import subprocess
import sys
import time

import pytest
from cryptography.hazmat.primitives.asymmetric import padding

from jwtriage.diagnosis import rsa_recovery
from jwtriage.diagnosis.rsa_recovery import cost_of, recover_rsa_key, recoverable, signed_text
from jwtriage.forensics.recipe import HASHES
from jwtriage.forensics.recover_rsa import SignedText, Unrecoverable
from tests.support import keys
from tests.support.rsa_numbers import small_rsa

SLOW = pytest.mark.skipif("JWTRIAGE_SLOW_TESTS" not in os.environ, reason="takes a minute; set JWTRIAGE_SLOW_TESTS")


def sign(private, *texts):
    return [signed_text("RS256", text, private.sign(text, padding.PKCS1v15(), HASHES["sha256"])) for text in texts]


def silent(stage, share):
    pass


class Children:
    """Notes the child processes that are started."""

    def __init__(self, monkeypatch):
        self.started = []
        start = subprocess.Popen

        def note(command, **options):
            child = start(command, **options)
            self.started.append((command, child))
            return child

        monkeypatch.setattr(rsa_recovery.subprocess, "Popen", note)

    def all_ended(self):
        return all(child.poll() is not None for _, child in self.started)


@pytest.fixture
def children(monkeypatch):
    return Children(monkeypatch)


def test_small_exponent_in_a_child(children):
    private, told = small_rsa(1024, 257), []
    key = recover_rsa_key(sign(private, b"one", b"two"), lambda stage, share: told.append((stage, share)))
    assert key.public == private.public_key()
    assert told[0] == ("recovering the RSA key with small exponents", 0.0)
    assert told[-1][1] == 1.0
    assert children.all_ended()


@pytest.fixture
def quick(monkeypatch):
    """Lets 257 stand for the exponent that takes a minute."""
    monkeypatch.setattr(rsa_recovery, "SMALL_EXPONENTS", (3,))
    monkeypatch.setattr(rsa_recovery, "USUAL_EXPONENT", 257)


@pytest.mark.usefixtures("quick")
def test_usual_exponent_announces_its_cost():
    private, told = small_rsa(512, 257), []
    key = recover_rsa_key(sign(private, b"one", b"two", b"three"), lambda stage, share: told.append(stage))
    assert key.public == private.public_key()
    assert told[-1] == f"recovering the RSA key: {cost_of(64)}"


def test_no_token_stands_in_the_childs_arguments(children):
    tokens = sign(small_rsa(512, 3), b"one", b"two")
    recover_rsa_key(tokens, silent)
    [(command, _)] = children.started
    assert command[1:] == ["-P", "-m", "jwtriage.diagnosis.rsa_recovery_child"]


@pytest.mark.usefixtures("quick")
def test_two_signers_are_no_key():
    assert recover_rsa_key(sign(small_rsa(512, 3), b"one") + sign(small_rsa(512, 3, "b"), b"two"), silent) is None


def test_without_gmpy2_the_message_names_the_extra(monkeypatch):
    monkeypatch.setattr(rsa_recovery, "has_gmpy2", lambda: False)
    with pytest.raises(Unrecoverable, match=r"jwtriage\[recover\]"):
        recover_rsa_key(sign(small_rsa(512, 65537), b"one", b"two"), silent)
    private = small_rsa(512, 3)
    assert recover_rsa_key(sign(private, b"one", b"two"), silent).public == private.public_key()


class Cancelled(BaseException):
    """Stands for KeyboardInterrupt."""


def test_cancelling_kills_the_child(children):
    def cancel(stage, share):
        if "about" in stage and share > 0:
            raise Cancelled

    start = time.monotonic()
    with pytest.raises(Cancelled):
        recover_rsa_key(sign(keys.rsa(), b"one", b"two"), cancel)
    assert time.monotonic() - start < 15
    assert len(children.started) == 2
    assert children.all_ended()


def test_time_over_kills_the_child(children):
    with pytest.raises(Unrecoverable, match="longer than allowed"):
        recover_rsa_key(sign(keys.rsa(), b"one", b"two"), silent, seconds=1.0)
    assert children.all_ended()


@pytest.mark.parametrize("command", ["exit 3", "cat > /dev/null; exit 0", "kill -9 $$", "exec >&-; exit 0"])
def test_child_that_fails_is_one_clear_line(monkeypatch, command):
    start = subprocess.Popen
    monkeypatch.setattr(rsa_recovery.subprocess, "Popen", lambda _, **options: start(["sh", "-c", f"read line; {command}"], **options))
    monkeypatch.setattr(rsa_recovery, "_send", lambda pipe, request: (pipe.write(request), pipe.close()))
    with pytest.raises(Unrecoverable, match="child process"):
        recover_rsa_key(sign(small_rsa(512, 3), b"one", b"two"), silent)


def test_child_that_never_reads_is_one_clear_line(monkeypatch):
    start = subprocess.Popen
    monkeypatch.setattr(rsa_recovery.subprocess, "Popen", lambda _, **options: start(["true"], **options))
    tokens = [SignedText(b"%d" % count + bytes(200_000), bytes(64), "sha256") for count in range(2)]
    with pytest.raises(Unrecoverable, match="child process"):
        recover_rsa_key(tokens, silent)


def test_child_ends_when_its_parent_is_gone():
    request = rsa_recovery._request(sign(keys.rsa(), b"one", b"two"), (65537,))
    command = [sys.executable, "-P", "-m", "jwtriage.diagnosis.rsa_recovery_child"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as orphan:
        orphan.stdin.write(request)
        orphan.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            orphan.wait(1.0)
        orphan.stdin.close()
        assert orphan.wait(10) == 1


@pytest.mark.parametrize("alg", ["PS256", "HS256", "ES256", "none", "rs256", ""])
def test_only_rs_algorithms_can_be_recovered(alg):
    assert not recoverable(alg)
    with pytest.raises(Unrecoverable, match="RS256"):
        signed_text(alg, b"text", bytes(256))


def test_unusable_tokens_start_no_child(children):
    with pytest.raises(Unrecoverable, match="two tokens"):
        recover_rsa_key(sign(keys.rsa(), b"one"), silent)
    assert children.started == []


@pytest.mark.parametrize(
    "answer", [{"modulus": "0", "exponent": 3}, {"modulus": "f" * 256, "exponent": 1}, {"modulus": "f" * 256, "exponent": 65537}]
)
def test_answer_is_checked_before_it_is_believed(answer):
    assert rsa_recovery._checked(sign(keys.rsa(bits=1024), b"one", b"two"), answer) is None


def test_cost_grows_with_the_key():
    assert str(cost_of(256)) == "about 35 s, 0.2 GB"
    assert 80 <= cost_of(512).seconds <= 110


@SLOW
def test_2048_bits_with_the_usual_exponent():
    key = recover_rsa_key(sign(keys.rsa(), b"one", b"two"), silent)
    assert key.public == keys.rsa().public_key()
