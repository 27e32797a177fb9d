"""Templates that generate a secret each time they are rendered: every upgrade gives the release a new one."""

import re
from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.finding import Finding
from jwtriage.model.key_name import key_name
from jwtriage.places.walking.file import FileFound
from jwtriage.scan.faults.fault import fault

_ENDINGS = (".yaml", ".yml", ".tpl")
_GENERATES = re.compile(rb"\{\{[^{}]{0,400}\b(rand(?:AlphaNum|Alpha|Ascii|Numeric|Bytes)|genPrivateKey|uuidv4|derivePassword)\b")
_LOOKUP = re.compile(rb"\{\{[^{}]{0,400}\blookup\b")
_HOOK = re.compile(rb"helm\.sh/(?:hook\"?:\s*\"?pre-install\"?\s*$|resource-policy\"?:\s*\"?keep)", re.MULTILINE)
_NAME = re.compile(rb"^\s*(?:-\s*)?[\"']?([A-Za-z_][A-Za-z0-9_.-]*)[\"']?\s*:|\$([A-Za-z_][A-Za-z0-9_]*)\s*:?=|define\s+\"([^\"]+)\"")
ABOVE = 4
"""A name may stand so many lines above the generator: definitions and folded blocks."""


def check(file: FileFound) -> Iterator[Finding]:
    """Yield a finding for each key for tokens that a Helm template generates without looking up the one in use."""
    if not file.place.endswith(_ENDINGS) or not _GENERATES.search(file.octets) or _LOOKUP.search(file.octets) or _HOOK.search(file.octets):
        return
    lines = file.octets.split(b"\n")
    for number, line in enumerate(lines, 1):
        generator = _GENERATES.search(line)
        name = _nearest_name(lines[max(0, number - 1 - ABOVE) : number]) if generator else None
        if generator and name:
            title = f"the template makes a new {name} with {generator[1].decode('ascii')} at each install and upgrade"
            yield fault("secret-regenerated-by-installer", title, Origin(file.place, None, number), "warning")


def _nearest_name(lines: list[bytes]) -> str | None:
    """Return the nearest name above, or on, the last line that says that it is a key for tokens."""
    for line in reversed(lines):
        for found in _NAME.finditer(line):
            text = next(group for group in found.groups() if group).decode("utf-8", "replace")
            name = key_name(text.split("."))
            if name is not None and name.for_tokens:
                return str(name)
    return None
