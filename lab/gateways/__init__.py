"""Gateways in front of services, and the server of an issuer's files: real programs with configurations of ours."""

from pathlib import Path
from typing import NamedTuple

from lab.implementations import CACHE, present

TEMPLATES = Path(__file__).parent
_ENVOY = str(CACHE / "python" / "bin" / "envoy")
_SERVE_FILES = 'exec python3 -m http.server --bind "$HOST" --directory issuer "$PORT"'


class Gateway(NamedTuple):
    """A program with its configuration, a template of this folder that is filled and kept in ``config/`` of the evidence."""

    command: tuple[str, ...]
    template: str
    needs: tuple[str, ...]
    folder: str = ""


GATEWAYS: dict[str, Gateway] = {
    "issuer-files": Gateway(("sh", "-c", _SERVE_FILES), "", ("python3",)),
    "envoy": Gateway(
        (_ENVOY, "-c", "config/envoy.yaml", "--concurrency", "1", "-l", "warn", "--disable-hot-restart", "--file-flush-interval-msec", "50"),
        "envoy.yaml",
        (_ENVOY,),
    ),
    "nginx": Gateway(("nginx", "-p", ".", "-e", "stderr", "-c", "config/nginx.conf"), "nginx.conf", ("nginx",), "nginx"),
    "haproxy": Gateway(("haproxy", "-db", "-f", "config/haproxy.cfg"), "haproxy.cfg", ("haproxy",)),
}


def absent(kind: str) -> list[str]:
    """Return what a gateway needs and this machine lacks."""
    return [need for need in GATEWAYS[kind].needs if not present(need)]
