"""What programs write before a plain sentence: time, level, process, thread, logger; and what nginx writes behind it."""

import re

from jwtriage.logs.wrappings.layer import Layer
from jwtriage.logs.wrappings.moments import APACHE, COMMON, ISO, moment_of

_LEVELS = "TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|ERR|CRITICAL|CRIT|FATAL|SEVERE|ALERT|EMERG|PANIC"
_SMALL_LEVELS = "trace|debug|dbug|info|warn|warning|error|fail|crit|critical|fatal"
_PIECE = re.compile(
    rf"(?P<time>{ISO}|{APACHE}|{COMMON}|\d{{2}}:\d{{2}}:\d{{2}}[.,]\d{{1,9}})(?=[\s\]:|-]|$)"
    rf"|\[(?P<bracket>[^\]\[]{{0,200}})\](?=[\s:]|$)"
    rf"|(?P<level>(?:{_LEVELS})(?=[\s:\]|/]|$):?|(?:{_SMALL_LEVELS})(?::(?=\s)|(?=\t| \|)))"
    r"|(?P<process>\d{1,10}(?:#\d{1,10})?:?)(?=\s)|\*\d{1,12}(?=\s)"
    r"|(?P<rule>[-|—>]{1,3})(?=\s)"
    r"|(?P<logger>[A-Za-z_$][\w$-]{0,80}(?:(?:\.|::|\\)[\w$-]{1,80}){1,12}(?<!Error)(?<!Exception)(?:\[\d{1,6}\])?(?::\d{1,6})?)(?=\s*(?::\s|\s-\s|\s\||\s\[))"
    r"|(?P<source>[\w./-]{1,200}\.\w{1,5}:\d{1,6}:?)(?=\s)"
    r"|(?P<colon>:)(?=\s|\w)"
)
_STREAM = re.compile(r"\s+([\w.-]{1,128}(?:/[\w.-]{1,128}){1,6}) (?=\S)")
"""The log stream that ``aws logs tail`` writes behind the time."""
_ROOT = re.compile(rf"(?P<level>{_LEVELS}):(?P<logger>[\w.-]{{1,80}}):")
_BEHIND = re.compile(r", client: ([\w.:]{2,64}), server: .*", re.DOTALL)
_CLIENT = re.compile(r"client ([\w.:]{2,64}?)(?::\d{1,5})?")
MOST_PIECES = 14


def peel(text: str, year: int | None = None) -> Layer:
    """Take off what stands before the sentence; always gives a layer, with the text as it is where nothing stood before it."""
    fields: dict[str, object] = {}
    names: list[str] = []
    place = _python_root(text, fields, names)
    for _ in range(MOST_PIECES):
        place += len(text[place:]) - len(text[place:].lstrip())
        match = _PIECE.match(text, place)
        if match is None or match.end() == len(text):
            break
        _note(match, fields, names, year)
        place = _behind_stream(text, match, fields, names) if match["time"] else match.end()
    rest, behind = _cut_behind(text[place:].strip())
    return Layer("plain", None, (rest,), fields | behind, " ".join(names))


def _behind_stream(text: str, match: re.Match[str], fields: dict[str, object], names: list[str]) -> int:
    """Return where the text goes on behind a time, and behind the name of a log stream where one follows."""
    stream = _STREAM.match(text, match.end())
    if stream is None or match.start():
        return match.end()
    fields["instance"] = stream[1]
    names.append(stream[1])
    return stream.end()


def _python_root(text: str, fields: dict[str, object], names: list[str]) -> int:
    """Read ``ERROR:orders.auth:`` of Python's basic configuration."""
    match = _ROOT.match(text)
    if match is None:
        return 0
    fields |= {"level": match["level"].lower(), "logger": match["logger"]}
    names.append(match["logger"])
    return match.end()


def _note(match: re.Match[str], fields: dict[str, object], names: list[str], year: int | None) -> None:
    found = match.groupdict()
    if found["time"] is not None:
        fields.setdefault("time", moment_of(found["time"], year))
    elif found["bracket"] is not None:
        _note_bracket(found["bracket"], fields, names, year)
    elif found["level"] is not None:
        fields.setdefault("level", found["level"].rstrip(":").lower())
    elif found["source"] is not None:
        names.append(found["source"])
    elif found["logger"] is not None:
        fields.setdefault("logger", found["logger"])
        names.append(found["logger"])


def _note_bracket(inside: str, fields: dict[str, object], names: list[str], year: int | None) -> None:
    moment, client = moment_of(inside, year), _CLIENT.fullmatch(inside)
    if moment is not None:
        fields.setdefault("time", moment)
    elif client is not None:
        fields.setdefault("client", client[1])
    elif inside.upper() in _LEVELS.split("|"):
        fields.setdefault("level", inside.lower())
    else:
        names.append(inside)


def _cut_behind(text: str) -> tuple[str, dict[str, object]]:
    """Take off what nginx writes behind its errors, and what the client had asked for with it."""
    match = _BEHIND.search(text)
    return (text, {}) if match is None else (text[: match.start()], {"client": match[1]})
