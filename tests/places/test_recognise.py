"""What sort of file it is."""

import pytest

from jwtriage.places.recognise import recognise
from jwtriage.places.reference import parse_reference

MANIFEST = b"apiVersion: v1\nkind: Secret\n"


@pytest.mark.parametrize(
    ("name", "octets", "expected"),
    [
        (".env", b"A=b", "dotenv"),
        ("app.env", b"A=b", "dotenv"),
        (".env.production", b"A=b", "dotenv"),
        ("production.env.example", b"A=b", "dotenv"),
        ("environment.pem", b"A=b", "whole"),
        ("values.yml", b"a: b", "yaml"),
        ("x.json", b"{}", "json"),
        ("x.toml", b"", "toml"),
        ("app.properties", b"", "properties"),
        ("app.ini", b"", "ini"),
        ("key.pem", b"", "whole"),
        ("jwt.key", b"{}", "whole"),
        ("k", b"secret", "whole"),
        ("k", b"JWT_SECRET=abc", "whole"),
        ("k", b' {"keys": []}', "json"),
        ("k", MANIFEST, "yaml"),
    ],
)
def test_without_a_name(name: str, octets: bytes, expected: str) -> None:
    assert recognise(name, octets, parse_reference("x")) == expected


@pytest.mark.parametrize(
    ("name", "octets", "expected"),
    [("k", b"JWT_SECRET=abc", "dotenv"), ("k", b"a: b", "yaml"), ("k", b"[s]\na=b", "ini"), ("k", b'{"a":1}', "json"), ("k.key", b"A=b", "dotenv")],
)
def test_with_a_name_the_content_decides(name: str, octets: bytes, expected: str) -> None:
    assert recognise(name, octets, parse_reference("x#a")) == expected


def test_options_decide() -> None:
    assert recognise("x.json", b"{}", parse_reference("x.json?as=raw")) == "whole"
    assert recognise("k", b"A=b", parse_reference("k?reader=node")) == "dotenv"
