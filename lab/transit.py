"""What happens to a token between issuer and service: faults of gateways, clients and stores."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping

from lab.material import segment


def padded(text: str) -> str:
    """Pad each segment, as a load balancer does that knows base64 only with padding."""
    return ".".join(part + "=" * (-len(part) % 4) for part in text.split("."))


def rewritten(text: str) -> str:
    """Decode the claims and encode them again with another library's white space."""
    header, payload, signature = text.split(".")
    return ".".join((header, segment(json.dumps(_read(payload)).encode()), signature))


def relabelled(text: str) -> str:
    """Add a kid to the header, as a proxy does that would like to see one."""
    header, payload, signature = text.split(".")
    labelled = json.dumps({**_read(header), "kid": "primary"}, separators=(",", ":"))
    return ".".join((segment(labelled.encode()), payload, signature))


def cut(text: str) -> str:
    """Keep the first 255 characters, as a column of a table does."""
    return text[:255]


def quoted(text: str) -> str:
    """Put quotes around it, as a client does that sends JSON for a text."""
    return f'"{text}"'


TRANSITS: Mapping[str, Callable[[str], str]] = {
    "": str,
    "padded": padded,
    "rewritten": rewritten,
    "relabelled": relabelled,
    "cut": cut,
    "quoted": quoted,
}


def _read(part: str) -> dict[str, object]:
    read: dict[str, object] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read
