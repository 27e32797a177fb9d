"""A fake program for the PATH: a shell script that notes its arguments and answers as told."""

import shlex
from pathlib import Path

SYSTEM = "/usr/bin:/bin"


class FakeProgram:
    """A stub called ``kubectl`` or ``docker``. It tests what we ask for and how we read an answer, not the program."""

    def __init__(self, folder: Path, name: str) -> None:
        """Put the stub into a folder of its own."""
        self._folder = folder / f"fake-{name}"
        self._folder.mkdir()
        self._script = self._folder / name
        self.answers()

    @property
    def environment(self) -> dict[str, str]:
        """Return an environment that finds the stub first."""
        return {"PATH": f"{self._folder}:{SYSTEM}", "FAKE": "handed in"}

    @property
    def arguments(self) -> list[str]:
        """Return the arguments of the last run."""
        return (self._folder / "arguments").read_text().splitlines()

    def answers(self, output: str = "", complaint: str = "", status: int = 0, before: str = "") -> None:
        """Say what the stub does from now on."""
        (self._folder / "output").write_text(output)
        (self._folder / "complaint").write_text(complaint)
        here = shlex.quote(str(self._folder))
        lines = [f"printf '%s\\n' \"$@\" > {here}/arguments", before, f"cat {here}/output", f"cat {here}/complaint >&2", f"exit {status}"]
        self._script.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
        self._script.chmod(0o755)
