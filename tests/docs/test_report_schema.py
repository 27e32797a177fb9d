"""The schema of the report, its page, and the reports that the program writes say the same."""

import json
from contextlib import chdir
from functools import cache
from pathlib import Path

import pytest

from jwtriage.report import json as json_renderer
from tests.support.command import command
from tests.support.hostile import HOSTILE
from tests.support.reports import report, report_of_several
from tests.support.schema import violations

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
SCHEMA = json.loads((REFERENCE / "report.schema.json").read_text())
INCIDENT = ("--verifier", "orders=orders/.env?reader=docker#AUTH_PUBLIC_KEY", "--verifier", "web=web/jwks-cached.json")
RUNS = {
    "decode": ("first", "decode", "@token.txt"),
    "decode-everything": ("incident", "decode", "@token.txt", "--claims", "all"),
    "decode-unknown": ("first", "decode", "@README.md"),
    "explained": ("first", "diagnose", "@token.txt", "--verifier", "orders.key", "--candidate", "auth.env"),
    "valid": ("first", "diagnose", "@token.txt", "--verifier", "auth.env#JWT_SECRET"),
    "unexplained": ("unknown-signer", "diagnose", "@ec-1.txt"),
    "recovered": ("unknown-signer", "diagnose", "@ec-1.txt", "--also-token", "@ec-2.txt"),
    "not-a-signature-problem": ("first", "diagnose", "@token.txt", "--verifier", "auth.env#JWT_SECRET", "--audience", "other"),
    "no-token": ("first", "diagnose", "@README.md", "--verifier", "orders.key"),
    "several": ("incident", "diagnose", "@token.txt", *INCIDENT, "--candidate", "auth/"),
    "offline": ("first", "diagnose", "@token.txt", "--verifier", "https://id.shop.example/jwks.json", "--offline"),
    "seen": ("inventory", "diagnose", "@token.txt", "--verifier", "jwks.json", "--candidate", "keys/", "--candidate", "fp:ec:1gXWk6A9-Hy4"),
    "show": ("first", "keys", "show", "auth.env", "orders.key"),
    "show-public": ("inventory", "keys", "show", "keys/", "jwks.json"),
    "match": ("inventory", "keys", "match", "jwks.json", "jwks.json"),
    "lint": ("guard", "guard", "lint"),
    "logs": ("rollout", "logs", "orders.log", "--changes", "changes.csv"),
    "differ": ("first", "keys", "match", "orders.key", "auth.env#JWT_SECRET"),
}


def wrong(members: object) -> list[str]:
    return violations(members, SCHEMA, SCHEMA)


@cache
def printed(name: str) -> dict:
    folder, *argv = RUNS[name]
    with chdir(ROOT / "examples" / folder):
        return json.loads(command(*argv, "--format", "json").out)


@pytest.mark.parametrize("name", RUNS)
def test_what_is_printed_is_valid(name):
    assert wrong(printed(name)) == []


def test_together_the_runs_print_every_member():
    seen = set().union(*(printed(name) for name in RUNS))
    assert seen == set(SCHEMA["properties"])


@pytest.mark.parametrize("name", ["explained", "unexplained"])
def test_diagnose_prints_in_the_order_of_the_contract(name):
    wanted = ["schema", "task", "verdict", "causes", "signer", "verifier", "token", "tried", "seen", "next", "unread", "facts"]
    members = printed(name)
    assert list(members) == [each for each in wanted if each in members]


@pytest.mark.parametrize("made", [report, report_of_several])
def test_a_hostile_report_is_refused_only_for_what_it_makes_up(made):
    members = json.loads(json_renderer.render(made(HOSTILE)))
    assert all("facts.at" in line or ".token" in line or "signer" in line for line in wrong(members))


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "jwtriage.report/2"},
        {"verdict": "maybe"},
        {"causes": [{"id": "x"}]},
        {"tried": {"keys": -1, "variants": 0, "algorithms": 0}},
        {"extra": 1},
        {"unread": [{"origin": "a", "why": 1}]},
        {"signer": {"fingerprint": "a"}},
    ],
)
def test_the_schema_refuses(change):
    assert wrong({**printed("explained"), **change})


def names_in(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
        return own.union(*(names_in(part) for part in schema.values()))
    return set().union(*(names_in(part) for part in schema)) if isinstance(schema, list) else set()


def test_the_page_describes_every_member():
    page = (REFERENCE / "report.md").read_text()
    assert [name for name in sorted(names_in(SCHEMA)) if f"`{name}`" not in page] == []
