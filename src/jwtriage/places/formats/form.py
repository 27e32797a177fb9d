"""Which form a file has by its name and content, beyond what REFs need to know."""

import re

from jwtriage.places.formats.entry import plain_reference
from jwtriage.places.recognise import recognise
from jwtriage.places.walking.file import FileFound

_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dockerfile", re.compile(r"(?:.*\.)?(?:docker|container)file(?:\..+)?", re.IGNORECASE)),
    ("systemd", re.compile(r".+\.(?:service|socket|timer|container|mount)")),
    ("shell", re.compile(r".+\.(?:sh|bash|zsh|ksh)|\.(?:bash_profile|bashrc|profile|zshrc)")),
    ("terraform", re.compile(r".+\.(?:tf|tfvars|hcl)(?:\.example)?")),
    ("json", re.compile(r".+\.(?:tfstate(?:\.backup)?|ipynb|tfvars\.json|jwks?)")),
    (
        "text",
        re.compile(
            r".+\.(?:py|js|ts|jsx|tsx|mjs|cjs|go|java|rb|php|cs|rs|kt|scala|c|cc|h|md|rst|txt|html|css|lock|sum|svg|map|po|csv|tpl|log|jsonl|ndjson|har)"
        ),
    ),
)


def form_of(file: FileFound) -> str:
    """Return the form of a file: that of `recognise`, or ``dockerfile``, ``systemd``, ``shell``, ``terraform``; ``text`` for what is none."""
    name = file.path.name
    for form, pattern in _NAMES:
        if pattern.fullmatch(name):
            return form
    if file.octets.startswith(b"#!") and b"sh" in file.octets[:40]:
        return "shell"
    return recognise(name, file.octets, plain_reference(file.place))
