"""One PEM in the forms that it takes in the wild, and the ids under which each is to be noted."""

import html
import json
from base64 import b64encode, encodebytes, urlsafe_b64encode
from urllib.parse import quote, quote_plus

from tests.support import keys

SOUND = keys.public_pem(keys.rsa())
LINES = SOUND.splitlines()
BODY = b"".join(LINES[1:-1])
URL_SAFE = bytes.maketrans(b"+/", b"-_")

BACKSLASH, BASE64, FOLDED, JOINED = "pem-literal-backslash-n", "pem-base64-wrapped", "pem-indented-or-folded", "pem-lines-joined"
LOST, QUOTES, PERCENT, ENTITIES = "pem-header-missing-or-damaged", "secret-quotes-kept", "pem-percent-encoded", "pem-html-entities"
LOOKALIKES, TEXT, BLANK = "pem-unicode-lookalikes", "pem-explanatory-text", "pem-blank-lines"

DAMAGED: dict[str, tuple[bytes, set[str]]] = {
    "bare CR": (SOUND.replace(b"\n", b"\r"), {"pem-wrong-line-ending"}),
    "literal \\n": (SOUND.replace(b"\n", b"\\n"), {BACKSLASH}),
    "literal \\\\n": (SOUND.replace(b"\n", b"\\\\n"), {BACKSLASH}),
    "literal \\r\\n": (SOUND.replace(b"\n", b"\\r\\n"), {BACKSLASH}),
    "literal \\x0a": (SOUND.replace(b"\n", b"\\x0a"), {BACKSLASH}),
    "JSON string": (json.dumps(SOUND.decode()).encode(), {QUOTES, BACKSLASH}),
    "JSON string with \\/": (json.dumps(SOUND.decode() + "/").replace("/", "\\/").encode(), {QUOTES, BACKSLASH, "pem-backslashes", TEXT}),
    "shell quotes": (b"'" + SOUND + b"'", {QUOTES}),
    "stray quote": (SOUND + b'"', {QUOTES}),
    "line continuation": (SOUND.replace(b"\n", b"\\\n"), {"pem-backslashes"}),
    "one line": (b"".join(LINES), {JOINED}),
    "body on one line": (b"\n".join([LINES[0], BODY, LINES[-1]]), {JOINED}),
    "76 columns": (b"\n".join([LINES[0], *(BODY[at : at + 76] for at in range(0, len(BODY), 76)), LINES[-1]]), {JOINED}),
    "spaces for line breaks": (b" ".join(LINES), {FOLDED}),
    "indented": (b"\n".join(b"    " + line for line in LINES), {FOLDED}),
    "indented by tabs": (b"\n".join(b"\t" + line for line in LINES), {FOLDED}),
    "indented after the first line": (b"\n    ".join(LINES), {FOLDED}),
    "trailing blanks": (b"  \n".join(LINES), {"pem-trailing-blanks"}),
    "empty lines": (b"\n\n".join(LINES), {BLANK}),
    "an empty line after BEGIN": (SOUND.replace(b"\n", b"\n\n", 1), {BLANK}),
    "four hyphens": (SOUND.replace(b"-----", b"----"), {LOST}),
    "no hyphens": (SOUND.replace(b"-----", b""), {LOST}),
    "small letters": (SOUND.replace(b"BEGIN PUBLIC KEY", b"begin public key"), {LOST}),
    "no white space at all": (SOUND.replace(b"\n", b"").replace(b" ", b""), {LOST, JOINED}),
    "END says another label": (SOUND.replace(b"END PUBLIC", b"END RSA PUBLIC"), {LOST}),
    "no markers": (b"\n".join(LINES[1:-1]), {LOST}),
    "no markers, one line": (BODY, {LOST}),
    "no END": (b"\n".join(LINES[:-1]), {LOST}),
    "no BEGIN": (b"\n".join(LINES[1:]), {LOST}),
    "base64": (b64encode(SOUND), {BASE64}),
    "base64 in lines": (encodebytes(SOUND), {BASE64}),
    "base64url": (urlsafe_b64encode(SOUND).rstrip(b"="), {BASE64}),
    "base64 twice": (b64encode(b64encode(SOUND)), {BASE64}),
    "data URI": (b"data:application/x-pem-file;base64," + b64encode(SOUND), {BASE64}),
    "hexadecimal": (SOUND.hex().encode(), {"pem-hex-wrapped"}),
    "percent-encoded": (quote(SOUND).encode(), {PERCENT}),
    "form-encoded": (quote_plus(SOUND).encode(), {PERCENT}),
    "%0A for line breaks": (SOUND.replace(b"\n", b"%0A"), {PERCENT}),
    "HTML entities": (html.escape(SOUND.decode()).replace("\n", "&#10;").replace("+", "&#43;").encode(), {ENTITIES}),
    "<br>": (SOUND.replace(b"\n", b"<br>"), {ENTITIES}),
    "en dashes": (SOUND.replace(b"-", "–".encode()), {LOOKALIKES}),
    "em dashes for pairs": (SOUND.replace(b"-----", "——-".encode()), {LOOKALIKES, LOST}),
    "zero-width space": (SOUND[:100] + "\u200b".encode() + SOUND[100:], {LOOKALIKES}),
    "no-break spaces": (SOUND.replace(b" ", "\u00a0".encode()), {LOOKALIKES}),
    "curly quotes": ("“".encode() + SOUND + "”".encode(), {LOOKALIKES, QUOTES}),
    "byte order mark": (b"\xef\xbb\xbf" + SOUND, {"secret-bom"}),
    "UTF-16": (SOUND.decode().encode("utf-16"), {"secret-utf16-file"}),
    "UTF-16 without a mark": (SOUND.decode().encode("utf-16-le"), {"secret-utf16-file"}),
    "UTF-16 big-endian": (SOUND.decode().encode("utf-16-be"), {"secret-utf16-file"}),
    "trailing NUL": (SOUND + b"\0", {"pem-nul"}),
    "url-safe alphabet": (b"\n".join([LINES[0], *(line.translate(URL_SAFE) for line in LINES[1:-1]), LINES[-1]]), {"pem-urlsafe-alphabet"}),
    "text around": (b"Bag Attributes\n" + SOUND + b"subject=x\n", {TEXT}),
    "a dotenv line": (b'KEY="' + SOUND.replace(b"\n", b"\\n") + b'"', {TEXT, BACKSLASH, QUOTES}),
    "a YAML block": (b"key: |\n" + b"\n".join(b"  " + line for line in LINES), {TEXT, FOLDED}),
    "header lines": (SOUND.replace(b"\n", b"\nComment: mine\n\n", 1), {"pem-header-lines", BLANK}),
    "two blocks": (SOUND + keys.public_pem(keys.rsa("b")), {"pem-several-blocks"}),
    "wrong label": (SOUND.replace(b"PUBLIC", b"RSA PUBLIC"), {"pem-header-type-mismatch"}),
    "blank before": (b"\n" + SOUND, {"secret-outer-whitespace"}),
    "blank behind": (SOUND + b"\n", {"secret-trailing-newline"}),
    "semicolons for line breaks": (SOUND.replace(b"\n", b";"), {JOINED, TEXT, "pem-foreign-characters"}),
    "quoted in a mail": (b"\n".join(b"> " + line for line in LINES), {TEXT, FOLDED, "pem-foreign-characters"}),
}
