from jwtriage.model.report import Report
from jwtriage.tasks.key_lines import key_lines

NOW = 1795521600.0


def line(**members) -> str:
    key = {"origin": "a.pem", "fingerprint": "rsa:" + "A" * 43, "kind": "RSA", "private": False, "size": "2048 bits", **members}
    return key_lines(Report(task="keys show", details={"keys": [key]}), NOW, "pod-1")


def test_a_public_key_verifies():
    assert line(kid="a b", alg="RS256") == (
        f'jwt-key alg=RS256 kid="a b" fingerprint=rsa:{"A" * 12} role=verify source="file a.pem" loaded_at=2026-11-24T12:00:00Z instance=pod-1\n'
    )


def test_a_private_key_signs():
    assert " role=sign " in line(private=True)


def test_a_secret_does_both_and_has_no_role():
    shown = line(kind="oct", fingerprint="hk1:abcdefgh", size="32 to 47 octets", origin="env:JWT_SECRET")
    assert shown.startswith('jwt-key fingerprint=hk1:abcdefgh source="env JWT_SECRET" loaded_at=')


def test_a_secret_that_is_short_or_could_be_guessed_is_weak():
    assert " fingerprint=weak " in line(kind="oct", fingerprint="hk1:abcdefgh", size="shorter than 32 octets")
    assert " fingerprint=weak " in line(kind="oct", fingerprint="secret A (weak)", size="32 to 47 octets")


def test_a_fetched_key_is_from_a_key_set():
    assert ' source="jwks https://id.example/keys#a" ' in line(origin="https://id.example/keys#a")
