"""The system under care: what `jwtriage.toml` says about the verifiers (contract section 10)."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from jwtriage.forensics.token import TokenText
from jwtriage.tasks.request import DiagnoseRequest, NamedReference, UnusableRequest

DEFAULT = "jwtriage.toml"


def under_care(request: DiagnoseRequest) -> DiagnoseRequest:
    """Return the request with what the configuration adds: verifiers where none were named, issuers' keys and key sets as candidates.

    Without ``--config`` a `jwtriage.toml` of this folder is read only when no verifier was named. ``--discover`` adds the issuer's published keys.
    """
    if request.config is not None or (not request.verifiers and Path(DEFAULT).is_file()):
        request = _with_system(request, _read(Path(request.config or DEFAULT)))
    if request.discover:
        request = replace(request, candidates=(*request.candidates, _discovered(request)))
    return request


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UnusableRequest(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise UnusableRequest(f"{path}: not a TOML file") from None


def _with_system(request: DiagnoseRequest, system: dict[str, Any]) -> DiagnoseRequest:
    keysets = _tables(system, "keyset")
    verifiers, candidates = [], []
    algorithms: list[str] = []
    for name, verifier in _tables(system, "verifier").items():
        keyset = keysets.get(str(verifier.get("keyset")), {})
        reference = verifier.get("key", keyset.get("current"))
        if isinstance(reference, str):
            verifiers.append(NamedReference(name, reference))
        algorithms += [alg for alg in keyset.get("algorithms", []) if alg not in algorithms]
    for issuer in _tables(system, "issuer").values():
        candidates += [issuer[key] for key in ("key",) if isinstance(issuer.get(key), str)]
    for keyset in keysets.values():
        candidates += [keyset[key] for key in ("current", "next", "previous") if isinstance(keyset.get(key), str)]
    return replace(
        request,
        verifiers=request.verifiers or tuple(verifiers),
        candidates=(*request.candidates, *dict.fromkeys(candidates)),
        algorithms=request.algorithms or tuple(algorithms),
    )


def _tables(system: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    tables = system.get(name, {})
    return {key: value for key, value in tables.items() if isinstance(value, dict)} if isinstance(tables, dict) else {}


def _discovered(request: DiagnoseRequest) -> str:
    issuer = (TokenText.read(request.token).claims or {}).get("iss")
    if not isinstance(issuer, str) or not issuer.startswith("https://"):
        raise UnusableRequest("--discover needs a token whose iss is an https address")
    return f"oidc:{issuer}"
