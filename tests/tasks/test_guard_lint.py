"""What lint says of good and bad configurations; and that its attacks would succeed on a verifier that is careless."""

import json

import pytest

from jwtriage.guard import Rejected
from jwtriage.jose.base64url import decode
from jwtriage.places.surroundings import Surroundings
from jwtriage.tasks import guard_lint
from jwtriage.tasks.guard_attacks import ATTACKS, Aim
from jwtriage.tasks.guard_lint import lint
from jwtriage.tasks.guard_request import GuardRequest, Keyset
from jwtriage.tasks.keys_generate import generate
from tests.support.documents import jwk, jwks
from tests.support.keys import SECRET, ec, ed25519, public_pem, rsa

KEYS = {"RS256": "rsa.pem", "PS256": "rsa.pem", "ES256": "ec.pem", "Ed25519": "ed.pem", "HS256": "secret.key"}
RULES = {"issuer": ("https://id.example",), "audience": ("api",)}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rsa.pem").write_bytes(public_pem(rsa()))
    (tmp_path / "ec.pem").write_bytes(public_pem(ec()))
    (tmp_path / "ed.pem").write_bytes(public_pem(ed25519()))
    (tmp_path / "secret.key").write_bytes(SECRET)
    (tmp_path / "weak.key").write_bytes(b"secret")
    (tmp_path / "line.key").write_bytes(SECRET + b"\n")
    (tmp_path / "set.json").write_bytes(jwks(jwk(rsa(), kid="r1", alg="RS256"), jwk(ec(), kid="e1", alg="ES256")))
    return tmp_path


def linted(folder, key, *algorithms, **members):
    described = Keyset(references={"current": key}, algorithms=algorithms, **{**RULES, **members})
    return lint(GuardRequest(described, surroundings=Surroundings({}, folder)))


def table(report, title):
    return next(table for table in report.tables if table.title == title)


@pytest.mark.parametrize("alg", KEYS)
def test_a_sound_configuration_rejects_every_attack(alg, folder):
    report = linted(folder, KEYS[alg], alg)
    assert (report.findings, report.unread, report.exit_code()) == ((), (), 0)
    answers = {row[0]: row[2] for row in table(report, "attacks").rows}
    assert len(answers) == 12
    assert set(answers.values()) <= {"rejected", "does not apply"}
    assert list(answers.values()).count("does not apply") == (1 if alg == "HS256" else 0)


def test_each_key_of_a_set_is_attacked(folder):
    report = linted(folder, "set.json", "RS256", "ES256")
    assert report.exit_code() == 0
    single = linted(folder, "rsa.pem", "RS256")
    tokens = [{row[0]: int(row[1]) for row in table(each, "attacks").rows} for each in (report, single)]
    assert tokens[0]["alg none, in every spelling"] == 2 * tokens[1]["alg none, in every spelling"]


def test_the_tables_say_what_verifies_and_what_is_demanded(folder):
    report = linted(folder, "set.json", "RS256", "ES256", leeway=60.0)
    assert [row[:3] for row in table(report, "what verifies a token").rows] == [
        ("https://id.example", "RS256", "r1"),
        ("https://id.example", "ES256", "e1"),
    ]
    assert table(report, "what a token must say").rows == (("https://id.example", "api", "required", "60 s", "JWT, at+jwt", "ANY", "rejected"),)


def test_the_end_of_a_key_is_told(folder):
    described = Keyset(references={"current": "secret.key", "previous": "env:OLD"}, algorithms=("HS256",), previous_until=1.0, **RULES)
    report = lint(GuardRequest(described, surroundings=Surroundings({"OLD": SECRET[::-1].decode()}, folder)))
    assert table(report, "what verifies a token").rows[1][6] == "until 1970-01-01T00:00:01Z (not now)"


GIVEN_UP = {
    "issuer-not-checked": {"issuer": ("ANY",)},
    "audience-not-checked": {"audience": ("ANY",)},
    "expiry-not-required": {"expires": False},
    "type-not-checked": {"typ": ("ANY",)},
}


@pytest.mark.parametrize("name", GIVEN_UP)
def test_a_requirement_that_was_given_up_is_a_warning(name, folder):
    report = linted(folder, "rsa.pem", "RS256", **GIVEN_UP[name])
    assert [(finding.id, finding.severity) for finding in report.findings] == [(name, "warning")]
    assert (report.exit_code(), report.exit_code("error")) == (1, 0)


def test_accepted_id_tokens_are_a_note(folder):
    report = linted(folder, "rsa.pem", "RS256", id_tokens=True)
    assert [(finding.id, finding.severity, report.exit_code()) for finding in report.findings] == [("id-token-accepted", "note", 0)]


CONTRADICTIONS = {
    "public-pem-as-hmac-secret": ("rsa.pem", "HS256"),
    "alg-family-mismatch": ("secret.key", "RS256"),
    "secret-default-or-placeholder": ("weak.key", "HS256"),
    "secret-trailing-newline": ("line.key", "HS256"),
}


@pytest.mark.parametrize("cause", CONTRADICTIONS)
def test_a_contradiction_is_a_finding_with_its_cause(cause, folder):
    report = linted(folder, *CONTRADICTIONS[cause])
    assert [(finding.id, finding.severity) for finding in report.findings] == [(cause, "error")]
    assert f"[{cause}]" not in report.findings[0].title
    assert report.exit_code() == 1


def test_keys_that_cannot_be_fetched_leave_it_open(folder):
    report = linted(folder, "https://127.0.0.1:1/jwks.json", "RS256")
    assert report.exit_code() == 3
    assert [unread.origin for unread in report.unread] == ["jwks https://127.0.0.1:1/jwks.json"]


def test_a_configuration_that_rejects_everything_is_found(folder, monkeypatch):
    monkeypatch.setattr("jwtriage.tasks.guard_twin.LIFETIME", -60)
    assert {finding.id for finding in linted(folder, "rsa.pem", "RS256").findings} == {"nothing-is-accepted"}


class Careless:
    """Accepts everything that it is shown."""

    def verify(self, token):
        return {}


def test_an_attack_that_succeeds_is_an_error(folder, monkeypatch):
    monkeypatch.setattr(guard_lint, "answer", lambda verifier, token: None)
    report = linted(folder, "rsa.pem", "RS256")
    assert report.exit_code("error") == 1
    assert {"alg-none-allowed", "alg-confusion-possible", "signature-not-checked"} <= {finding.id for finding in report.findings}
    assert {row[2] for row in table(report, "attacks").rows} == {"ACCEPTED"}


def test_the_answer_is_the_verifiers():
    assert guard_lint.answer(Careless(), b"") is None

    class Strict:
        def verify(self, token):
            raise Rejected("expired")

    assert guard_lint.answer(Strict(), b"") == "expired"


def aim(alg="RS256"):
    own = generate(alg, "jwk", "", 2048).key
    return Aim({"alg": alg, "typ": "JWT", "kid": "k"}, {"iss": "i", "aud": "a", "exp": 1}, own, own, 0.0)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_has_distinct_tokens(attack):
    attempts = list(attack.attempts(aim()))
    assert len({attempt.token for attempt in attempts}) == len(attempts) > 2
    assert len({attempt.how for attempt in attempts}) == len(attempts)


def test_the_public_key_is_used_as_it_goes_around():
    confusion = list(ATTACKS[1].attempts(aim()))
    assert {json.loads(decode(attempt.token.split(b".")[0]))["alg"] for attempt in confusion} == {"HS256", "HS384", "HS512"}
    assert {"HS256 with the public key as PEM", "HS256 with the public key as DER", "HS256 with the public key as JWK"} <= {
        attempt.how for attempt in confusion
    }
    assert list(ATTACKS[1].attempts(aim("HS256"))) == []


def test_keys_of_one_issuer_are_tried_on_another(folder):
    text = "".join(
        f'[keyset.{name}]\ncurrent = "{key}"\nalgorithms = ["RS256"]\nissuer = "{name}"\naudience = "api"\n'
        for name, key in (("a", "rsa.pem"), ("b", "set.json"))
    )
    (folder / "jwtriage.toml").write_text(text)
    report = lint(GuardRequest(config=str(folder / "jwtriage.toml"), keysets=("a", "b")))
    assert report.exit_code() == 0
    assert {row[0]: row[1] for row in table(report, "attacks").rows}["another key"] == "8"
