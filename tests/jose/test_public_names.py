import subprocess
import sys

import pytest

import jwtriage
from jwtriage import jose


@pytest.mark.parametrize("package", [jwtriage, jose])
def test_every_public_name_loads(package):
    for name in package.__all__:
        assert name in repr(getattr(package, name))


@pytest.mark.parametrize("package", [jwtriage, jose])
def test_other_names_do_not(package):
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = package.no_such_name


@pytest.mark.parametrize("first", ["jwtriage.jose.verification", "jwtriage.jose.loading", "jwtriage.jose.token"])
def test_a_module_imported_first_does_not_take_a_name(first):
    code = f"import {first}; from jwtriage.jose import verify, Token, load_keys; assert callable(verify) and isinstance(Token, type)"
    subprocess.run([sys.executable, "-c", code], check=True)


def output_of(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


HEAVY = ("cryptography", "dataclasses", "typing", "enum", "logging", "inspect", "hmac", "hashlib")


def test_reading_a_token_loads_no_more_than_it_needs():
    code = f"""
import sys
from jwtriage.jose.token import Token
Token.parse("eyJhbGciOiJIUzI1NiJ9.e30.AAAA")
print(*sorted(set({HEAVY!r}) & sys.modules.keys()))
"""
    assert set(output_of(code).split()) - set(output_of("import json, re, sys; print(*sys.modules)").split()) == set()
