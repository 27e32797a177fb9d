"""What a command reads besides REFs: tokens and detached payloads, from stdin, a file or the command line itself."""

from __future__ import annotations

import sys

from jwtriage.cli.unusable import Unusable

TOKEN_LIMIT = 1 << 20
PAYLOAD_LIMIT = 10 << 20


def read_token(argument: str, *, quiet: bool = False) -> bytes:
    """Return the token that ``-`` (stdin), ``@path`` or the argument itself holds.

    One final LF of stdin or of a file belongs to the file and is taken off; everything else is evidence and stays.
    A token in the arguments draws a note: other users see it in the list of processes, and the shell keeps it.
    """
    if argument == "-":
        return _bounded(_one_line_feed_off(sys.stdin.buffer.read(TOKEN_LIMIT + 2)), "standard input", TOKEN_LIMIT)
    if argument.startswith("@"):
        return _bounded(_one_line_feed_off(_read_file(argument[1:], TOKEN_LIMIT + 2)), argument[1:], TOKEN_LIMIT)
    token = argument.encode("utf-8", "surrogateescape")
    if not quiet and token.count(b".") >= 2 and not token.endswith(b"."):
        sys.stderr.write("jwtriage: note: a token on the command line is seen in process lists and shell histories; prefer - or @FILE\n")
    return _bounded(token, "the token", TOKEN_LIMIT)


def read_payload(path: str) -> bytes:
    """Return a file's exact bytes: the detached content of RFC 7515 appendix F."""
    return _bounded(_read_file(path, PAYLOAD_LIMIT + 1), path, PAYLOAD_LIMIT)


def _read_file(path: str, most: int) -> bytes:
    """Return at most so many octets of a file."""
    try:
        with open(path, "rb") as stream:
            return stream.read(most)
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {getattr(error, 'strerror', None) or 'cannot be read'}") from None


def _bounded(octets: bytes, name: str, limit: int) -> bytes:
    if len(octets) > limit:
        raise Unusable(f"{name} is larger than {limit >> 20} MiB")
    return octets


def _one_line_feed_off(octets: bytes) -> bytes:
    return octets[:-1] if octets.endswith(b"\n") else octets
