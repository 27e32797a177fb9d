"""What is fuzzed: each target takes any octets and fails when a promise of the project is broken.

The promises: only our own errors leave, nothing hangs, nothing that acts on a terminal is printed, no cause fails.
"""

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric import ec

from fuzz.seeds import KEYS, SECRET, SEPARATOR, TOKENS
from jwtriage.cli.main import main
from jwtriage.forensics.keytext import looks_like, read_document, strict_keys
from jwtriage.forensics.token import TokenText
from jwtriage.forensics.token_kind import kind_of
from jwtriage.jose import JoseError, Key, Token, load_keys, verify
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.json import loads
from jwtriage.places.reference import UnusableReference, parse_reference
from jwtriage.places.resolve import sightings
from jwtriage.places.surroundings import Surroundings

KEYRING = (Key.from_secret(SECRET), Key.from_public(ec.generate_private_key(ec.SECP256R1()).public_key()))
FILES = ("a.env", "a.yaml", "a.json", "a.toml", "a.properties", "a.ini", "compose.yaml", "secret.yaml", "task.json", "a", "a.pem", "b.env")
NAMES = ("", "#a", "#A", "#JWT_SECRET", "#a.b.0", "#app/JWT_SECRET", "#a/b")
READERS = ("auto", "python", "node", "compose", "docker", "shell", "systemd")
BUDGET = "0.05s"


def token(octets: bytes) -> None:
    """Read a token strictly and leniently; only the token that was made with our secret may verify."""
    text = TokenText.read(octets)
    for name in ("header", "payload", "claims", "signature", "signing_input", "alg", "kid", "segments", "is_compact", "strict"):
        getattr(text, name)
    text.observations()
    kind_of(octets)
    with contextlib.suppress(JoseError):
        Token.parse(octets)
    verdict = verify(octets, KEYRING, list(ALGORITHMS))
    assert not verdict.ok or octets in TOKENS, "a token verified that was never signed"


def strict_json(octets: bytes) -> None:
    """Read JSON strictly: what is accepted, the standard library reads alike."""
    try:
        value = loads(octets)
    except JoseError:
        return
    assert value == json.loads(octets)


def key(octets: bytes) -> None:
    """Read a key text strictly and leniently; nothing of it shows in what is returned."""
    with contextlib.suppress(JoseError):
        _check_keys(load_keys(octets))
    looks_like(octets)
    for form in ("auto", "raw", "pem", "jwks"):
        _check_keys(strict_keys(octets, form))
    _check_keys([document.key for document in read_document(octets)])


def _check_keys(keys: list[Key]) -> None:
    for each in keys:
        shown = repr(each)
        secret = each.secret.reveal() if each.secret else b""
        assert len(secret) < 12 or secret.decode("utf-8", "replace") not in shown
        assert each.bits >= 0


def reference(octets: bytes) -> None:
    """Parse a REF; nothing is opened."""
    with contextlib.suppress(UnusableReference):
        parse_reference(octets.decode("utf-8", "surrogateescape"))


def file(octets: bytes) -> None:
    """Read a file of every format, by name and without; the first octet chooses."""
    choice, content = octets[:1] or b"\0", octets[1:]
    name, asked = FILES[choice[0] % len(FILES)], NAMES[choice[0] // len(FILES) % len(NAMES)]
    reader = f"?reader={READERS[choice[0] % len(READERS)]}" if name == "b.env" else ""
    with _folder({name: content}) as folder:
        for verifier in ("", None):
            with contextlib.suppress(UnusableReference):
                sightings(name + reader + asked, verifier, Surroundings(folder=folder, offline=True))


def diagnose(octets: bytes) -> None:
    """Diagnose a token before a key file, through the command line, in every format."""
    text, _, keys = octets.partition(SEPARATOR)
    for form in ("json", "text", "markdown"):
        code, output, errors = _run({"token": text, "keys": keys}, "diagnose", "@token", "--verifier", "keys", "--budget", BUDGET, "--format", form)
        _check_output(code, output, errors)
        if form == "json" and output:
            failed = [entry["origin"] for entry in json.loads(output)["unread"] if entry["origin"].startswith("cause ")]
            assert not failed, f"failed: {failed}"


def commands(octets: bytes) -> None:
    """Run the commands that look at one text."""
    for argv in (("decode", "@text"), ("keys", "show", "text"), ("keys", "normalize", "text", "--output", "new"), ("keys", "match", "text", "text")):
        _check_output(*_run({"text": octets}, *argv))


def _check_output(code: int, output: str, errors: str) -> None:
    assert code in (0, 1, 2, 3), f"exit code {code}"
    assert "internal error" not in errors, errors
    assert code != 2 or errors.count("\n") == 1, errors
    odd = {character for character in output + errors if not character.isprintable() and character != "\n"}
    assert not odd, f"printed: {odd}"


@contextlib.contextmanager
def _folder(files: dict[str, bytes]):  # noqa: ANN202 - a generator that is a context
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        yield Path(folder)


def _run(files: dict[str, bytes], *argv: str) -> tuple[int, str, str]:
    output, errors = io.StringIO(), io.StringIO()
    streams = contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors)
    with _folder(files) as folder, contextlib.chdir(folder), patch.dict(os.environ, {"JWTRIAGE_FINGERPRINT_KEY": KEYS}), streams[0], streams[1]:
        code = main(argv)
    return code, output.getvalue(), errors.getvalue()


TARGETS: dict[str, Callable[[bytes], None]] = {target.__name__: target for target in (token, strict_json, key, reference, file, diagnose, commands)}
