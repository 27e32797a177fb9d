"""nginx and HAProxy: the files of keys that verify tokens, and secrets that stand in the configuration."""

import re
from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge, Setting
from jwtriage.places.formats.assignments import assigned, lines_of
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.source import Source

_MARKS = re.compile(rb"^\s*(?:auth_jwt\w*|proxy_pass|upstream|listen|bind|http-request|frontend|backend|server)\s", re.MULTILINE)
_KEY_FILE = re.compile(r"\s*auth_jwt_key_file\s+\"?([^\s;\"]+)")
_KEY_REQUEST = re.compile(r"\s*auth_jwt_key_request\s+\"?([^\s;\"]+)")
_VERIFY = re.compile(r"jwt_verify\(([^,()]{0,100}),[ \t]{0,9}\"?([^\")]{1,400})\"?\)")
_SET = re.compile(r"\s*set\s+\$(\w+)\s+[\"']?([^\"';\s][^\"';]*)")
_SETENV = re.compile(r"\s*(?:setenv|presetenv)\s+(\w+)\s+\"?([^\"\s][^\"]*)")


def matches(source: Source) -> bool:
    """Tell whether a ``.conf`` or ``.cfg`` file configures a web server."""
    return source.form == "ini" and bool(_MARKS.search(source.octets))


def read(source: Source) -> Iterator[Entry]:
    """Yield the users of key files, and the secrets of each line."""
    for number, line in lines_of(source.octets, joined=False):
        yield from _line(line, source.place, number)


def _line(line: str, place: str, number: int) -> Iterator[Entry]:
    if found := _KEY_FILE.match(line):
        yield Edge(Origin(place, "auth_jwt_key_file", number), "auth_jwt_key_file", f"file/{found[1]}", "path")
    elif found := _KEY_REQUEST.match(line):
        yield Setting("jwks_uri", found[1], Origin(place, "auth_jwt_key_request", number))
    elif found := _SET.match(line) or _SETENV.match(line):
        yield from assigned(found[1], found[2].strip(), place, number)
    for verified in _VERIFY.finditer(line):
        yield Edge(Origin(place, "jwt_verify", number), "jwt_verify", f"file/{verified[2].strip()}", "path")
