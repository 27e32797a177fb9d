"""Gateways in front of services, and issuers: real programs with configurations of ours."""

from pathlib import Path
from typing import NamedTuple

from lab.implementations import CACHE, MODULES, present

TEMPLATES = Path(__file__).parent
_ISSUERS = Path(__file__).parents[1] / "issuers"
_ENVOY = str(CACHE / "python" / "bin" / "envoy")
_SERVE_FILES = 'exec python3 -m http.server --bind "$HOST" --directory issuer "$PORT"'


class Gateway(NamedTuple):
    """A program with its configuration, a template of this folder that is filled and kept in ``config/`` of the evidence."""

    command: tuple[str, ...]
    template: str
    needs: tuple[str, ...]
    folder: str = ""


def _issuer(source: str, package: str) -> Gateway:
    return Gateway(("node", str(_ISSUERS / source), str(MODULES)), "", ("node", str(MODULES / package)))


GATEWAYS: dict[str, Gateway] = {
    "oauth2-mock-server": _issuer("oauth2_mock_server.mjs", "oauth2-mock-server"),
    "oidc-provider": _issuer("oidc_provider.mjs", "oidc-provider"),
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
