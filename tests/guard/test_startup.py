import logging

from jwtriage import Verifier
from jwtriage.guard.startup import instance_name, key_lines, known_kids, log_keys
from jwtriage.jose.keys import Key
from tests.support.keys import SECRET, ec

FINGERPRINT_KEY = bytes(range(32))
NOW = 1795521600.0


def verifier(*keys: Key, algorithms=("ES256",), **more) -> Verifier:
    return Verifier(list(keys), algorithms, "i", "a", fingerprint_key=FINGERPRINT_KEY, clock=lambda: NOW, **more)


def test_one_line_for_each_key():
    keys = [Key.from_public(ec(name=name).public_key(), kid=name) for name in ("a", "b")]
    lines = key_lines(verifier(*keys), "pod-1", "1.2.3")
    assert lines == [
        f"jwt-key alg=ES256 kid={key.kid} fingerprint=ec:{key.thumbprint[:12]} role=verify source=static"
        " loaded_at=2026-11-24T12:00:00Z instance=pod-1 version=1.2.3"
        for key in keys
    ]


def test_the_process_is_named_unless_it_has_a_name():
    (line,) = key_lines(verifier(Key.from_public(ec().public_key())))
    assert line.endswith(f" instance={instance_name()}")


def test_a_secret_has_a_keyed_tag():
    (line,) = key_lines(verifier(Key.from_secret(SECRET), algorithms=["HS256"]))
    assert " fingerprint=hk1:" in line
    assert SECRET.decode()[:8] not in line


def test_a_secret_that_could_be_guessed_is_weak():
    (line,) = key_lines(verifier(Key.from_secret(b"secret" * 8), algorithms=["HS256"], insecure_keys=True))
    assert " fingerprint=weak " in line


def test_a_hostile_kid_stays_in_its_field():
    (line,) = key_lines(verifier(Key.from_public(ec().public_key(), kid='x\njwt-key alg="none')))
    assert 'kid="x\\u000ajwt-key alg=\\"none"' in line


def test_the_lines_are_logged(caplog):
    with caplog.at_level(logging.INFO, "jwtriage.guard"):
        log_keys(verifier(Key.from_public(ec().public_key(), kid="100%s")), "pod-1")
    assert [record.getMessage() for record in caplog.records] == key_lines(verifier(Key.from_public(ec().public_key(), kid="100%s")), "pod-1")


def test_known_kids_are_those_that_keys_have():
    held = verifier(Key.from_public(ec(name="a").public_key(), kid="a"), Key.from_public(ec(name="b").public_key())).held()
    assert known_kids(held) == {"a"}
