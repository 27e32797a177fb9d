"""Messages that libraries printed, and the ways in which logs wrap them."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jwtriage.logs.joining import Line
from jwtriage.logs.rejection import Rejection
from jwtriage.logs.triage import Triage

DATA = Path(__file__).parent / "data"
FINGERPRINT_KEY = b"k" * 32


_PHRASEBOOK_NAMES = {
    "golang-jwt": "golang-jwt v3-4",
    "dgrijalva/jwt-go": "golang-jwt v3-4",
    "@okta/jwt-verifier": "njwt",
    "jwt-simple": "jwt-simple (npm)",
    "hono": "hono/jwt",
}


class Printed(NamedTuple):
    """One message as a library printed it; ``reason`` is what its text means."""

    library: str
    reason: str
    text: str
    trace: str = ""
    class_: str = ""


@cache
def printed() -> tuple[Printed, ...]:
    """Return what real libraries printed."""
    rows = [json.loads(line) for line in (DATA / "printed.jsonl").read_text().splitlines()]
    return tuple(Printed(row["library"], row["reason"], row["text"], row.get("trace", ""), row["class"]) for row in rows)


def phrasebook_name(library: str) -> str:
    """Return the phrasebook's name of a library."""
    return _PHRASEBOOK_NAMES.get(library, library)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


WRAPPINGS: dict[str, Callable[[str], str]] = {
    "bare": _one_line,
    "plain": lambda text: f"2026-11-24 10:00:00,123 ERROR [worker-3] orders.auth - {_one_line(text)}",
    "announced": lambda text: f"2026-11-24T10:00:00.123Z WARN authentication failed: {_one_line(text)}",
    "json": lambda text: json.dumps({"timestamp": "2026-11-24T10:00:00Z", "level": "error", "service": "orders", "msg": "refused", "error": text}),
    "pino": lambda text: json.dumps({"time": 1795514400000, "level": 50, "msg": text, "hostname": "pod-1", "name": "orders"}),
    "logfmt": lambda text: (
        f'time=2026-11-24T10:00:00Z level=error msg="request unauthorized" error={json.dumps(_one_line(text), ensure_ascii=False)} path=/orders'
    ),
    "syslog": lambda text: f"<11>Nov 24 10:00:00 host-1 orders[123]: {_one_line(text)}",
    "cri": lambda text: f"2026-11-24T10:00:00.123456789Z stderr F {_one_line(text)}",
    "docker": lambda text: json.dumps({"log": f"ERROR auth: {_one_line(text)}\n", "stream": "stderr", "time": "2026-11-24T10:00:00.1Z"}),
}


def lines_of(text: str) -> list[Line]:
    """Return a text's lines."""
    return [Line(number, line.encode("utf-8", "surrogatepass")) for number, line in enumerate(text.split("\n"), 1)]


@cache
def triage() -> Triage:
    """Return a triage of our own phrasebook."""
    return Triage(FINGERPRINT_KEY, year=2026)


def told(text: str, by: Triage | None = None) -> list[Rejection]:
    """Return the rejections in a text."""
    return list((by or triage()).rejections(lines_of(text), "x.log"))


def share_right(texts: Iterable[tuple[str, str]], by: Triage | None = None) -> tuple[float, list[tuple[str, str, str]]]:
    """Return the share of texts of which exactly their reason is told, and those that are told otherwise: text, reason, what was told."""
    wanted = list(texts)
    found = [(text, reason, ",".join(each.reason for each in told(text, by) if each.kind == "rejection")) for text, reason in wanted]
    wrong = [each for each in found if each[1] != each[2]]
    return 1 - len(wrong) / len(wanted), wrong
