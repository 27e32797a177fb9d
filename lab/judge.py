"""Gives the evidence folder to the commands, and compares what they say with the truth."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from lab.play import Play
from lab.scenario import Command

_ANSWERED = (0, 1, 3)
"""Exit codes of an answer; 2 is input that could not be used."""
_FINGERPRINT_KEY = "YSBrZXkgb2YgdGhlIGxhYiwgb2YgMzIgb2N0ZXRzIGxvbmc="


def judge(play: Play) -> list[str]:
    """Return what differs from the truth of a scenario that was played: nothing when all is right."""
    served = (play.answers[True], play.answers[False])
    wanted = (play.scenario.accepted, play.scenario.rejected)
    wrong = [] if served == wanted else [f"accepted and rejected {served}, not {wanted}"]
    wrong += everywhere(play)
    for command in play.scenario.commands:
        wrong += [f"{command.words}: {what}" for what in judged(command, run(command, play))]
    return wrong


def everywhere(play: Play) -> list[str]:
    """Give the evidence to commands that any incident may be given to; they must answer, and show no secret."""
    logs = shlex.join(str(path.relative_to(play.folder)) for path in sorted((play.folder / "logs").iterdir()))
    answers = {words: run(Command(words), play) for words in ("decode @tokens/rejected.txt", f"logs {logs}", "scan .")}
    return [f"{words}: {answer['verdict']}" for words, answer in answers.items() if str(answer.get("verdict", "")).startswith("!")]


def run(command: Command, play: Play) -> dict[str, Any]:
    """Run a command in the evidence folder and return its report; a verdict that begins with ``!`` tells what was wrong with the answer."""
    words = shlex.split(play.filled(command.words))
    environment = {**os.environ, "JWTRIAGE_FINGERPRINT_KEY": _FINGERPRINT_KEY}
    arguments = [sys.executable, "-m", "jwtriage", *words, "--format", "json"]
    done = subprocess.run(arguments, cwd=play.folder, env=environment, capture_output=True, check=False)
    if done.returncode not in _ANSWERED:
        return {"verdict": f"! exit {done.returncode}: {done.stderr.decode(errors='replace')}"}
    if any(secret.encode() in done.stdout + done.stderr for secret in play.secrets):
        return {"verdict": "! it shows a secret"}
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def judged(command: Command, report: Mapping[str, Any]) -> list[str]:
    """Return the differences, or for a command that is known to differ that it no longer does."""
    found = list(differences(command, report))
    if command.not_yet:
        return [] if found else [f"names the truth now: take away the note {command.not_yet!r}"]
    return found


def differences(command: Command, report: Mapping[str, Any]) -> Iterator[str]:
    """Give what a report says otherwise than a command should; nothing outside the truth may be proven."""
    if report.get("verdict", "") != command.verdict:
        yield f"verdict {report.get('verdict')!r}, not {command.verdict!r}"
    named = report.get("causes") or report.get("findings", ())
    found = [cause["id"] for cause in named]
    proven = {cause["id"] for cause in named if cause["certainty"] == "proven"}
    if missing := [cause for cause in command.causes if cause not in found]:
        yield f"does not name {missing}, but {found}"
    elif command.causes and found[0] != command.causes[0]:
        yield f"names {found[0]} before {command.causes[0]}"
    if accused := proven - {*command.causes, *command.allowed}:
        yield f"proves {sorted(accused)}, which is not so"
