"""SECURITY rule: text from outside acts on nobody. A hostile kid, iss, path and message go through every renderer."""

import json

import pytest

from jwtriage.cli.main import main
from jwtriage.report import decoded, html, markdown, text
from jwtriage.report import json as json_renderer
from jwtriage.tasks.decode import decode
from tests.support.hostile import HOSTILE, OBEYED
from tests.support.reports import report, report_of_several
from tests.support.segments import compact

RENDERERS = {"text": text.render, "json": json_renderer.render, "markdown": markdown.render, "html": html.render}


@pytest.mark.parametrize("made", [report, report_of_several])
@pytest.mark.parametrize("name", RENDERERS)
def test_no_renderer_passes_on_what_a_terminal_obeys(name, made):
    assert not set(RENDERERS[name](made(HOSTILE))) & set(OBEYED)


@pytest.mark.parametrize("made", [report, report_of_several])
@pytest.mark.parametrize("name", RENDERERS)
def test_hostile_text_adds_no_line(name, made):
    assert RENDERERS[name](made(HOSTILE)).count("\n") == RENDERERS[name](made("plain")).count("\n")


def test_json_stays_parsable_and_encodable():
    parsed = json.loads(json_renderer.render(report(HOSTILE)))
    assert json.dumps(parsed, ensure_ascii=False).encode()


@pytest.mark.parametrize("colour", [False, True])
def test_decode_shows_a_hostile_token_harmlessly(colour):
    token = compact({"alg": "HS256", "kid": HOSTILE[:-1], HOSTILE[:-1]: 1}, {"iss": HOSTILE[:-1], HOSTILE[:-1]: 2}, b"x" * 32)
    members = decode(token, claims="all", environment={}, random_key=b"r" * 32, now=0.0)
    shown = decoded.render(members, colour=colour)
    assert not set(shown) & (set(OBEYED) - ({"\x1b"} if colour else set()))
    assert "\x1b]" not in shown
    assert json.loads(json_renderer.write(members))


def test_an_error_message_is_one_harmless_line(capsys):
    assert main(["decode", f"@{HOSTILE[:-1]}"]) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert not set(message) & set(OBEYED)
