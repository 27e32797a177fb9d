"""The whole fleet at once: every implementation that is present, with one key."""

from collections.abc import Iterable
from pathlib import Path

from lab.implementations import IMPLEMENTATIONS, absent, command_of
from lab.material import Key, Secret
from lab.supervisor import Supervisor


def present() -> list[str]:
    """Return the implementations whose parts are all there."""
    return [name for name in IMPLEMENTATIONS if not absent(name)]


def start(supervisor: Supervisor, names: Iterable[str], algorithm: str, key: Key) -> None:
    """Start implementations with a key of the algorithm's kind, a secret by the environment and a public key by a file; wait until all listen."""
    given = {"JWT_ALGORITHM": algorithm, **_key_in(supervisor.folder, key)}
    chosen = list(names)
    for name in chosen:
        supervisor.start(name, command_of(name), {**dict(IMPLEMENTATIONS[name].environment), **given})
    supervisor.wait(*chosen)


def _key_in(folder: Path, key: Key) -> dict[str, str]:
    if isinstance(key, Secret):
        return {"JWT_SECRET": key.text}
    path = folder / "key.pem"
    path.write_text(key.public_pem)
    return {"JWT_KEY_FILE": str(path)}
