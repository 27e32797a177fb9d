"""Redacts a stream as fast as it comes."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from io import BufferedReader
from typing import BinaryIO

from jwtriage.guard.redaction import Redactor
from jwtriage.logs.reading.opening import Plain
from jwtriage.logs.redacting import Find, redacted
from jwtriage.tasks.fingerprint_key import fingerprint_key


def redact(source: BufferedReader, sink: BinaryIO, environment: Mapping[str, str]) -> None:
    """Write the source to the sink without tokens and private keys; raises `UnusableFingerprintKey`, and `OSError` as they do.

    Tokens keep one tag over several runs if the environment names a fingerprint key.
    """
    redactor = Redactor(fingerprint_key(environment))
    for piece in redacted(Plain(source), redactor, _find()):
        sink.write(piece)
        if not source.seekable():
            sink.flush()


def _find() -> Find:
    """Return the fastest search that is installed."""
    if find_spec("stringzilla") is None:
        return bytearray.find
    search: Find = import_module("jwtriage.logs.engines.stringzilla_find").find
    return search
