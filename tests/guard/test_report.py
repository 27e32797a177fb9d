import json

from jwtriage import Rejected, Verifier
from jwtriage.guard.report import key_report
from jwtriage.guard.tally import Tally
from jwtriage.jose.keys import Key
from tests.support.keys import SECRET, ec

NOW = 1795521600.0


def report(tally=None, **more):
    key = Key.from_public(ec().public_key(), kid="k\n1")
    verifier = Verifier([key], ["ES256"], "https://id.example", "a", clock=lambda: NOW)
    if tally is not None:
        tally.watch(verifier)
    return key_report(verifier, tally, instance="pod-1", **more), key


def test_a_report_says_what_is_held_and_from_where():
    told, key = report(version="1.2.3")
    assert told["schema"] == "jwtriage.guard/1"
    assert (told["instance"], told["version"], told["started_at"]) == ("pod-1", "1.2.3", "2026-11-24T12:00:00Z")
    assert told["keys"] == [
        {
            "kid": "k\n1",
            "alg": "ES256",
            "fingerprint": f"ec:{key.thumbprint[:12]}",
            "role": "verify",
            "source": "static",
            "loaded_at": "2026-11-24T12:00:00Z",
            "issuer": "https://id.example",
            "active": True,
        }
    ]
    assert told["sources"][0]["description"] == "static"
    assert "tokens" not in told
    json.dumps(told, allow_nan=False)


def test_a_report_counts_tokens():
    tally = Tally()
    report(tally)
    tally.accepted("k\n1", {"exp": NOW + 60}, NOW)
    tally.rejected(Rejected("expired", "k\n1", "ES256"), NOW)
    tally.rejected(Rejected("missing_token"), NOW)
    verifier = Verifier([Key.from_public(ec().public_key(), kid="k\n1")], ["ES256"], "i", "a", clock=lambda: NOW)
    assert key_report(verifier, tally)["tokens"] == [
        {"kid": "", "by_reason": {"missing_token": 1}},
        {"kid": "k\n1", "by_reason": {"expired": 1, "ok": 1}, "last_accepted_at": "2026-11-24T12:00:00Z", "max_exp": "2026-11-24T12:01:00Z"},
    ]


def test_a_report_has_no_secret_and_no_tag_of_a_weak_one():
    verifier = Verifier([Key.from_secret(b"secret" * 8)], ["HS256"], "i", "a", insecure_keys=True)
    told = key_report(verifier)
    assert told["keys"][0]["fingerprint"] == "weak"
    strong = Verifier([Key.from_secret(SECRET)], ["HS256"], "i", "a", fingerprint_key=bytes(32))
    assert SECRET.decode()[:6] not in json.dumps(key_report(strong))
