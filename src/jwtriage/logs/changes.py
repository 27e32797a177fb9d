"""What was changed when: deploys, rotations, secret versions, told by files of several tools.

Read are JSON lines and CSV (``time``, ``kind``, ``what``), JSON of Kubernetes (events, ReplicaSets and any list of objects), of ECS
(describe-services), of CloudTrail, and ``git for-each-ref`` or ``git log`` output (a time, then a name). All of it is text from outside.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, NamedTuple

from jwtriage.logs.wrappings.moments import moment_of

MOST_CHANGES = 20_000
LONGEST_TEXT = 200
_TIMES = ("time", "at", "timestamp", "date", "when")
_KINDS = ("kind", "type", "event")
_THINGS = ("what", "name", "message", "description", "text", "version")
_GIT_WORDS = 6
"""A time is one of so many words at the beginning of a line of git, or behind them."""


class UnreadableChanges(ValueError):
    """A file of changes in which no change was found."""


class Change(NamedTuple):
    """Something changed: ``time`` in seconds since the epoch."""

    time: float
    kind: str
    what: str

    @property
    def text(self) -> str:
        """What changed, in words."""
        return f"{self.kind} {self.what}".strip()


def read_changes(text: str) -> list[Change]:
    """Return the changes that a file tells, in the order of time. Raises `UnreadableChanges` where it tells none."""
    found = _from_json(text) or _from_lines(text)
    if not found:
        raise UnreadableChanges("no change with a time was found in it")
    return sorted(found[:MOST_CHANGES])


def _from_json(text: str) -> list[Change]:
    """Read one JSON document: a list, or an object that has one."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [change for record in _records(document) for change in _of_record(record)]


def _records(document: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(document, list):
        yield from (each for each in document if isinstance(each, dict))
    elif isinstance(document, dict):
        lists = [document[name] for name in ("items", "services", "Records", "events", "changes") if isinstance(document.get(name), list)]
        yield from (each for each in lists[0] if isinstance(each, dict)) if lists else (document,)


def _of_record(record: Mapping[str, Any]) -> Iterator[Change]:
    """Ask each form of record in turn."""
    for reader in (_kubernetes, _ecs, _cloudtrail, _plain):
        found = list(reader(record))
        if found:
            yield from found
            return


def _kubernetes(record: Mapping[str, Any]) -> Iterator[Change]:
    """Read an event, or the beginning of an object such as a ReplicaSet."""
    metadata = record.get("metadata")
    if not isinstance(metadata, dict):
        return
    involved = record.get("involvedObject") or record.get("regarding")
    if isinstance(involved, dict):
        time = next(
            (record[name] for name in ("eventTime", "lastTimestamp", "firstTimestamp") if record.get(name)), metadata.get("creationTimestamp")
        )
        what = f"{involved.get('kind', '')} {involved.get('name', '')}: {record.get('message') or record.get('note') or ''}"
        yield from _change(time, str(record.get("reason", "event")), what)
    else:
        yield from _change(metadata.get("creationTimestamp"), str(record.get("kind", "object")), f"{metadata.get('name', '')} {_revision(metadata)}")


def _revision(metadata: Mapping[str, Any]) -> str:
    annotations = metadata.get("annotations")
    number = annotations.get("deployment.kubernetes.io/revision") if isinstance(annotations, dict) else None
    return f"revision {number}" if number else ""


def _ecs(record: Mapping[str, Any]) -> Iterator[Change]:
    """Read the deployments and events of a service."""
    name = str(record.get("serviceName", ""))
    for deployment in _dicts(record, "deployments") if name else ():
        task = str(deployment.get("taskDefinition", "")).rpartition("/")[2]
        yield from _change(deployment.get("createdAt"), "deployment", f"{name} {task} {deployment.get('rolloutState', '')}")
    for event in _dicts(record, "events") if name else ():
        yield from _change(event.get("createdAt"), "event", str(event.get("message", "")))


def _cloudtrail(record: Mapping[str, Any]) -> Iterator[Change]:
    """Read an event of CloudTrail: who calls, and the request's names."""
    if "eventName" in record:
        parameters = record.get("requestParameters")
        names = (
            [str(value) for key, value in (parameters or {}).items() if key in ("secretId", "name", "service", "keyId")]
            if isinstance(parameters, dict)
            else []
        )
        yield from _change(record.get("eventTime"), str(record["eventName"]), " ".join(names))


def _plain(record: Mapping[str, Any]) -> Iterator[Change]:
    """Read a record with a time, a kind and what was changed."""
    told = {str(name).lower(): value for name, value in record.items()}
    time = next((told[name] for name in _TIMES if told.get(name)), None)
    kind = next((str(told[name]) for name in _KINDS if told.get(name)), "")
    yield from _change(time, kind, " ".join(str(told[name]) for name in _THINGS if told.get(name)))


def _dicts(record: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    value = record.get(name)
    yield from (each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def _change(time: object, kind: str, what: str) -> Iterator[Change]:
    moment = moment_of(time)
    if moment is not None:
        yield Change(moment, kind[:LONGEST_TEXT], " ".join(what.split())[:LONGEST_TEXT])


def _from_lines(text: str) -> list[Change]:
    """Read JSON lines, CSV with a head, or lines of git."""
    lines = text.splitlines()[:MOST_CHANGES]
    if any(line.lstrip().startswith("{") for line in lines):
        return [change for line in lines for change in _from_json(line)]
    columns = {name.strip().lower() for name in lines[0].split(",")} if lines else set()
    if columns & set(_TIMES):
        return _from_csv("\n".join(lines))
    return [change for line in lines for change in _of_git(line.split())]


def _from_csv(text: str) -> list[Change]:
    try:
        return [change for record in csv.DictReader(StringIO(text)) for change in _plain(record)]
    except csv.Error:
        return []


def _of_git(words: list[str]) -> Iterator[Change]:
    """Find the time among the words of a line; the others name the tag or the commit."""
    spans = [(start, end) for start in range(min(len(words), _GIT_WORDS)) for end in (start + 3, start + 2, start + 1) if end <= len(words)]
    for start, end in spans:
        found = list(_change(" ".join(words[start:end]), "git", " ".join((*words[:start], *words[end:]))))
        if found:
            yield from found
            return
