"""Plays a scenario with real traffic and keeps its evidence folder: configuration, environments, logs, tokens, changes."""

import json
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lab.gateways import GATEWAYS, TEMPLATES, Gateway
from lab.implementations import IMPLEMENTATIONS, command_of
from lab.material import Key, Secret, make, token
from lab.readers import read
from lab.scenario import Scenario, Service, fill
from lab.supervisor import READY_WITHIN, Supervisor
from lab.traffic import fetched, issued, request
from lab.transit import TRANSITS

_POLL = 0.02
ISSUER = "https://id.lab.example"
_OF_PROGRAMS: Mapping[str, Callable[[Supervisor, str], str]] = {
    "pid": lambda supervisor, name: str(supervisor.programs[name].process.pid),
    "host": lambda supervisor, name: supervisor.address_of(name)[0],
    "port": lambda supervisor, name: str(supervisor.address_of(name)[1]),
    "address": lambda supervisor, name: "{}:{}".format(*supervisor.address_of(name)),
}
"""What a placeholder may ask about a program."""


class Play:
    """One run of a scenario. Its programs run until it is closed, so that commands may look at their processes."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self.scenario = scenario
        self.folder = folder
        self.answers: Counter[bool] = Counter()
        self.supervisor = Supervisor(folder)
        self._keys: dict[str, Key] = {name: make(kind) for name, kind in scenario.keys.items() if kind not in scenario.keys}
        self._keys |= {name: self._keys[kind] for name, kind in scenario.keys.items() if kind in scenario.keys}
        self._issuer = scenario.issuer
        self._services = {program: service for service in scenario.services for program in service.programs}
        self._sent = 0
        self._verbs: Mapping[str, Callable[[Any], None]] = {
            "traffic": self._traffic,
            "write": self._write,
            "point": self._point,
            "restart": self._restart,
            "kill": self._kill,
            "issuer": self._change_issuer,
            "change": self._note,
            "pause": time.sleep,
            "fetch": self._fetch,
            "rotate": self._rotate,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.supervisor.close()

    def play(self) -> None:
        """Make the state at first, then take each step."""
        self._write(self.scenario.files)
        self._start(list(self._services))
        for name, kind in self.scenario.gateways.items():
            self._start_gateway(name, GATEWAYS[kind])
        for verb, what in self.scenario.steps:
            self._verbs[verb](what)

    @property
    def secrets(self) -> list[str]:
        """Return the texts that no output may hold."""
        return [key.text for key in self._keys.values() if isinstance(key, Secret)]

    def filled(self, text: str) -> str:
        """Replace the placeholders of a text by keys and process ids."""
        return fill(text, self._written)

    def _written(self, name: str, form: str, detail: str) -> str:
        if name in _OF_PROGRAMS:
            return _OF_PROGRAMS[name](self.supervisor, form)
        key = self._keys[name]
        if form == "json":
            return json.dumps(key.written(detail, ""))[1:-1]
        return key.written(form or "text", detail)

    def _write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.filled(text).encode())

    def _start(self, programs: Sequence[str]) -> None:
        for program in programs:
            service = self._services[program]
            self.supervisor.start(program, command_of(service.implementation), self._environment(program, service))
        self.supervisor.wait(*programs)

    def _start_gateway(self, name: str, gateway: Gateway) -> None:
        if gateway.template:
            self._write({f"config/{gateway.template}": (TEMPLATES / gateway.template).read_text()})
        if gateway.folder:
            (self.folder / gateway.folder).mkdir()
        self.supervisor.start(name, gateway.command)
        self.supervisor.wait(name)

    def _environment(self, program: str, service: Service) -> dict[str, str]:
        given = {name: self.filled(text) for name, text in service.environment.items()}
        if service.env_file:
            given |= read(service.reader, self.folder / service.env_file)
        if service.key_file:
            given["JWT_KEY_FILE"] = service.key_file
        lines = "".join(f"{name}={value}\n" for name, value in given.items())
        self._write_raw(f"environments/{program}.env", lines)
        return {**dict(IMPLEMENTATIONS[service.implementation].environment), "JWT_ALGORITHM": service.algorithm, **given}

    def _write_raw(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def _traffic(self, what: Mapping[str, Any]) -> None:
        """Send requests to the programs in turn, each with a new token."""
        programs = self._programs(what.get("to", ""))
        alter = TRANSITS[what.get("transit", "")]
        for name in islice(cycle(programs), what["requests"]):
            text = alter(issued(*self.supervisor.address_of(what["from"])) if "from" in what else self._token())
            program = self.supervisor.programs[name]
            accepted = request(program.host, program.port, text) == 200
            self.answers[accepted] += 1
            self._write_raw(f"tokens/{'accepted' if accepted else 'rejected'}.txt", text)

    def _programs(self, to: str) -> list[str]:
        """Return the programs of a service, of all services for ``""``, or a gateway."""
        return [to] if to in self.scenario.gateways else [name for name, service in self._services.items() if to in ("", service.name)]

    def _token(self) -> str:
        self._sent += 1
        issuer, now = self._issuer, int(time.time())
        issued = now - issuer.age
        claims = {"iss": ISSUER, "sub": f"u-{self._sent}", "iat": issued, "exp": issued + issuer.lifetime, **issuer.claims}
        return token(self._keys[issuer.key], issuer.algorithm, claims, {"kid": issuer.kid} if issuer.kid else {}, der=issuer.der)

    def _point(self, names: Mapping[str, str]) -> None:
        """Give a key's name to another key."""
        self._keys |= {name: self._keys[key] for name, key in names.items()}

    def _restart(self, programs: Sequence[str]) -> None:
        self.supervisor.stop(*(name for name in programs if name in self.supervisor.programs))
        self._start(programs)

    def _kill(self, programs: Sequence[str]) -> None:
        self.supervisor.kill(*programs)

    def _fetch(self, what: Mapping[str, str]) -> None:
        """Keep what a program serves as a file, as a service with a copy of a key set does."""
        self._write({what["as"]: fetched(*self.supervisor.address_of(what["of"]), what["path"]).decode()})

    def _rotate(self, issuer: str) -> None:
        """Have a real issuer make a new signing key, and wait until its log tells of it."""
        log = self.supervisor.programs[issuer].log
        told = log.read_bytes().count(b"signing key")
        self.supervisor.signal(issuer, signal.SIGUSR2)
        until = time.monotonic() + READY_WITHIN
        while log.read_bytes().count(b"signing key") == told and time.monotonic() < until:
            time.sleep(_POLL)

    def _change_issuer(self, members: Mapping[str, Any]) -> None:
        self._issuer = replace(self._issuer, **members)

    def _note(self, change: Mapping[str, str]) -> None:
        """Write down what an operator's tools would have written down."""
        entry = {"time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"), **change}
        with (self.folder / "changes.jsonl").open("a") as changes:
            changes.write(json.dumps(entry) + "\n")
