"""The entry point: finds the command, loads only its file, and turns every end into one exit code and at most one line on stderr."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from jwtriage import __version__
from jwtriage.cli.output import deliver
from jwtriage.cli.unusable import Unusable
from jwtriage.report.escape import for_terminal, without_keys, without_tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = {
    "decode": "what is in this token, and what is odd about its text?",
    "diagnose": "why does this signature fail, who signed it, what is the fix?",
    "keys": "which key is this, what do different readers make of it, is it sound?",
    "guard": "answer proxies whether a token is acceptable; what would a configuration accept?",
    "logs": "which rejections are in these logs: why, since when, on which instance, under which key?",
    "scan": "which keys live in this tree of configuration and code, which copies disagree, which are broken?",
    "explain": "the page of one root cause, offline",
}
EXIT_UNUSABLE, EXIT_INCOMPLETE, EXIT_INTERRUPTED = 2, 3, 130


def run() -> NoReturn:
    """Run the command line of this process and leave with its exit code.

    The interpreter is not taken down module by module: all that is written has been flushed, and that would take a sixth of `decode`'s time.
    """
    collect_rarely()
    _replace_closed_streams()
    status = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read our output has gone
            continue
    os._exit(status)


def collect_rarely() -> None:
    """Look for cycles of objects rarely: the search makes hundreds of thousands of small ones without any, and spent a third of its time so."""
    gc.set_threshold(200_000, 50, 50)


def _replace_closed_streams() -> None:
    """Put the null device where a stream was closed before the start (``>&-``); to write to standard output then fails, with one clear line."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115 - they stay open
    sys.stdout = sys.stdout or open(os.devnull)  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115


def main(argv: Sequence[str]) -> int:
    """Run one command line (without the program's name) and return its exit code; no exception leaves."""
    try:
        return _dispatch(list(argv))
    except Unusable as error:
        return _complain(str(error), EXIT_UNUSABLE)
    except KeyboardInterrupt:
        return _complain("interrupted", EXIT_INTERRUPTED)
    except BrokenPipeError:
        return 0
    except MemoryError:
        return _complain("out of memory", EXIT_INCOMPLETE)
    except Exception as error:  # noqa: BLE001 - a defect of ours must not print key material in a traceback
        return _complain(f"internal error: {_place_of(error)}; please report it", EXIT_INCOMPLETE)


def help_text() -> str:
    """Return what ``jwtriage --help`` prints."""
    commands = "".join(f"  {name:<10}{summary}\n" for name, summary in COMMANDS.items())
    return (
        "usage: jwtriage COMMAND [OPTIONS]\n\n"
        "From an invalid JWT signature to its proven root cause.\n\n"
        f"commands:\n{commands}\n"
        "  jwtriage COMMAND --help tells a command's options; --version tells the version.\n"
        "exit codes: 0 nothing wrong, 1 a problem was found, 2 unusable input, 3 something could not be looked at or explained\n"
    )


def _dispatch(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help", "help"):
        deliver(help_text(), None)
        return 0 if argv else EXIT_UNUSABLE
    if argv[0] == "--version":
        deliver(f"jwtriage {__version__}\n", None)
        return 0
    if argv[0] not in COMMANDS:
        raise Unusable(f"there is no command {argv[0][:40]!r}; the commands are {', '.join(COMMANDS)}")
    status: int = import_module(f"jwtriage.cli.{argv[0]}").run(argv[1:])
    return status


def _complain(message: str, status: int) -> int:
    """Write one line on stderr: escaped for a terminal, without any token or key that the message may quote."""
    try:
        sys.stderr.write(f"jwtriage: {for_terminal(without_keys(without_tokens(message)))}\n")
    except (OSError, ValueError):
        return status
    return status


def _place_of(error: Exception) -> str:
    """Name the type and the line of our code, never the message: it may quote what was read."""
    trace = error.__traceback__
    place = ""
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        place = f" at {module}:{trace.tb_lineno}" if module.startswith("jwtriage") else place
        trace = trace.tb_next
    return type(error).__name__ + place
