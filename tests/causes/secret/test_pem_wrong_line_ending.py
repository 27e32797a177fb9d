"""The line ends of the key text are CR or CRLF on one side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import pem_wrong_line_ending as cause
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.secrets import OTHER, SECRET, documents, explains, proposals
from tests.support.tokens import sign

LINES = SECRET + b"\n" + OTHER + b"\n"


def example() -> Example:
    """An old editor wrote the PEM with CR alone."""
    pem = keys.public_pem(keys.rsa()).replace(b"\n", b"\r")
    return Example(sign(CLAIMS, keys.rsa(), "RS256"), {"p.pem": pem}, ("--verifier", "p.pem"), ("pem-wrong-line-ending",))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_crlf_is_no_fault_of_a_pem() -> None:
    pem = keys.public_pem(keys.rsa()).replace(b"\n", b"\r\n")
    assert diagnose(Example(sign(CLAIMS, keys.rsa(), "RS256"), {"p.pem": pem}, ("--verifier", "p.pem"), ()))["verdict"] == "valid"


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_as_a_secret_every_line_end_counts(end: bytes) -> None:
    explains(LINES.replace(b"\n", end), LINES, "pem-wrong-line-ending")
    explains(LINES, LINES.replace(b"\n", end), "pem-wrong-line-ending")


def test_one_line_has_no_line_ends() -> None:
    assert proposals(cause, SECRET) == set()
    assert documents(cause, LINES) == set()


@given(st.lists(st.text("abc", max_size=5), min_size=2, max_size=6))
def test_any_lines(lines: list[str]) -> None:
    unix, windows = ("\n".join(lines)).encode(), ("\r\n".join(lines)).encode()
    assert windows in proposals(cause, unix)
    assert unix in proposals(cause, windows)


def test_with_a_byte_order_mark() -> None:
    pem = b"\xef\xbb\xbf" + keys.public_pem(keys.rsa()).replace(b"\n", b"\r")
    causes = ("pem-wrong-line-ending", "secret-bom")
    assert_explains(Example(sign(CLAIMS, keys.rsa(), "RS256"), {"p.pem": pem}, ("--verifier", "p.pem"), causes))
