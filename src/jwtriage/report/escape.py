"""Text from outside, made harmless for the format it is shown in: one function per format.

Keys, tokens, paths and messages are hostile text. A terminal obeys control characters (ECMA-48: C0, C1, OSC) and shows
bidirectional marks in another order (Unicode TR 36, CVE-2021-42574); Markdown obeys punctuation and raw HTML.
Patterns are compiled at their first use, because most runs need none of them.
"""

from __future__ import annotations

import re

_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Characters that count as printable and show nothing: joiners and fillers of scripts."""
_SELECTORS = range(0xFE00, 0xFE10)
"""Variation selectors: invisible, and able to carry text."""
_MORE_SELECTORS = range(0xE0100, 0xE01F0)

_SHELL_SAFE = r"[A-Za-z0-9_@%+=:,./-]+"
_MARKUP = r"[\\`*_{}\[\]|~!]"
_LIST_START = r"^([ ]*[0-9]*)([-+=.)])"
_LINKED = r"(?i)([@#]|:(?=//)|www(?=\.))"
_DOCUMENT = r"(?s)-----BEGIN [^-]*-----.*?(?:-----END [^-]*-----|$)|\{.*\"(?:k|d|p|q)\".*\}"
_SECRET = r"(?<![\w./%:-])(?=[^\s]*[a-z])(?=[^\s]*[A-Z])(?=[^\s]*[0-9])[A-Za-z0-9+_-]{24,}={0,2}(?![\w./%-])"
_TOKEN = r"\bey[A-Za-z0-9_+/=%-]{8,}(?:(?:\.|%2[Ee])[A-Za-z0-9_+/=%-]*)+"


def for_terminal(text: str) -> str:
    r"""Write every character that a terminal obeys or hides as ``\xNN``, ``\uNNNN`` or ``\UNNNNNNNN``, on one line.

    These are all that Unicode calls control, format (bidirectional and zero-width marks), separator, surrogate, private or unassigned,
    but not the space, and those that are printable by name only.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if _is_seen(character) else _number(character) for character in text)


def _is_seen(character: str) -> bool:
    selects = ord(character) in _SELECTORS or ord(character) in _MORE_SELECTORS
    return character.isprintable() and character not in _BLANKS and not selects


def _number(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def for_markdown(text: str) -> str:
    """Write text so that Markdown shows it as it is: one line, no markup, no HTML, no links.

    Mentions and bare links are found by GitHub after rendering, where no escape helps: a zero-width space breaks them.
    """
    quoted = re.sub(_MARKUP, r"\\\g<0>", for_terminal(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(_LINKED, r"\1&#8203;", re.sub(_LIST_START, r"\1\\\2", quoted))


def code_span(text: str) -> str:
    """Write text as a Markdown code span whose fence is longer than any run of backticks inside (CommonMark 6.1)."""
    shown = for_terminal(text).replace("|", "\\u007c")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown}{fence}"


def for_json(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot carry (RFC 8259 8.1), by U+FFFD; the writer escapes the rest as ASCII."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def for_shell(argument: str) -> str:
    r"""Quote one word of a command for a POSIX shell; unseen characters become ``$'\x1b'`` forms, which no terminal obeys."""
    if re.fullmatch(_SHELL_SAFE, argument):
        return argument
    if for_terminal(argument) != argument:
        return "$'" + for_terminal(re.sub(r"[\\']", r"\\\g<0>", argument)) + "'"
    return "'" + argument.replace("'", "'\\''") + "'"


def without_tokens(text: str) -> str:
    """Replace whatever has the form of a compact token by ``(a token)``: an error message may quote the command line."""
    return re.sub(_TOKEN, "(a token)", text) if "ey" in text else text


def without_keys(text: str) -> str:
    """Replace what looks like a key's text by words that say so: somebody may give a key where a REF belongs, and errors are logged.

    That is a PEM block, a JSON object with private members, or a long word of mixed letters and digits that is no path.
    """
    return re.sub(_SECRET, "(what may be a secret)", re.sub(_DOCUMENT, "(a key)", text))
