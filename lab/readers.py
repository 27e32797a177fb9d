"""Variables of an .env file, as real programs read them."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_PRINT_NODE = "console.log(JSON.stringify(process.env))"
_PRINT_PYTHON = "import json, os; print(json.dumps(dict(os.environ)))"


def read(reader: str, path: Path) -> dict[str, str]:
    """Return the variables of a file as ``docker``, ``node``, ``python`` or ``shell`` reads it."""
    return READERS[reader](path)


def _docker(path: Path) -> dict[str, str]:
    """Read as `docker run --env-file` does: everything behind the equals sign, as it stands."""
    lines = [line for line in path.read_text().splitlines() if "=" in line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def _node(path: Path) -> dict[str, str]:
    return _printed("node", f"--env-file={path}", "-e", _PRINT_NODE)


def _shell(path: Path) -> dict[str, str]:
    return _printed("sh", "-ac", '. "$1"; exec "$2" -c "$3"', "sh", str(path), sys.executable, _PRINT_PYTHON)


def _python(path: Path) -> dict[str, str]:
    code = "import dotenv, json, sys; print(json.dumps(dotenv.dotenv_values(sys.argv[1])))"
    return _printed(sys.executable, "-c", code, str(path))


READERS: Mapping[str, Callable[[Path], dict[str, str]]] = {"docker": _docker, "node": _node, "python": _python, "shell": _shell}


def _printed(*command: str) -> dict[str, str]:
    done = subprocess.run(command, capture_output=True, check=True, env={"PATH": "/usr/local/bin:/usr/bin:/bin"})
    found: dict[str, str] = json.loads(done.stdout)
    return {name: value for name, value in found.items() if name != "PATH"}
