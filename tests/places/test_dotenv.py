"""One dotenv file, seven readers: what each hands to the program, and where they differ."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.dotenv import DIALECTS, variables
from jwtriage.places.reference import UnusableReference
from tests.places.look import look, only, readings, refusal, text, texts


def _values(line: str) -> dict[str, bytes]:
    """Return what every reader makes of the variable S."""
    found = {name: variables(line.encode(), "x", name) for name in DIALECTS}
    return {name: entries[0].text for name, entries in found.items() if entries}


@pytest.mark.parametrize(
    ("line", "others", "differing"),
    [
        ("S=abc#def", b"abc#def", {"node": b"abc", "node-env-file": b"abc"}),
        ("S=abc #def", b"abc", {"docker": b"abc #def", "systemd": b"abc #def"}),
        ("S=a$HOMEb", b"a$HOMEb", {"shell": b"a", "compose": b"a"}),
        ('S="abc"', b"abc", {"docker": b'"abc"'}),
        ('S="a\\nb"', b"a\nb", {"docker": b'"a\\nb"', "shell": b"a\\nb", "systemd": b"a\\nb"}),
        ("S=a\\nb", b"a\\nb", {"shell": b"anb", "systemd": b"anb"}),
        ("S=abc  ", b"abc", {"docker": b"abc  "}),
        ("S='a$b'", b"a$b", {"docker": b"'a$b'"}),
    ],
)
def test_the_known_differences(line: str, others: bytes, differing: dict[str, bytes]) -> None:
    assert _values(line) == dict.fromkeys(DIALECTS, others) | differing


def test_auto_is_what_all_agree_on(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1\nS=abcdef\n")
    found = only(tmp_path, ".env#S")
    assert (found.text.reveal(), found.reader, found.readings, found.origin.line) == (b"abcdef", "auto", (), 2)
    assert found.source is not None
    assert found.source.reveal() == b"abcdef"


def test_auto_is_else_python_with_the_disagreement(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("S=abc#def\n")
    found = only(tmp_path, ".env#S")
    assert (found.text.reveal(), found.reader) == (b"abc#def", "python")
    assert readings(found) == {"node": b"abc", "node-env-file": b"abc"}


def test_a_reader_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "app.env").write_text('S="abc"\n')
    found = only(tmp_path, "app.env?reader=docker#S")
    assert (found.text.reveal(), found.reader) == (b'"abc"', "docker")
    assert set(readings(found).values()) == {b"abc"}


def test_a_file_that_the_reader_refuses(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("export S=topsecret\n")
    message = refusal(tmp_path, ".env?reader=docker#S")
    assert "docker refuses" in message
    assert "line 1" in message
    assert "topsecret" not in message
    assert only(tmp_path, ".env#S").labels == {"absent-for": "docker systemd"}


def test_what_only_the_running_system_knows(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("S=$(cat /run/key)\n")
    assert only(tmp_path, ".env#S").labels["unknown-for"] == "shell"
    assert "has no S" in refusal(tmp_path, ".env?reader=shell#S")


def test_the_last_of_several_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("S=one\nS=two\n")
    found = only(tmp_path, ".env#S")
    assert (found.text.reveal(), found.origin.line) == (b"two", 2)


def test_an_empty_value_is_a_value(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("S=\n")
    assert text(tmp_path, ".env#S") == b""


def test_utf_16_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("S=abc\n", encoding="utf-16")
    assert "UTF-16" in refusal(tmp_path, ".env#S")


def test_undecodable_octets_survive(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"S=a\xff\xfeb\n")
    assert text(tmp_path, ".env#S") == b"a\xff\xfeb"


def test_without_a_name_every_key_like_variable(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("JWT_SECRET=a\nPORT=80\nAPI_KEY=b\n")
    assert texts(look(tmp_path, ".env")) == {"JWT_SECRET": b"a", "API_KEY": b"b"}


def test_the_other_variables_of_a_verifier_are_candidates(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("JWT_SECRET=a\nDB=x\n")
    verifier, other = look(tmp_path, ".env#JWT_SECRET", "api")
    assert [(entry.origin.name, entry.verifier) for entry in (verifier, other)] == [("JWT_SECRET", "api"), ("DB", None)]
    assert len(look(tmp_path, ".env#JWT_SECRET")) == 1


def test_a_missing_name_lists_near_ones(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("JWT_SECRET=topsecret\nPORT=1\n")
    message = refusal(tmp_path, ".env#JWT_SECRTE")
    assert "JWT_SECRET" in message
    assert "PORT" not in message
    assert "topsecret" not in message


def test_bounds() -> None:
    with pytest.raises(UnusableReference, match="1 MiB"):
        variables(b"A=" + b"x" * 1024 * 1024, "x")
    with pytest.raises(UnusableReference, match="lines"):
        variables(b"\n" * 20_001, "x")
    with pytest.raises(UnusableReference, match="more than"):
        variables(b"\n".join(b"A%d=1" % number for number in range(10_001)), "x")


@given(st.binary(max_size=200).filter(lambda octets: not octets.startswith((b"\xff\xfe", b"\xfe\xff"))))
def test_any_octets_are_read(octets: bytes) -> None:
    assert all(isinstance(variable.line, int) and variable.line >= 1 for variable in variables(octets, "x"))


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf16_is_refused(mark: bytes) -> None:
    with pytest.raises(UnusableReference, match="UTF-16"):
        variables(mark + b"A\0=\0b\0", "x")


@given(st.text(alphabet="abcXYZ0189+/=_-", min_size=1, max_size=40))
def test_a_plain_secret_is_the_same_for_all(secret: str) -> None:
    assert _values(f"S={secret}\n") == dict.fromkeys(DIALECTS, secret.encode())
