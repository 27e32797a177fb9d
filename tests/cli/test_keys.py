"""keys show, match, normalize and generate, from the command line."""

import json
import os
import stat
from pathlib import Path

import pytest

from jwtriage.cli.main import main
from jwtriage.jose.loading import load_keys

SECRET = "kX9vQ2mZ7rT4wL1cN8bH5jD3fG6yP0sA"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JWTRIAGE_FINGERPRINT_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
    return tmp_path


def shown(capsys, *argv):
    main(["keys", "show", *argv, "--format", "json"])
    return json.loads(capsys.readouterr().out)


def generate(*argv):
    assert main(["keys", "generate", *argv]) == 0


@pytest.mark.parametrize("alg", ["RS256", "PS512", "ES256", "ES384", "ES512", "ES256K", "EdDSA", "Ed448", "ML-DSA-44"])
@pytest.mark.parametrize("form", ["pem", "jwk", "jwks"])
def test_a_generated_pair_belongs_together(alg, form, capsys):
    generate("--alg", alg, "--format", form, "--output", "private", "--public", "public")
    assert main(["keys", "match", "private", "public"]) == 0
    assert stat.S_IMODE(os.stat("private").st_mode) == 0o600
    (key,) = load_keys(Path("public").read_bytes())
    assert not key.private


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
def test_a_generated_secret_has_the_octets_of_the_hash(alg, capsys):
    generate("--alg", alg, "--output", "new.env", "--name", "APP_KEY")
    name, _, text = Path("new.env").read_text().strip().partition("=")
    assert name == "APP_KEY"
    assert len(text) * 3 // 4 == int(alg[2:]) // 8
    assert text not in capsys.readouterr().out


@pytest.mark.parametrize(
    "argv", [["--alg", "HS256", "--format", "pem"], ["--alg", "RS256", "--format", "env"], ["--alg", "XX"], ["--alg", "HS256", "--name", "a b"]]
)
def test_what_cannot_be_generated_writes_nothing(argv, folder):
    assert main(["keys", "generate", *argv, "--output", "new"]) == 2
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("target", ["old", "-", "/dev/stdout", "."])
def test_keys_never_overwrite_and_never_go_to_a_terminal(target, capfd):
    Path("old").write_text("old")
    assert main(["keys", "generate", "--alg", "HS256", "--output", target]) == 2
    assert Path("old").read_text() == "old"
    assert "JWT_SECRET=" not in capfd.readouterr().out


def test_show_tells_readers_encodings_and_length_classes(capsys):
    Path("a.env").write_text("JWT_SECRET=" + "ab" * 32 + "\n")
    (key,) = shown(capsys, "a.env#JWT_SECRET")["keys"]
    assert key["size"] == "64 to 128 octets"
    assert key["encodings"]["hex"]["size"] == "32 to 47 octets"


def test_one_secret_has_one_tag(capsys):
    Path("a.key").write_text(SECRET)
    Path("b.key").write_text(SECRET + "\n")
    first, second = shown(capsys, "a.key", "b.key")["keys"]
    assert first["fingerprint"].startswith("hk1:")
    assert second["fingerprint"] == "key A, with something added or taken off"


def test_show_never_shows_a_secret(capsys):
    Path("a.env").write_text(f"JWT_SECRET='{SECRET}'\n")
    for form in ("text", "json", "markdown", "logline"):
        main(["keys", "show", "a.env", "--format", form])
        captured = capsys.readouterr()
        assert SECRET[:6] not in captured.out + captured.err


def test_a_logline_is_one_line_for_each_key(capsys):
    Path("a.key").write_text(SECRET)
    main(["keys", "show", "a.key", "--format", "logline"])
    assert capsys.readouterr().out.startswith("jwt-key fingerprint=hk1:")


def test_match_says_what_would_make_two_copies_one(capsys):
    Path("a.key").write_text(SECRET)
    Path("b.key").write_text(f'"{SECRET}"\n')
    assert main(["keys", "match", "a.key", "b.key"]) == 1
    assert "without what its file added" in capsys.readouterr().out


def test_different_keys_do_not_match(capsys):
    generate("--alg", "ES256", "--output", "a.pem")
    generate("--alg", "ES256", "--output", "b.pem")
    assert main(["keys", "match", "a.pem", "b.pem"]) == 1
    assert main(["keys", "match", "a.pem", "a.pem", "b.pem"]) == 1


def test_normalize_repairs_a_pem(capsys):
    generate("--alg", "ES256", "--output", "a.pem", "--public", "public.pem")
    sound = Path("public.pem").read_text()
    Path("broken.pem").write_text(sound.replace("\n", "\\n"))
    assert main(["keys", "normalize", "broken.pem", "--output", "new.pem"]) == 0
    assert Path("new.pem").read_text() == sound
    assert main(["keys", "normalize", "broken.pem", "--output", "new.pem"]) == 2
    assert main(["keys", "normalize", "broken.pem", "--in-place"]) == 0
    assert Path("broken.pem").read_text() == sound


def test_normalize_keeps_the_private_half(capsys):
    generate("--alg", "ES256", "--output", "a.pem")
    Path("crlf.pem").write_text(Path("a.pem").read_text(), newline="\r\n")
    assert main(["keys", "normalize", "crlf.pem", "--output", "new.pem"]) == 0
    assert Path("new.pem").read_text() == Path("a.pem").read_text()


def test_normalize_trims_a_secret_and_says_how(capsys):
    Path("a.key").write_text(f'"{SECRET}"\n')
    assert main(["keys", "normalize", "a.key", "--in-place"]) == 0
    out = capsys.readouterr().out
    assert Path("a.key").read_text() == SECRET
    assert "quotes around it removed" in out
    assert SECRET[:6] not in out


def test_normalize_in_place_leaves_a_sound_file_and_refuses_a_variable(capsys):
    Path("a.key").write_text(SECRET)
    before = os.stat("a.key").st_ino
    assert main(["keys", "normalize", "a.key", "--in-place"]) == 0
    assert os.stat("a.key").st_ino == before
    Path("a.env").write_text(f"JWT_SECRET={SECRET} \n")
    assert main(["keys", "normalize", "a.env#JWT_SECRET", "--in-place"]) == 2


def test_an_empty_file_is_no_key(capsys):
    Path("empty").touch()
    assert main(["keys", "show", "empty"]) == 1
    assert main(["keys", "match", "empty", "empty"]) == 3
    assert main(["keys", "normalize", "empty", "--output", "new"]) == 2
    assert not Path("new").exists()


def test_a_fingerprint_is_no_key_but_can_be_matched(capsys):
    Path("a.key").write_text(SECRET)
    tag = shown(capsys, "a.key")["keys"][0]["fingerprint"]
    assert main(["keys", "match", "a.key", f"fp:{tag}"]) == 0
    assert "no bytes were compared" in capsys.readouterr().out
    assert main(["keys", "match", f"fp:{tag}", "a.key", "fp:hk1:aaaaaaaa"]) == 1
    assert main(["keys", "match", f"fp:{tag}", f"fp:{tag}"]) == 3
    assert main(["keys", "show", f"fp:{tag}"]) == 3


def test_a_public_key_is_matched_by_the_beginning_of_its_thumbprint(capsys):
    generate("--alg", "ES256", "--output", "a.pem")
    capsys.readouterr()
    full = shown(capsys, "a.pem")["keys"][0]["fingerprint"]
    assert main(["keys", "match", "a.pem", f"fp:{full[:15]}"]) == 0
    assert main(["keys", "match", "a.pem", "fp:ec:AAAAAAAAAAAA"]) == 1
