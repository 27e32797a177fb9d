"""SECURITY section 1, nothing leaks: rules 1 to 5."""

import dataclasses
import importlib
import json
import os
import pkgutil
import re
import stat
import subprocess
from base64 import b64encode, urlsafe_b64encode
from hmac import digest
from pathlib import Path

import pytest

import jwtriage
from jwtriage import Rejected, Verifier
from jwtriage.diagnosis.rsa_recovery import recover_rsa_key, signed_text
from jwtriage.forensics.token import TokenText
from jwtriage.jose import JoseError, Key, Token, load_keys
from jwtriage.jose.fingerprint import thumbprint
from jwtriage.jose.secret import Secret
from jwtriage.known.secrets import default_secrets
from tests.house.test_causes import TESTED, example_of, shown
from tests.support.command import command, pieces
from tests.support.documents import jwks
from tests.support.example import BRIEF
from tests.support.keys import ec, private_pem, public_pem, rsa
from tests.support.tokens import CLAIMS, sign

SECRET = "kX9vQ2mZ7rT4wL1cN8bH5jD3fG6yP0sA"
KEY = b64encode(bytes(range(32))).decode()
TOKEN = sign(CLAIMS, SECRET.encode(), "HS256")
SIGNATURE = TOKEN.decode().rpartition(".")[2]
FORMATS = ("text", "json", "markdown")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JWTRIAGE_FINGERPRINT_KEY", KEY)
    (tmp_path / "t").write_bytes(TOKEN)
    (tmp_path / "own.key").write_text(SECRET + "\n")
    (tmp_path / "a.env").write_text(f"JWT_SECRET='{SECRET}'\n")
    (tmp_path / "p.pem").write_bytes(private_pem(ec()))
    (tmp_path / "oct.json").write_text(json.dumps(oct_jwk(SECRET)))
    return tmp_path


def oct_jwk(secret: str) -> dict[str, str]:
    return {"kty": "oct", "k": urlsafe_b64encode(secret.encode()).decode().rstrip("="), "kid": "one"}


def forms(secret: str) -> set[str]:
    octets = secret.encode()
    written = (secret, octets.hex(), b64encode(octets).decode(), urlsafe_b64encode(octets).decode())
    return set().union(*map(pieces, written))


COMMANDS = [
    ("decode", "@t", "--claims", "all"),
    ("diagnose", "@t", "--verifier", "own.key", "--candidate", "a.env"),
    ("diagnose", "@t", "--verifier", "p.pem", "--candidate", "oct.json"),
    ("diagnose", "@t", "--verifier", "a=own.key", "--verifier", "b=a.env"),
    ("diagnose", "@t", "--verifier", "own.key", "--alg", "HS512"),
    ("keys", "show", "own.key", "a.env", "p.pem", "oct.json"),
    ("keys", "match", "own.key", "a.env"),
]


@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: "-".join(argv[:2]))
@pytest.mark.parametrize("form", FORMATS)
def test_rule_01_no_output_holds_a_piece_of_a_secret_or_a_signature(argv, form):
    if argv[0] == "decode" and form == "markdown":
        form = "json"
    printed = command(*argv, "--format", form).all
    private = re.sub(r"-----.*?-----|\n", "", Path("p.pem").read_text())
    assert printed
    assert not [piece for piece in forms(SECRET) | pieces(SIGNATURE) | pieces(private) if piece in printed]


@pytest.mark.parametrize("cause", [cause for cause in TESTED if cause.family == "secret"], ids=lambda cause: cause.id)
def test_rule_01_no_example_shows_a_piece_of_its_secret(cause):
    """Pieces, not only the whole as the tests of causes look for: a report may not show how a secret begins."""
    made = example_of(cause.id)
    names = json.dumps([TokenText.read(made.token).header, TokenText.read(made.token).claims, made.arguments])
    public = " ".join([names, cause.page, cause.title, *(each.page for each in TESTED)])
    words = {word.decode() for content in made.files.values() if b"PUBLIC KEY" not in content for word in re.findall(rb"[!-~]{16,}", content)}
    told = {piece for word in words for piece in pieces(word.partition("=")[2] or word, 10) if re.search(r"\d", piece) and piece not in public}
    assert not [piece for piece in told for text in shown(cause.id).texts if piece in text]


MISTAKES = [
    ("diagnose", TOKEN.decode(), "--verifer", "x"),
    ("diagnose", "@t", "--verifier", TOKEN.decode()),
    ("diagnose", "@t", "--verifier", SECRET),
    ("diagnose", "@t", "--verifier", private_pem(ec()).decode()),
    ("diagnose", "@t", "--verifier", json.dumps(oct_jwk(SECRET))),
    ("diagnose", "@t", "--alg", TOKEN.decode(), "--verifier", "own.key", "--format", "json"),
    ("diagnose", "@t", "--at", TOKEN.decode()),
    ("keys", "show", SECRET),
    ("keys", "match", SECRET, "own.key"),
    ("keys", "normalize", "own.key", "--output", "own.key"),
    ("keys", "generate", "--alg", SECRET, "--output", "x"),
    (TOKEN.decode(),),
    ("explain", TOKEN.decode()),
    ("decode", "@t", TOKEN.decode()),
]


@pytest.mark.parametrize("argv", MISTAKES, ids=lambda argv: f"{argv[0][:10]}-{len(argv)}")
def test_rule_01_a_mistake_on_the_command_line_is_not_echoed(argv):
    ran = command(*argv)
    private = re.sub(r"-----.*?-----|\n", "", private_pem(ec()).decode())
    assert ran.code in (1, 2, 3)
    assert ran.err.count("\n") <= 1
    assert not [piece for piece in forms(SECRET) | pieces(SIGNATURE) | pieces(private) if piece in ran.all]


def test_rule_01_a_defect_of_ours_prints_no_message(monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("jwtriage.cli.decode.decode", broken)
    ran = command("decode", "@t")
    assert ran.code == 3
    assert ran.err.startswith("jwtriage: internal error: RuntimeError")
    assert SECRET not in ran.all


def records():
    """Yield every record of the package that holds octets, made with octets that must not be seen."""
    for found in pkgutil.walk_packages(jwtriage.__path__, "jwtriage."):
        if found.name.rpartition(".")[2] in ("__main__", "rsa_recovery_child"):
            continue
        module = importlib.import_module(found.name)
        yield from (each for each in vars(module).values() if issubclass(type(each), type) and each.__module__ == found.name)


def fields_of(kind: type) -> dict[str, str]:
    if dataclasses.is_dataclass(kind):
        return {field.name: str(field.type) for field in dataclasses.fields(kind)}
    return {name: str(hint) for name, hint in getattr(kind, "__annotations__", {}).items()} if hasattr(kind, "_fields") else {}


def filled(hint: str) -> object:
    octets = SECRET.encode()
    if hint in ("int", "<class 'int'>"):
        return 0
    return octets if hint in ("bytes", "<class 'bytes'>", "bytes | None") else (octets,) if "tuple[bytes" in hint else ()


HOLDERS = [kind for kind in records() if any(filled(hint) for hint in fields_of(kind).values())]
PUBLIC_OCTETS = {
    "Opened": "a digest that a public key shows",
    "OpenedPss": "what a public key shows of the signature that was given",
    "NewKey": "the public half",
    "_Marker": "the words of a PEM's first line",
    "_Form": "what archives of one form begin with",
}


DEFECTS: dict[str, pytest.MarkDecorator] = {}
HIDING = [pytest.param(kind, id=kind.__name__, marks=DEFECTS.get(kind.__name__, ())) for kind in HOLDERS if kind.__name__ not in PUBLIC_OCTETS]


@pytest.mark.parametrize("kind", HIDING)
def test_rule_01_no_record_shows_its_octets(kind):
    record = kind(**{name: filled(hint) for name, hint in fields_of(kind).items()})
    assert SECRET[:6] not in repr(record)
    assert SECRET[:6] not in str(record)


def test_rule_01_records_are_found():
    assert {"Case", "TextChange", "DiagnoseRequest"} <= {kind.__name__ for kind in HOLDERS}


def test_rule_01_no_object_shows_what_it_keeps():
    kept = (
        Secret(SECRET.encode()),
        Key.from_secret(SECRET.encode()),
        Token.parse(TOKEN),
        TokenText.read(TOKEN),
        Verifier([SECRET.encode()], ["HS256"], "i", "a"),
    )
    for each in kept:
        assert not [piece for piece in forms(SECRET) | pieces(SIGNATURE) if piece in f"{each!r} {each}"]


def test_rule_01_no_exception_quotes_what_it_refuses():
    with pytest.raises(Rejected) as rejected:
        Verifier([SECRET[::-1].encode()], ["HS256"], CLAIMS["iss"], CLAIMS["aud"]).verify(TOKEN)
    with pytest.raises(JoseError) as refused:
        load_keys(f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n")
    for error in (rejected.value, refused.value):
        assert not [piece for piece in forms(SECRET) | pieces(SIGNATURE) if piece in f"{error!r} {error}"]
        assert error.__cause__ is None


def test_rule_01_no_child_gets_a_token_as_argument(monkeypatch):
    started = []
    original = subprocess.Popen

    def watched(argv, *rest, **more):
        started.append([str(word) for word in argv])
        return original(argv, *rest, **more)

    monkeypatch.setattr(subprocess, "Popen", watched)
    tokens = [TokenText.read(sign({"n": number}, rsa("small", 1024, 3), "RS256")) for number in range(2)]
    assert recover_rsa_key([signed_text("RS256", token.signing_input, token.signature) for token in tokens], lambda stage, share: None)
    words = " ".join(word for argv in started for word in argv)
    assert started
    assert not [token for token in tokens if token.signature_segment.decode()[:8] in words or token.signature.hex()[:8] in words]


def test_rule_01_tokens_are_named_under_a_key(monkeypatch):
    """Without a fingerprint key the name differs from run to run: nobody can test a guess of the secret against it."""
    monkeypatch.delenv("JWTRIAGE_FINGERPRINT_KEY")
    first, second = (json.loads(command("decode", "@t", "--format", "json").out)["token"]["token_fingerprint"] for _ in range(2))
    assert first != second


def test_rule_01_a_token_inside_a_token_and_a_private_jwk_are_not_shown(folder):
    (folder / "t").write_bytes(sign({"sub": TOKEN.decode()}, SECRET.encode(), "HS256", {"jwk": oct_jwk(SECRET), "kid": TOKEN.decode()}))
    for argv in (("decode", "@t"), ("diagnose", "@t", "--verifier", "own.key")):
        printed = command(*argv, "--claims", "all", "--format", "json").all
        assert not [piece for piece in forms(SECRET) | pieces(SIGNATURE) if piece in printed]


WEAK = (
    "secret",
    "Passw0rd2024!",
    "your-256-bit-secret",
    "qwertyuiopasdfghjklzxcvbnm",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "12345678901234567890123456789012",
)


@pytest.mark.parametrize("keyed", [True, False], ids=["hk1", "sc1"])
@pytest.mark.parametrize("secret", WEAK)
def test_rule_02_a_weak_secret_gets_no_tag(secret, keyed, folder, monkeypatch):
    if not keyed:
        monkeypatch.delenv("JWTRIAGE_FINGERPRINT_KEY")
    (folder / "weak.key").write_text(secret)
    for argv in (("keys", "show", "weak.key"), ("diagnose", "@t", "--verifier", "weak.key", *BRIEF)):
        printed = command(*argv).out
        assert "(weak)" in printed
        assert not re.search(r"(hk1|sc1):", printed)


@pytest.mark.parametrize("form", FORMATS)
def test_rule_02_one_secret_has_one_tag(form):
    """A copy with a newline is named by how it differs: two tags would be two hints about one secret."""
    printed = command("diagnose", "@t", "--verifier", "own.key", "--candidate", "a.env", "--format", form).out
    assert len(set(re.findall(r"hk1:[a-z2-7]{8}", printed))) == 1
    shown = command("keys", "show", "own.key", "a.env#JWT_SECRET", "--format", form).out
    assert len(set(re.findall(r"hk1:[a-z2-7]{8}", shown))) == 1


@pytest.mark.parametrize(
    "argv", [("keys", "show", "oct.json"), ("diagnose", "@t", "--verifier", "oct.json"), ("keys", "match", "oct.json", "own.key")]
)
def test_rule_02_the_thumbprint_of_a_shared_secret_is_never_shown(argv):
    hidden = thumbprint(oct_jwk(SECRET))
    for form in FORMATS:
        assert not [piece for piece in pieces(hidden) if piece in command(*argv, "--format", form).all]
    assert hidden not in repr(load_keys(oct_jwk(SECRET)))


def test_rule_02_equal_tags_are_likely():
    tag = json.loads(command("keys", "show", "own.key", "--format", "json").out)["keys"][0]["fingerprint"]
    (found,) = json.loads(command("keys", "match", "own.key", f"fp:{tag}", "--format", "json").out)["findings"]
    assert found["certainty"] == "likely"


@pytest.mark.parametrize("cause", [cause for cause in TESTED if cause.family in ("secret", "choice", "configuration")], ids=lambda cause: cause.id)
def test_rule_03_evidence_tells_no_length_and_no_offset(cause):
    report = json.loads(shown(cause.id).formats["json"])
    facts = [evidence["fact"] for found in report["causes"] for evidence in found["evidence"]]
    assert not [fact for fact in facts if re.search(r"\b\d+ (?:octets?|bytes?|characters?)\b|\b(?:offset|position|column)\b", fact)]


def test_rule_03_which_default_secret_matched_is_not_told():
    report = shown("secret-default-or-placeholder")
    token = TokenText.read(example_of("secret-default-or-placeholder").token)
    matched = [secret.decode() for secret in default_secrets() if digest(secret, token.signing_input, "sha256") == token.signature]
    assert matched
    assert not [text for text in report.texts for secret in matched if f'"{secret}"' in text or f"'{secret}'" in text or f" {secret} " in text]


@pytest.mark.parametrize(
    "argv",
    [
        ("generate", "--alg", "HS256", "--output", "new"),
        ("generate", "--alg", "ES256", "--output", "new"),
        ("normalize", "own.key", "--output", "new"),
        ("normalize", "p.pem", "--output", "new"),
    ],
)
def test_rule_04_keys_go_to_new_private_files_and_not_to_the_terminal(argv, folder):
    before = set(os.listdir(folder))
    ran = command("keys", *argv)
    written = Path("new").read_text()
    assert ran.code == 0
    assert stat.S_IMODE(os.stat("new").st_mode) == 0o600
    assert set(os.listdir(folder)) - before == {"new"}
    assert not [piece for piece in pieces(re.sub(r"-----.*?-----|JWT_SECRET=|\n", "", written)) if piece in ran.all]
    assert command("keys", *argv).code == 2
    assert Path("new").read_text() == written


@pytest.mark.parametrize("target", ["/dev/stdout", "/dev/stderr", "/dev/tty", "-"])
def test_rule_04_no_key_goes_to_a_device(target):
    ran = command("keys", "generate", "--alg", "HS256", "--output", target)
    assert ran.code == 2
    assert "JWT_SECRET=" not in ran.all


def test_rule_04_a_write_that_fails_leaves_the_old_file(folder, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jwtriage.cli.output.os.fsync", full)
    before = Path("own.key").read_bytes()
    assert command("keys", "normalize", "own.key", "--in-place").code == 2
    assert Path("own.key").read_bytes() == before
    assert not [name for name in os.listdir(folder) if name.startswith("own.key.")]


def test_rule_04_a_live_token_in_argv_draws_a_note():
    assert "note: a token on the command line" in command("decode", TOKEN.decode()).err
    assert command("decode", "@t").err == ""


def test_rule_05_reports_are_private_and_whole(folder):
    before = set(os.listdir(folder))
    assert command("diagnose", "@t", "--verifier", "own.key", "--output", "report", "--format", "json") == (1, "", "")
    assert stat.S_IMODE(os.stat("report").st_mode) == 0o600
    assert set(os.listdir(folder)) - before == {"report"}


def test_rule_05_a_diagnosis_leaves_no_file_behind(folder, tmp_path_factory, monkeypatch):
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(scratch))
    before = set(os.listdir(folder))
    (folder / "set.json").write_bytes(jwks(oct_jwk(SECRET)))
    (folder / "public.pem").write_bytes(public_pem(ec()))
    command("diagnose", "@t", "--verifier", "own.key", "--candidate", ".")
    assert set(os.listdir(folder)) - before == {"set.json", "public.pem"}
    assert os.listdir(scratch) == []
