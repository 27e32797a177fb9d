"""Access logs: nginx and Apache (common and combined), AWS load balancers, Envoy. What the client sent is not what the server said."""

import re

from jwtriage.logs.wrappings.layer import Layer
from jwtriage.logs.wrappings.moments import COMMON, ISO, moment_of

_COMBINED = re.compile(
    rf'(?P<client>[\w.:-]{{2,64}}) \S{{1,64}} [^\["]{{1,128}}\[(?P<time>{COMMON})\] "(?P<request>[^"]*+)" (?P<status>\d{{3}}) (?:\d+|-)'
    r'(?: "[^"]*+" "[^"]*+")?(?P<rest>.*)',
    re.DOTALL,
)
_BALANCER = re.compile(
    rf"(?:https?|h2|grpcs|wss?) (?P<time>{ISO}) (?P<balancer>\S+) (?P<client>\S+):\d+ (?P<instance>\S+) (?:\S+ ){{3}}(?P<status>\d{{3}}|-)"
    r' \S+ \d+ \d+ "(?P<request>[^"]*+)" "[^"]*+"(?P<rest>.*)',
    re.DOTALL,
)
_ENVOY = re.compile(rf'\[(?P<time>{ISO})\] "(?P<request>[^"]*+)" (?P<status>\d{{3}}) (?P<rest>\S+(?: \S+)? (?:"[^"]*+"|\S+))(?P<tail>.*)', re.DOTALL)
_PATH = re.compile(r"\S+ ([^? ]*)")


def peel(text: str, year: int | None = None) -> Layer | None:
    """Take a request's line apart; only what the server adds behind it may tell a reason."""
    for name, pattern in (("access", _COMBINED), ("alb", _BALANCER), ("envoy", _ENVOY)):
        match = pattern.fullmatch(text)
        if match is not None:
            return _layer(name, match, year)
    return None


def _layer(name: str, match: re.Match[str], year: int | None) -> Layer:
    found = match.groupdict()
    path = _PATH.match(found["request"])
    fields = {
        "time": moment_of(found["time"], year),
        "client": found.get("client"),
        "instance": found.get("instance"),
        "path": path[1][:512] if path else None,
        "status": int(found["status"]) if found["status"].isdecimal() else None,
    }
    rest = found["rest"].strip().strip("- ")
    return Layer(name, None, (rest,) if rest else (), {key: value for key, value in fields.items() if value is not None})
