"""The system under care: what `jwtriage.toml` says about the verifiers (contract section 10)."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from jwtriage.forensics.token import TokenText
from jwtriage.places.reference import parse_reference
from jwtriage.tasks.durations import seconds_of
from jwtriage.tasks.request import DiagnoseRequest, NamedReference, UnusableRequest

DEFAULT = "jwtriage.toml"
LARGEST = 1 << 20
"""Octets of a configuration."""
Table: TypeAlias = Mapping[str, Any]
_PATH_CHARACTERS = "/!$&'()*+,-.:;=@_~ "
"""Characters of a folder's name that mean themselves in a REF."""


def under_care(request: DiagnoseRequest) -> DiagnoseRequest:
    """Return the request with what the configuration adds: verifiers where none were named, issuers' keys and key sets as candidates.

    Without ``--config`` a `jwtriage.toml` of this folder is read only when no verifier was named, and it may name only files below its own
    folder (SECURITY section 2, rule 7). ``--discover`` adds the issuer's published keys. Raises `UnusableRequest`.
    """
    if request.config is not None:
        request = _with_system(request, System(Path(request.config), trusted=True))
    elif not request.verifiers and Path(DEFAULT).is_file():
        request = _with_system(request, System(Path(DEFAULT), trusted=False))
    if request.discover:
        request = replace(request, candidates=(*request.candidates, discovered(request)))
    return request


class System:
    """A configuration that was read: its tables, and its REFs as they are seen from the folder of this run."""

    def __init__(self, path: Path, *, trusted: bool) -> None:
        """Read the file; ``trusted`` is true for one that the operator named."""
        self.path = path
        self._trusted = trusted
        self._tables = _read(path)

    def tables(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return the tables ``[kind.NAME]`` by name."""
        found = self._tables.get(kind)
        return {name: table for name, table in found.items() if isinstance(table, dict)} if isinstance(found, dict) else {}

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Return the tables ``[[kind]]`` in their order."""
        found = self._tables.get(kind)
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def reference(self, text: str) -> str:
        """Return a REF of the file: its paths start at the file's folder. Raises `UnusableRequest` where it may not be followed."""
        parsed = parse_reference(text)
        if not self._trusted:
            self._check_inside(text, parsed.scheme, parsed.path)
        if parsed.scheme != "file" or Path(parsed.path).is_absolute() or self.path.parent == Path():
            return text
        return f"{quote(str(self.path.parent), safe=_PATH_CHARACTERS)}/{text}"

    def _check_inside(self, text: str, scheme: str, path: str) -> None:
        folder = self.path.parent.resolve()
        if scheme != "file" or not (folder / path).resolve().is_relative_to(folder):
            raise UnusableRequest(f"{self.path}: {text} is not below its folder; name the configuration by --config to allow that")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            octets = stream.read(LARGEST + 1)
        if len(octets) > LARGEST:
            raise UnusableRequest(f"{path}: larger than 1 MiB")
        return tomllib.loads(octets.decode("utf-8"))
    except OSError as error:
        raise UnusableRequest(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        raise UnusableRequest(f"{path}: not a TOML file") from None


def _with_system(request: DiagnoseRequest, system: System) -> DiagnoseRequest:
    keysets = system.tables("keyset")
    verifiers = _concerned(system.tables("verifier"), keysets, TokenText.read(request.token))
    used = [_keyset(verifier, keysets) for verifier in verifiers.values()]
    return replace(
        request,
        verifiers=request.verifiers or tuple(_verifiers(system, verifiers, used)),
        candidates=(*request.candidates, *dict.fromkeys(_candidates(system, keysets.values()))),
        algorithms=request.algorithms or _algorithms(used),
        issuer=request.issuer or _agreed(used, "issuer"),
        audience=request.audience or _agreed(used, "audience"),
        leeway=request.leeway or seconds_of(_agreed(used, "leeway") or "0s") or 0.0,
    )


def _keyset(verifier: Table, keysets: Mapping[str, Table]) -> Table:
    return keysets.get(str(verifier.get("keyset")), {})


def _concerned(verifiers: Mapping[str, Table], keysets: Mapping[str, Table], token: TokenText) -> Mapping[str, Table]:
    """Return the verifiers of this kind of token where there are several kinds: those whose key set has its issuer, then its audience, then its alg.

    What no key set has decides nothing, for there the fault may be.
    """
    for fits in (_has_issuer, _has_audience, _has_algorithm):
        verifiers = {name: table for name, table in verifiers.items() if fits(_keyset(table, keysets), token)} or verifiers
    return verifiers


def _has_issuer(keyset: Table, token: TokenText) -> bool:
    return isinstance(issuer := keyset.get("issuer"), str) and issuer == (token.claims or {}).get("iss")


def _has_audience(keyset: Table, token: TokenText) -> bool:
    audience = (token.claims or {}).get("aud")
    wanted = keyset.get("audience")
    return isinstance(wanted, str) and wanted in (audience if isinstance(audience, list) else [audience])


def _has_algorithm(keyset: Table, token: TokenText) -> bool:
    algorithms = keyset.get("algorithms")
    return isinstance(algorithms, list) and token.alg in algorithms


def _verifiers(system: System, verifiers: Mapping[str, Table], used: Iterable[Table]) -> Iterator[NamedReference]:
    """Yield where each verifier has its key; one that does not say has the key that signs now."""
    for (name, verifier), keyset in zip(verifiers.items(), used, strict=True):
        reference = verifier.get("key", keyset.get("current"))
        if isinstance(reference, str):
            yield NamedReference(name, system.reference(reference))


def _candidates(system: System, keysets: Iterable[Table]) -> Iterator[str]:
    """Yield where the signer's key may be: what the issuers' configurations and the key sets say."""
    named: list[tuple[Table, tuple[str, ...]]] = [(issuer, ("key",)) for issuer in system.tables("issuer").values()]
    named += [(keyset, ("current", "next", "previous")) for keyset in keysets]
    for table, members in named:
        yield from (system.reference(table[member]) for member in members if isinstance(table.get(member), str))


def _agreed(tables: Iterable[Table], member: str) -> str | None:
    """Return the text on which all tables agree, ``None`` where they differ or have none."""
    values = {value if isinstance(value := table.get(member), str) else None for table in tables}
    return values.pop() if len(values) == 1 else None


def _algorithms(tables: Iterable[Table]) -> tuple[str, ...]:
    """Return the algorithms on which all tables agree, ``()`` where they differ or have none."""
    values = {tuple(map(str, value)) if isinstance(value := table.get("algorithms"), list) else () for table in tables}
    return values.pop() if len(values) == 1 else ()


def discovered(request: DiagnoseRequest) -> str:
    """Return the REF of the token's issuer: an https address without user, query and fragment (OpenID Connect Discovery 1.0, section 3)."""
    issuer = (TokenText.read(request.token).claims or {}).get("iss")
    if not isinstance(issuer, str) or not issuer.startswith("https://") or not _is_plain(issuer):
        raise UnusableRequest("--discover needs a token whose iss is an https address")
    return f"oidc:{issuer}"


def _is_plain(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and not set("?#@") & set(address)
