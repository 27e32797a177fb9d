"""The laws that every root cause keeps, whoever writes it: one file, one page, one test, no blame without proof, no secret shown."""

import importlib
import importlib.util
import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import pytest

from jwtriage.causes.registry import ALL, CAUSES, FAMILIES
from jwtriage.cli import diagnose as command
from jwtriage.diagnosis import proposals, readings
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.hit import Hit
from jwtriage.diagnosis.investigate import Investigation
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.jose.secret import Secret
from jwtriage.model.case import Case, Origin, Sighting
from jwtriage.model.cause import HOOKS, Cause
from jwtriage.model.change import DocumentText, SecretText, TextChange
from jwtriage.model.report import Report
from jwtriage.report import json as json_renderer
from jwtriage.report import markdown, text
from tests.house.catalogue import IDS
from tests.support.example import Example, assert_answers, run
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.segments import compact
from tests.support.stories import CLAIMS, scene, signed, story, swapped

PACKAGE = Path(importlib.import_module("jwtriage.causes").__file__).parent
HEADS = ["What happens", "Where it comes from", "How to fix it"]
LONGEST_TITLE = 80
ENOUGH = 8
"""So many characters of a signature in a row are no accident."""

PLANTED = b"Xv7-planted-Qz9/secret+Lm3=Wt5%Rk8"
RENDERERS = {"text": text.render, "json": json_renderer.render, "markdown": markdown.render}
HOOKED = [cause for cause in ALL if any(getattr(cause, hook) is not None for hook in HOOKS)]


def by_id(cause: Cause) -> str:
    return cause.id


def module_of(cause: Cause) -> str:
    return f"tests.causes.{cause.family}.test_{cause.id.replace('-', '_')}"


WITHOUT_EXAMPLE = {
    "jwks-refetch-rate-limited": "its evidence is a header of an HTTP answer",
    "secret-variable-name-wrong": "it never says more than a hint",
}
TESTED = [cause for cause in HOOKED if cause.id not in WITHOUT_EXAMPLE and importlib.util.find_spec(module_of(cause)) is not None]


@cache
def example_of(cause_id: str) -> Example:
    made = importlib.import_module(module_of(CAUSES[cause_id])).example()
    assert isinstance(made, Example)
    return made


@dataclass(frozen=True)
class Shown:
    """One run of an example: what was found, the report in every format, and what else was printed."""

    hit: Hit | None
    formats: Mapping[str, str]
    printed: str

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.formats.values(), self.printed)


def show(made: Example) -> Shown:
    """Diagnose once, render in every format."""
    hits: list[Hit | None] = []
    formats: dict[str, str] = {}

    def find(self: Investigation) -> Hit | None:
        hits.append(original(self))
        return hits[-1]

    def present(report: Report, arguments: object) -> int:
        formats.update({name: render(report) for name, render in RENDERERS.items()})
        return 0

    original = Investigation._find
    with patch.object(command, "present", present), patch.object(Investigation, "_find", find):
        _, output, errors = run(made)
    return Shown(max((hit for hit in hits if hit is not None), key=faults, default=None), formats, output + errors)


def faults(hit: Hit) -> int:
    """Count what stands between the verifier and that hit: of several verifiers one may hold the right key."""
    return len(hit.steps) + hit.foreign


@cache
def shown(cause_id: str) -> Shown:
    return show(example_of(cause_id))


with_example = pytest.mark.parametrize("cause", TESTED, ids=by_id)
every = pytest.mark.parametrize("cause", ALL, ids=by_id)


# registry


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rpartition(".")[2])
def test_each_file_is_registered_once(family: ModuleType) -> None:
    files = sorted(path.stem for path in Path(family.__file__).parent.glob("*.py") if path.stem != "__init__")
    assert sorted(module.__name__.rpartition(".")[2] for module in family.CAUSES) == files


def test_each_folder_is_a_family() -> None:
    folders = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
    assert sorted(family.__name__.rpartition(".")[2] for family in FAMILIES) == folders


def test_each_id_exists_once() -> None:
    ids = [cause.id for cause in ALL]
    assert len(ids) == len(set(ids)) == len(CAUSES)
    assert len(IDS) == len(set(IDS)) == 136
    assert set(IDS) <= set(ids), "an id of the catalogue is missing: ids are never renamed"


# pages


@every
def test_the_page_has_its_heads(cause: Cause) -> None:
    assert re.findall(r"^#+ (.*)$", cause.page, re.MULTILINE) == HEADS
    assert all(cause.section(head) for head in HEADS)
    assert all(cause.section(head)[-1] in ".:`" for head in HEADS)


@every
def test_the_title_is_a_short_sentence(cause: Cause) -> None:
    module = importlib.import_module(f"jwtriage.causes.{cause.family}.{cause.id.replace('-', '_')}")
    title, blank, _ = module.__doc__.split("\n", 2)
    assert title.endswith(".")
    assert not blank
    assert len(title) <= LONGEST_TITLE
    assert title == f"{cause.title}."


@every
def test_the_remedy_is_one_line(cause: Cause) -> None:
    assert cause.remedy
    assert "\n" not in cause.remedy
    assert cause.remedy[-1] in ".:`"


# examples


def test_each_cause_with_hooks_has_a_test_with_an_example() -> None:
    untested = [cause.id for cause in HOOKED if cause not in TESTED]
    assert [cause_id for cause_id in untested if cause_id not in WITHOUT_EXAMPLE] == []
    assert [cause_id for cause_id in WITHOUT_EXAMPLE if not hasattr(importlib.import_module(module_of(CAUSES[cause_id])), "cause")] == []


@with_example
def test_the_example_is_explained_and_nobody_else_is_blamed(cause: Cause) -> None:
    """What is proven is the example's own causes, and no alternative to them."""
    assert cause.id in example_of(cause.id).causes
    assert_answers(example_of(cause.id), json.loads(shown(cause.id).formats["json"]))


@with_example
def test_no_signature_is_shown(cause: Cause) -> None:
    token = example_of(cause.id).token
    signature = token.rpartition(b".")[2].decode("latin-1") if token.count(b".") >= 2 else ""
    pieces = {signature[at : at + ENOUGH] for at in range(len(signature) - ENOUGH + 1)}
    assert not [piece for text in shown(cause.id).texts for piece in pieces if piece in text]


@with_example
def test_no_secret_is_shown(cause: Cause) -> None:
    """Neither the secrets of the example's files, nor those of its environment."""
    made = example_of(cause.id)
    public = json.dumps([TokenText.read(made.token).header, TokenText.read(made.token).claims], ensure_ascii=False)
    for secret in secrets_of(made):
        assert not [form for form in forms(secret) for text in shown(cause.id).texts if form in text and form not in public]


def secrets_of(made: Example) -> set[bytes]:
    """Return what stands in the files and could be a secret: long words that are no name and no public text."""
    files = {name: content for name, content in made.files.items() if b"PUBLIC KEY" not in content and b"CERTIFICATE" not in content}
    words = {word for content in files.values() for word in re.findall(rb"[^\s\"'=:,{}#]{16,}", content)}
    return {word for word in words | {value.encode() for value in made.environment.values()} if re.search(rb"\d", word)}


def forms(secret: bytes) -> set[str]:
    """Return the ways in which a secret could be written."""
    plain = {secret.decode("latin-1"), secret.decode("utf-8", "replace"), repr(secret)[2:-1]}
    encoded = {b64encode(secret).decode().rstrip("="), urlsafe_b64encode(secret).decode().rstrip("="), secret.hex(), secret.hex().upper()}
    return plain | encoded


# a planted secret

DECORATED = (
    PLANTED,
    PLANTED + b"\n",
    b'"' + PLANTED + b'"',
    b" " + PLANTED,
    b"\xef\xbb\xbf" + PLANTED,
    PLANTED.hex().encode(),
    b64encode(PLANTED),
    PLANTED + b" #x$y",
    b'{"secret":"' + PLANTED + b'"}',
)


def planted(octets: bytes) -> Sighting:
    return Sighting(Secret(octets), Origin(".env", "JWT_SECRET"), "variable", "", source=Secret(octets))


@pytest.mark.parametrize("cause", [cause for cause in ALL if cause.propose_secret], ids=by_id)
def test_no_proposal_speaks_of_the_secret(cause: Cause) -> None:
    """The words of a proposal are the same for every secret: no piece of it, no place in it, no length of it."""
    said = {change.how for octets in DECORATED for change in cause.propose_secret(SecretText(octets, planted(octets), True, 64))}
    assert not [how for how in said for form in forms(PLANTED) for at in range(len(form) - 4) if form[at : at + 5] in how]
    assert not [how for how in said if re.search(r"\b(?:offset|position|index)\b", how)]


@pytest.mark.parametrize("cause", [cause for cause in ALL if cause.propose_document], ids=by_id)
def test_no_proposal_speaks_of_the_document(cause: Cause) -> None:
    octets = public_pem(rsa()).replace(b"\n", b"\\n")
    body = octets.split(b"\\n")[1].decode()
    said = [change.how for change in cause.propose_document(DocumentText(octets, None, True))]
    assert not [how for how in said for at in range(len(body) - ENOUGH) if body[at : at + ENOUGH] in how]


@pytest.mark.parametrize("verifier", DECORATED[:6])
@pytest.mark.parametrize("signer", [PLANTED, SECRET], ids=["found", "not found"])
def test_a_planted_secret_reaches_no_format(signer: bytes, verifier: bytes) -> None:
    elsewhere = {"other.key": PLANTED[::-1]}
    texts = show(story(signed(CLAIMS, signer, "HS256"), held={"jwt.key": verifier}, elsewhere=elsewhere)).texts
    assert not [shape for shape in forms(PLANTED) | forms(verifier) | forms(PLANTED[::-1]) for text in texts if shape in text]


def test_no_repr_holds_a_secret() -> None:
    """What a traceback or a debugger would print."""
    token = signed(CLAIMS, PLANTED, "HS256")
    records = (
        planted(PLANTED),
        SecretText(PLANTED, planted(PLANTED), True, 64),
        DocumentText(PLANTED, planted(PLANTED), True),
        TextChange(PLANTED, "how"),
        Case(token, (planted(PLANTED),), payload=None, also=(token,)),
        swapped(token, ("a.key", b"x"), ("b.key", PLANTED)),
        scene(token, {"a.key": PLANTED}),
        Key.from_secret(PLANTED),
    )
    signature = token.rpartition(b".")[2].decode()
    for record in records:
        assert not [form for form in {*forms(PLANTED), signature} if form in repr(record)], type(record)


# a cause that breaks


class Broken(Exception):
    """Raised by a cause; its message holds a secret."""


def broken(*_: object) -> None:
    raise Broken(PLANTED.decode())


BROKEN = Cause("broken-cause", "secret", "Broken", "## What happens\nNothing.\n")
LISTS = ("SECRET_CAUSES", "DOCUMENT_CAUSES", "TOKEN_CAUSES", "REPAIR_CAUSES", "RECIPE_CAUSES")


@pytest.mark.parametrize("name", LISTS)
def test_a_cause_that_raises_is_unread_and_the_others_go_on(name: str) -> None:
    causes = getattr(proposals, name)
    causes.insert(0, (BROKEN, broken))
    try:
        _, output, errors = run(asking(name), "--format", "json")
    finally:
        causes.pop(0)
    report = json.loads(output)
    assert [entry["origin"] for entry in report["unread"]] == ["cause broken-cause"]
    assert [found["id"] for found in report["causes"] if found["certainty"] == "proven"] == list(asking(name).causes)
    assert not [form for form in forms(PLANTED) if form in output + errors]


def asking(name: str) -> Example:
    """Return an example whose cause is found after the causes of that list were asked."""
    if name == "SECRET_CAUSES":
        return example_of("secret-trailing-newline")
    if name == "TOKEN_CAUSES":
        return story(b"Bearer " + signed(CLAIMS, SECRET, "HS256"), "bearer-prefix-or-wrapping", held={"jwt.key": SECRET})
    if name == "REPAIR_CAUSES":
        header, payload, signature = signed(CLAIMS, SECRET, "HS256").split(b".")
        mistyped = payload[:40] + (b"A" if payload[40:41] != b"A" else b"B") + payload[41:]
        return story(b".".join((header, mistyped, signature)), "token-mistyped", held={"jwt.key": SECRET})
    return example_of("pem-literal-backslash-n")


def test_a_reading_that_raises_is_unread_and_the_others_go_on() -> None:
    reading = Cause("broken-cause", "secret", "Broken", "## What happens\nNothing.\n", read=broken)
    budget = Budget(1.0)
    with patch.object(readings, "READING_CAUSES", (reading, *readings.READING_CAUSES)):
        found = readings.signs(scene(example_of("signature-removed-by-google").token), budget)
    assert "signature-removed-by-google" in [cause.id for cause, _ in found]
    assert [(entry.origin, "Broken" in entry.why, PLANTED.decode() in entry.why) for entry in budget.unread] == [("cause broken-cause", True, False)]


HOSTILE: list[object] = [None, True, 7, -1.5, "", "\ud800", "x" * 5000, [], [[]], [{"a": None}], {}, {"a": [1]}]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: type(value).__name__)
def test_no_hook_raises_on_hostile_members(value: object) -> None:
    """Whatever a token's members hold, a hook reads it or leaves it alone."""
    names = ("iss", "sub", "aud", "exp", "iat", "nbf", "tid", "ver", "tfp", "acr", "role", "access", "video", "typ", "token_use", "nonce")
    header = {**dict.fromkeys(("kid", "nonce", "x5c", "jwk", "cty", "crit", "b64", "zip", "enc", "jku"), value), "alg": "HS256"}
    token = compact(header, dict.fromkeys(names, value), b"x" * 32)
    seen, chosen = scene(token, {"a.key": PLANTED}), swapped(token, ("a.key", b"x"), ("b.key", PLANTED))
    for cause in ALL:
        _ = [list(cause.read(seen)) if cause.read else [], list(cause.choose(chosen)) if cause.choose else []]
        _ = list(cause.propose_token(TokenText.read(token), seen.case)) if cause.propose_token else []
