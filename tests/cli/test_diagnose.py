"""The command diagnose: its arguments become the request of the task."""

import pytest

from jwtriage.cli.diagnose import named_reference, parser, request_of
from jwtriage.diagnosis.budget import no_progress
from jwtriage.tasks.request import NamedReference
from tests.support.segments import compact

TOKEN = compact({"alg": "HS256"}, {}, b"s" * 32).decode()


def request(*argv):
    return request_of(parser().parse([TOKEN, "--quiet", *argv]), no_progress)


def test_defaults():
    made = request()
    assert made.token == TOKEN.encode()
    assert made.verifiers == made.candidates == made.algorithms == made.also_tokens == ()
    assert made.at is None


def test_every_option_arrives(tmp_path):
    payload = tmp_path / "payload"
    payload.write_bytes(b"content\n")
    made = request(
        *("--verifier", "orders=a.env#X", "--verifier", "b.pem", "--candidate", "c", "--alg", "RS256", "--issuer", "i", "--audience", "a"),
        *("--at", "2027-01-15T08:05:00Z", "--leeway", "2m", "--payload", str(payload), "--also-token", TOKEN, "--recover", "rsa"),
        *("--discover", "--offline", "--budget", "5s", "--timeout", "1.5s", "--ca-file", "ca.pem", "--claims", "all", "--config", "j.toml"),
    )
    assert made.verifiers == (NamedReference("orders", "a.env#X"), NamedReference("", "b.pem"))
    assert (made.candidates, made.algorithms, made.issuer, made.audience) == (("c",), ("RS256",), "i", "a")
    assert (made.at, made.leeway, made.payload, made.also_tokens) == (1800000300.0, 120.0, b"content\n", (TOKEN.encode(),))
    assert (made.recover, made.discover, made.offline, made.budget, made.timeout) == (("rsa",), True, True, 5.0, 1.5)
    assert (made.ca_file, made.claims, made.config) == ("ca.pem", "all", "j.toml")


@pytest.mark.parametrize(
    ("text", "name", "reference"),
    [
        ("a.pem", "", "a.pem"),
        ("orders=a.pem", "orders", "a.pem"),
        ("https://x/jwks?a=b", "", "https://x/jwks?a=b"),
        ("a.env?encoding=base64#X", "", "a.env?encoding=base64#X"),
        ("web-1=a.env?encoding=hex#X", "web-1", "a.env?encoding=hex#X"),
    ],
)
def test_names_of_verifiers(text, name, reference):
    assert named_reference(text) == NamedReference(name, reference)


@pytest.mark.parametrize(
    ("text", "seconds"), [("0", 0.0), ("1800000300", 1800000300.0), ("2027-01-15T08:05:00+01:00", 1799996700.0), ("2027-01-15", 1799971200.0)]
)
def test_times(text, seconds):
    assert request("--at", text).at == seconds
