"""How each snippet is made ready and run."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SNIPPETS = Path(__file__).parents[2] / "snippets"
DOTNET = "JWTRIAGE_TEST_DOTNET"
"""Names the ``dotnet`` of a runtime beside its ``shared`` folder; the compiler is mcs, as no SDK comes with the usual packages."""


class Language(NamedTuple):
    """``ready`` takes an empty folder and returns the command that runs the snippet; ``slow_tag`` tells whether the runtime has scrypt."""

    snippet: str
    tools: tuple[str, ...]
    ready: Callable[[Path], list[str]]
    slow_tag: bool = False

    def missing(self) -> list[str]:
        """Return the tools that are not installed."""
        return [tool for tool in self.tools if not (os.environ.get(tool) if tool == DOTNET else shutil.which(tool))]


def _java(folder: Path) -> list[str]:
    _build("javac", "-d", str(folder), str(SNIPPETS / "JwtKeyLines.java"))
    return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(folder), "JwtKeyLines"]


def _go(folder: Path) -> list[str]:
    _build("go", "build", "-o", str(folder / "snippet"), str(SNIPPETS / "jwt_key_lines.go"))
    return [str(folder / "snippet")]


def _dotnet(folder: Path) -> list[str]:
    dotnet = Path(os.environ[DOTNET])
    runtime = max((dotnet.parent / "shared" / "Microsoft.NETCore.App").iterdir())
    libraries = [f"-r:{path}" for path in (*runtime.glob("System.*.dll"), runtime / "netstandard.dll")]
    _build("mcs", "-nostdlib", "-noconfig", f"-out:{folder / 'snippet.dll'}", *libraries, str(SNIPPETS / "JwtKeyLines.cs"))
    options = {"framework": {"name": runtime.parent.name, "version": runtime.name}, "configProperties": {"System.Globalization.Invariant": True}}
    (folder / "snippet.runtimeconfig.json").write_text(json.dumps({"runtimeOptions": options}))
    return [str(dotnet), str(folder / "snippet.dll")]


def _build(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


LANGUAGES = {
    "node": Language("jwt_key_lines.mjs", ("node",), lambda _: ["node", str(SNIPPETS / "jwt_key_lines.mjs")], slow_tag=True),
    "ruby": Language("jwt_key_lines.rb", ("ruby",), lambda _: ["ruby", str(SNIPPETS / "jwt_key_lines.rb")], slow_tag=True),
    "php": Language("jwt_key_lines.php", ("php",), lambda _: ["php", str(SNIPPETS / "jwt_key_lines.php")]),
    "go": Language("jwt_key_lines.go", ("go",), _go),
    "java": Language("JwtKeyLines.java", ("java", "javac"), _java),
    "dotnet": Language("JwtKeyLines.cs", ("mcs", DOTNET), _dotnet),
}
