"""Tokens and payloads from stdin, files and the command line."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from jwtriage.cli.inputs import TOKEN_LIMIT, read_payload, read_token
from jwtriage.cli.unusable import Unusable


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("content", "token"), [(b"a.b.c\n", b"a.b.c"), (b"a.b.c\n\n", b"a.b.c\n"), (b" a.b.c\r\n", b" a.b.c\r"), (b"", b"")])
def test_one_line_feed_belongs_to_the_file(folder, monkeypatch, content: bytes, token: bytes) -> None:
    (folder / "t").write_bytes(content)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    assert read_token("@t") == read_token("-") == token


def test_a_payload_is_evidence_to_the_last_octet(folder) -> None:
    (folder / "p").write_bytes(b"content\n")
    assert read_payload("p") == b"content\n"


@pytest.mark.parametrize(("argument", "noted"), [("a.b.c", True), ("a.b.", False), ("opaque", False)])
def test_a_live_token_in_the_arguments_draws_a_note(capsys, argument: str, noted: bool) -> None:
    assert read_token(argument) == argument.encode()
    assert ("process lists" in capsys.readouterr().err) is noted
    read_token(argument, quiet=True)
    assert capsys.readouterr().err == ""


def test_octets_of_the_command_line_arrive_unchanged() -> None:
    assert read_token("\udcff\udcfe") == b"\xff\xfe"


def test_the_limit(folder) -> None:
    (folder / "t").write_bytes(b"a" * TOKEN_LIMIT + b"\n")
    assert len(read_token("@t")) == TOKEN_LIMIT
    (folder / "t").write_bytes(b"a" * (TOKEN_LIMIT + 1))
    with pytest.raises(Unusable, match="larger than 1 MiB"):
        read_token("@t")


@pytest.mark.parametrize("argument", ["@nowhere", "@.", "@a\0b"])
def test_what_cannot_be_read_is_named(argument: str) -> None:
    with pytest.raises(Unusable):
        read_token(argument)
