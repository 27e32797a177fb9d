"""What a shared secret looks like, and how the issuer reads the same text in another way than the verifier."""

import base64
import re
from collections.abc import Callable

from tests.casebook.draft import Draft
from tests.casebook.material import alphanumeric, b64, b64url

Fault = Callable[[Draft], None]
CUT = ("secret-truncated",)


def both(draft: Draft, secret: bytes) -> None:
    """Give both sides one secret."""
    draft.text = draft.key = secret


def base64_decoded(draft: Draft) -> None:
    raw = draft.source.randbytes(32)
    draft.text, draft.key = b64(raw), raw
    draft.blame("secret-base64-decoded-one-side", allow=["secret-base64url-vs-base64"] if not re.search(rb"[+/]", b64(raw)) else [])


def base64_unpadded(draft: Draft) -> None:
    raw = draft.source.randbytes(32)
    draft.text, draft.key = b64(raw).rstrip(b"="), raw
    draft.blame("secret-base64-decoded-one-side")


def base64_long(draft: Draft) -> None:
    raw = draft.source.randbytes(64)
    draft.text, draft.key = b64(raw), raw
    draft.blame("secret-base64-decoded-one-side")


def base64url_decoded(draft: Draft) -> None:
    raw = draft.source.randbytes(36) + b"\xfb\xff\xfe"
    draft.text, draft.key = b64url(raw), raw
    draft.blame("secret-base64url-vs-base64", "secret-base64-decoded-one-side")


def hexadecimal(draft: Draft) -> None:
    raw = draft.source.randbytes(32)
    draft.text, draft.key = raw.hex().encode(), raw
    draft.blame("secret-hex-vs-text", "secret-auto-detected-as-hex")


def hexadecimal_prefixed(draft: Draft) -> None:
    raw = draft.source.randbytes(32)
    draft.text, draft.key = b"0x" + raw.hex().encode(), raw
    draft.blame("secret-hex-vs-text")


def hexadecimal_prefix_kept(draft: Draft) -> None:
    text = draft.source.randbytes(32).hex().encode()
    draft.text, draft.key = b"0x" + text, text
    draft.blame("secret-hex-vs-text")


def hexadecimal_case(draft: Draft) -> None:
    text = draft.source.randbytes(32).hex().encode()
    draft.text, draft.key = text.upper(), text
    draft.blame("secret-hex-vs-text")


def binary_replaced(draft: Draft) -> None:
    raw = draft.source.randbytes(32)
    draft.text, draft.key = raw, raw.decode("utf-8", "replace").encode()
    draft.blame("secret-binary-through-text")


def binary_doubled(draft: Draft) -> None:
    raw = b"\xc3" + draft.source.randbytes(31)
    draft.text, draft.key = raw, raw.decode("latin-1").encode()
    draft.blame("secret-binary-through-text", "secret-charset-mismatch")


def charset_latin(draft: Draft) -> None:
    text = "Schlüssel-für-Zürich-" + alphanumeric(draft.source, 12).decode()
    draft.text, draft.key = text.encode(), text.encode("latin-1")
    draft.blame("secret-charset-mismatch")


def charset_wide(draft: Draft) -> None:
    text = "clé-secrète-" + alphanumeric(draft.source, 14).decode()
    draft.text, draft.key = text.encode(), text.encode("utf-16-le")
    draft.blame("secret-charset-mismatch", "secret-utf16-file")


def charset_windows(draft: Draft) -> None:
    text = "prix-100€-" + alphanumeric(draft.source, 20).decode()
    draft.text, draft.key = text.encode(), text.encode("cp1252")
    draft.blame("secret-charset-mismatch")


def charset_question_marks(draft: Draft) -> None:
    text = "пароль-" + alphanumeric(draft.source, 20).decode()
    draft.text, draft.key = text.encode(), text.encode("ascii", "replace")
    draft.blame("secret-charset-mismatch")


def lenient_base64(draft: Draft) -> None:
    text = "my-secret_key!" + alphanumeric(draft.source, 26).decode()
    kept = re.sub("[^A-Za-z0-9+/]", "", text)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    draft.text, draft.key = text.encode(), base64.b64decode(kept + "=" * (-len(kept) % 4))
    draft.blame("secret-lenient-base64-of-passphrase", "secret-base64url-vs-base64")


def base64_node(draft: Draft) -> None:
    text = "my-secret_key!" + alphanumeric(draft.source, 26).decode()
    kept = re.sub("[^A-Za-z0-9_-]", "", text)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    draft.text, draft.key = text.encode(), base64.urlsafe_b64decode(kept + "=" * (-len(kept) % 4))
    draft.blame("secret-base64url-vs-base64", "secret-lenient-base64-of-passphrase", "secret-base64-decoded-one-side")


def plain_word(draft: Draft) -> None:
    text = b"ThisIsASecretOfOurTeam" + alphanumeric(draft.source, 10)
    draft.text, draft.key = text, base64.b64decode(text)
    draft.blame("secret-lenient-base64-of-passphrase", "secret-base64-decoded-one-side")


def cut_at_nul(draft: Draft) -> None:
    raw = alphanumeric(draft.source, 18) + b"\0" + draft.source.randbytes(13)
    draft.text, draft.key = raw, raw.split(b"\0")[0]
    draft.blame("secret-nul-truncated", allow=CUT)


def padded_with_text(draft: Draft) -> None:
    both(draft, alphanumeric(draft.source, 16))
    draft.key = draft.key.ljust(32, b"0")
    draft.blame("secret-zero-padded-or-too-short")


def repeated(draft: Draft) -> None:
    both(draft, alphanumeric(draft.source, 16))
    draft.key *= 2
    draft.blame("secret-zero-padded-or-too-short")


def cut_at_block(draft: Draft) -> None:
    block = 64 if draft.alg == "HS256" else 128
    both(draft, alphanumeric(draft.source, block + 36))
    draft.key = draft.key[:block]
    draft.blame("secret-longer-than-block", "secret-truncated")


def hash_cut(draft: Draft) -> None:
    first = alphanumeric(draft.source, 22)
    both(draft, first + b"#" + alphanumeric(draft.source, 12))
    draft.key = first
    draft.blame("secret-hash-comment-truncated", allow=CUT)


def hash_cut_with_space(draft: Draft) -> None:
    first = alphanumeric(draft.source, 22)
    both(draft, first + b" #" + alphanumeric(draft.source, 12))
    draft.key = first
    draft.blame("secret-hash-comment-truncated", allow=CUT)


def dollar_name(draft: Draft) -> None:
    first, last = alphanumeric(draft.source, 18), alphanumeric(draft.source, 12)
    both(draft, first + b"$HOST-" + last)
    draft.key = first + b"-" + last
    draft.blame("secret-dollar-interpolated")


def dollar_to_the_end(draft: Draft) -> None:
    first = alphanumeric(draft.source, 26)
    both(draft, first + b"$" + b"x" + alphanumeric(draft.source, 9))
    draft.key = first
    draft.blame("secret-dollar-interpolated", allow=CUT)


def dollar_doubled(draft: Draft) -> None:
    first, last = alphanumeric(draft.source, 20), alphanumeric(draft.source, 12)
    both(draft, first + b"$$" + last)
    draft.key = first + b"$" + last
    draft.blame("secret-dollar-interpolated")


def form_folded(draft: Draft) -> None:
    lines = [alphanumeric(draft.source, 20) for _ in range(3)]
    draft.text, draft.key = b" ".join(lines), b"\n".join(lines)
    draft.blame("secret-newline-folded-by-form")


def line_endings(draft: Draft) -> None:
    lines = [alphanumeric(draft.source, 20) for _ in range(3)]
    draft.text, draft.key = b"\r\n".join(lines), b"\n".join(lines)
    draft.blame("pem-wrong-line-ending", "secret-trailing-newline")


def issuer_default(draft: Draft) -> None:
    draft.key = draft.source.choice([b"secret", b"changeme", b"keyboard-cat", b"development-secret", b"your-secret-key"])
    draft.blame("secret-default-or-placeholder", allow=["token-resigned-by-debugger"])


def issuer_debugger(draft: Draft) -> None:
    draft.key = draft.source.choice([b"your-256-bit-secret", b"a-string-secret-at-least-256-bits-long"])
    draft.blame("token-resigned-by-debugger", "secret-default-or-placeholder")


def issuer_undefined(draft: Draft) -> None:
    draft.key = draft.source.choice([b"undefined", b"null", b"None", b"", b"${JWT_SECRET}", b"<no value>", b"false"])
    draft.blame("secret-undefined-or-empty", allow=["secret-default-or-placeholder"])


SHAPES = {
    "base64": base64_decoded,
    "base64-unpadded": base64_unpadded,
    "base64-long": base64_long,
    "base64url": base64url_decoded,
    "hex": hexadecimal,
    "hex-0x": hexadecimal_prefixed,
    "hex-0x-kept": hexadecimal_prefix_kept,
    "hex-case": hexadecimal_case,
    "binary-replaced": binary_replaced,
    "binary-doubled": binary_doubled,
    "latin-1": charset_latin,
    "utf-16-le": charset_wide,
    "cp1252": charset_windows,
    "question-marks": charset_question_marks,
    "lenient": lenient_base64,
    "node-base64": base64_node,
    "word": plain_word,
    "nul": cut_at_nul,
    "padded": padded_with_text,
    "repeated": repeated,
    "block": cut_at_block,
    "hash": hash_cut,
    "hash-space": hash_cut_with_space,
    "dollar": dollar_name,
    "dollar-end": dollar_to_the_end,
    "dollar-doubled": dollar_doubled,
    "form": form_folded,
    "line-endings": line_endings,
    "default": issuer_default,
    "debugger": issuer_debugger,
    "undefined": issuer_undefined,
}
