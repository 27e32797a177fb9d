"""systemd units: ``Environment=``, the files of ``EnvironmentFile=``, and credentials (systemd.exec, sections Environment and Credentials)."""

import re
from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge
from jwtriage.model.key_name import key_name
from jwtriage.places.formats.assignments import assigned, lines_of, pairs_in, words_of
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.source import Source

_LINE = re.compile(r"\s*(Environment|EnvironmentFile|LoadCredential|LoadCredentialEncrypted|SetCredential|PassEnvironment)\s*=\s*(.*)")


def matches(source: Source) -> bool:
    """Tell whether the file is a unit."""
    return source.form == "systemd"


def read(source: Source) -> Iterator[Entry]:
    """Yield the variables, the files of variables, and the credentials of a unit."""
    for number, line in lines_of(source.octets):
        found = _LINE.match(line)
        if found:
            yield from _setting(found[1], found[2], source.place, number)


def _setting(name: str, value: str, place: str, line: int) -> Iterator[Entry]:
    if name == "Environment":
        yield from pairs_in(words_of(value), place, line)
    elif name == "EnvironmentFile":
        yield Edge(Origin(place, name, line), "*", f"file/{value.lstrip('-')}", "EnvironmentFile")
    elif name == "SetCredential":
        credential, _, text = value.partition(":")
        yield from assigned(credential, text, place, line)
    elif name.startswith("LoadCredential"):
        credential, _, path = value.partition(":")
        if key_name((credential,)):
            yield Edge(Origin(place, credential, line), credential, f"file/{path or credential}", "credential")
