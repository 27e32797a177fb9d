"""What is put around a shared secret, on the verifier's copy or on the issuer's; coats combine with any shape and with each other."""

from collections.abc import Callable

from tests.casebook.draft import Draft
from tests.casebook.material import b64

Fault = Callable[[Draft], None]
TWICE = ("secret-double-base64", "secret-base64-decoded-one-side")


def newline(draft: Draft) -> None:
    draft.text += b"\n"
    draft.blame("secret-trailing-newline")


def windows_newline(draft: Draft) -> None:
    draft.text += b"\r\n"
    draft.blame("secret-trailing-newline")


def two_newlines(draft: Draft) -> None:
    draft.text += b"\n\n"
    draft.blame("secret-trailing-newline")


def trailing_spaces(draft: Draft) -> None:
    draft.text += b"  "
    draft.blame("secret-outer-whitespace")


def leading_space(draft: Draft) -> None:
    draft.text = b" " + draft.text
    draft.blame("secret-outer-whitespace")


def trailing_tab(draft: Draft) -> None:
    draft.text += b"\t"
    draft.blame("secret-outer-whitespace")


def double_quotes(draft: Draft) -> None:
    draft.text = b'"' + draft.text + b'"'
    draft.blame("secret-quotes-kept")


def single_quotes(draft: Draft) -> None:
    draft.text = b"'" + draft.text + b"'"
    draft.blame("secret-quotes-kept")


def mark(draft: Draft) -> None:
    draft.text = b"\xef\xbb\xbf" + draft.text
    draft.blame("secret-bom")


def utf16(draft: Draft) -> None:
    draft.text = draft.text.decode().encode("utf-16")
    draft.blame("secret-utf16-file")


def utf16_big(draft: Draft) -> None:
    draft.text = b"\xfe\xff" + draft.text.decode().encode("utf-16-be")
    draft.blame("secret-utf16-file")


def blob(draft: Draft) -> None:
    draft.text = b'{"JWT_SECRET":"' + draft.text + b'","username":"svc"}'
    draft.blame("secret-whole-json-blob")


def double_base64(draft: Draft) -> None:
    draft.text = b64(draft.text)
    draft.blame(*TWICE)


def issuer_newline(draft: Draft) -> None:
    draft.key += b"\n"
    draft.blame("secret-trailing-newline")


def issuer_windows_newline(draft: Draft) -> None:
    draft.key += b"\r\n"
    draft.blame("secret-trailing-newline")


def issuer_space(draft: Draft) -> None:
    draft.key = b" " + draft.key
    draft.blame("secret-outer-whitespace")


def issuer_quotes(draft: Draft) -> None:
    draft.key = b'"' + draft.key + b'"'
    draft.blame("secret-quotes-kept")


def issuer_mark(draft: Draft) -> None:
    draft.key = b"\xef\xbb\xbf" + draft.key
    draft.blame("secret-bom")


def issuer_blob(draft: Draft) -> None:
    draft.key = b'{"JWT_SECRET":"' + draft.key + b'"}'
    draft.blame("secret-whole-json-blob")


def issuer_cut(draft: Draft) -> None:
    draft.key = draft.key[:24]
    draft.blame("secret-truncated")


def issuer_encodes(draft: Draft) -> None:
    draft.key = b64(draft.key)
    draft.blame(*TWICE)


COATS = {
    "newline": newline,
    "crlf": windows_newline,
    "newlines": two_newlines,
    "spaces": trailing_spaces,
    "space-first": leading_space,
    "tab": trailing_tab,
    "quotes": double_quotes,
    "apostrophes": single_quotes,
    "bom": mark,
    "utf16": utf16,
    "utf16be": utf16_big,
    "json-blob": blob,
    "double-base64": double_base64,
}
ISSUER_COATS = {
    "newline": issuer_newline,
    "crlf": issuer_windows_newline,
    "space": issuer_space,
    "quotes": issuer_quotes,
    "bom": issuer_mark,
    "json-blob": issuer_blob,
    "cut": issuer_cut,
    "encodes": issuer_encodes,
}
