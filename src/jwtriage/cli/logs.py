"""``jwtriage logs``: which rejections are in these logs: why, since when, on which instance, under which key?"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module

from jwtriage.cli.moment import moment
from jwtriage.cli.output import deliver
from jwtriage.cli.parser import Parser, add_fail_on, add_output_options
from jwtriage.cli.places import usable_inputs
from jwtriage.cli.present import present
from jwtriage.cli.unusable import Unusable
from jwtriage.logs.changes import UnreadableChanges, read_changes
from jwtriage.logs.reading.sources import STDIN, NoSuchSource, expanded
from jwtriage.logs.reading.stopping import on_interrupt
from jwtriage.logs.rejection import members
from jwtriage.model.report import Report
from jwtriage.report.escape import for_terminal
from jwtriage.tasks.logs import LogsRequest, LogsRun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from jwtriage.logs.changes import Change
    from jwtriage.logs.rejection import Rejection

ACTIONS = {"redact": "copy a stream without tokens and private keys"}
FORMATS = ("text", "json", "markdown", "html", "jsonl")
LARGEST_CHANGES = 64 << 20
"""Octets of a file of changes."""


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser(
        "logs",
        "Find the rejections of tokens in logs: why, when, where, under which key. What rests on logs alone is at most likely."
        " jwtriage logs redact takes tokens out of a stream.",
    )
    made.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a log file, a folder, a pattern, or - for stdin; gz, bz2, xz, and zst with the extra fast"
    )
    made.add_argument("--each", action="store_true", help="one line for each rejection instead of the summary; one JSON object with --format jsonl")
    made.add_argument("--follow", action="store_true", help="go on with what is written to the file later, until Control-C")
    made.add_argument("--since", type=moment, metavar="TIME", help="leave out what is older")
    made.add_argument("--until", type=moment, metavar="TIME", help="leave out what is newer")
    made.add_argument(
        "--changes",
        action="append",
        default=[],
        metavar="FILE",
        help="what was changed when (deploys, rotations): JSON lines or CSV with time, kind, what; JSON of kubectl get events or replicasets,"
        " aws ecs describe-services, CloudTrail; tags with dates from git; repeatable",
    )
    made.add_argument("--config", metavar="FILE", help="jwtriage.toml with phrases of your own services (default: the one in this folder)")
    add_output_options(made, FORMATS)
    add_fail_on(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the command, or the action named first; return its exit code."""
    if argv and argv[0] in ACTIONS:
        status: int = import_module(f"jwtriage.cli.logs_{argv[0]}").run(argv[1:])
        return status
    arguments = parser().parse(argv)
    _check(arguments)
    sources = _sources(arguments)
    changes = tuple(change for path in arguments.changes for change in _changes(path))
    request = LogsRequest(sources, arguments.since, arguments.until, changes, arguments.config, arguments.follow)
    with usable_inputs():
        found = LogsRun(request, os.environ, lambda: sys.stdin.buffer)
    with on_interrupt(found.stop):
        return _each(found, arguments) if arguments.each else present(found.report(), arguments)


def _changes(path: str) -> list[Change]:
    """Read one file of changes."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return read_changes(stream.read(LARGEST_CHANGES))
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}") from None
    except UnreadableChanges as error:
        raise Unusable(f"{path}: {error}") from None


def _check(arguments: Namespace) -> None:
    """Refuse what does not go together."""
    if arguments.each != (arguments.format == "jsonl") and arguments.format != "text":
        raise Unusable("logs: --each has the formats text and jsonl, and jsonl is a format of --each only")


def _sources(arguments: Namespace) -> tuple[str, ...]:
    """Return the files that are meant; refuse those that are not there."""
    try:
        sources = expanded(tuple(arguments.sources))
    except NoSuchSource as error:
        raise Unusable(str(error)) from None
    if arguments.follow and (len(sources) != 1 or sources == (STDIN,)):
        raise Unusable("logs: --follow goes with one file; a pipe is followed as it is")
    return sources


def _each(found: LogsRun, arguments: Namespace) -> int:
    """Write each rejection as it is found."""
    lines = _lines(found, arguments.format)
    count = _stream(lines, sys.stdout) if arguments.output is None else _collect(lines, arguments.output)
    for entry in found.unread:
        sys.stderr.write(f"jwtriage: not read: {for_terminal(entry.origin)}: {for_terminal(entry.why)}\n")
    return Report("logs", unread=tuple(found.unread), problem=bool(count)).exit_code(arguments.fail_on)


def _stream(lines: Iterator[str], stream: TextIO) -> int:
    count = 0
    for line in lines:
        stream.write(line)
        stream.flush()
        count += 1
    return count


def _collect(lines: Iterator[str], path: str) -> int:
    written = list(lines)
    deliver("".join(written), path)
    return len(written)


def _lines(found: LogsRun, form: str) -> Iterator[str]:
    write = _as_json if form == "jsonl" else _as_text
    return (write(each) for each in found.rejections() if each.kind != "warning")


def _as_json(rejection: Rejection) -> str:
    return json.dumps(members(rejection), ensure_ascii=True) + "\n"


def _as_text(rejection: Rejection) -> str:
    named = (f"{name}={value}" for name, value in (("library", rejection.library), ("kid", rejection.kid), ("alg", rejection.alg)) if value)
    return for_terminal(f"{rejection.file}:{rejection.line}: {rejection.reason} {' '.join(named)} {rejection.message}") + "\n"
