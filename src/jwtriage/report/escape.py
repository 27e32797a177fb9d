"""Text from outside, made harmless for the format it is shown in: one function per format.

Keys, tokens, paths and messages are hostile text. A terminal obeys control characters (ECMA-48: C0, C1, OSC) and shows
bidirectional marks in another order (Unicode TR 36, CVE-2021-42574); Markdown obeys punctuation and raw HTML.
"""

from __future__ import annotations

from re import compile as compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

# C0 and C1 controls, DEL, soft hyphen, zero-width and bidirectional marks, line and paragraph separators, byte-order mark,
# variation selectors, interlinear marks, private tags and lone surrogates.
_UNSEEN = compile_pattern(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_SHELL_SAFE = compile_pattern(r"[A-Za-z0-9_@%+=:,./-]+")
_BACKTICKS = compile_pattern("`+")
_MARKUP = compile_pattern(r"[\\`*_{}\[\]|~!]")
_LIST_START = compile_pattern(r"^([ ]*[0-9]*)([-+=.)])")
_LINKED = compile_pattern(r"(?i)([@#]|:(?=//)|www(?=\.))")
_TOKEN = compile_pattern(r"\bey[A-Za-z0-9_+/=%-]{8,}(?:(?:\.|%2[Ee])[A-Za-z0-9_+/=%-]*)+")


def _name_of(match: Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def for_terminal(text: str) -> str:
    r"""Write every character that a terminal obeys or hides as ``\xNN``, ``\uNNNN`` or ``\UNNNNNNNN``, on one line."""
    return _UNSEEN.sub(_name_of, text)


def for_markdown(text: str) -> str:
    """Write text so that Markdown shows it as it is: one line, no markup, no HTML, no links.

    Mentions and bare links are found by GitHub after rendering, where no escape helps: a zero-width space breaks them.
    """
    quoted = _MARKUP.sub(r"\\\g<0>", for_terminal(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINKED.sub(r"\1&#8203;", _LIST_START.sub(r"\1\\\2", quoted))


def code_span(text: str) -> str:
    """Write text as a Markdown code span whose fence is longer than any run of backticks inside (CommonMark 6.1)."""
    shown = for_terminal(text).replace("|", "\\u007c")
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(shown)), default=0))
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown}{fence}"


def for_json(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot carry (RFC 8259 8.1), by U+FFFD; the writer escapes the rest as ASCII."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def for_shell(argument: str) -> str:
    r"""Quote one word of a command for a POSIX shell; unseen characters become ``$'\x1b'`` forms, which no terminal obeys."""
    if _SHELL_SAFE.fullmatch(argument):
        return argument
    if _UNSEEN.search(argument):
        return "$'" + for_terminal(argument.replace("\\", "\\\\").replace("'", "\\'")) + "'"
    return "'" + argument.replace("'", "'\\''") + "'"


def without_tokens(text: str) -> str:
    """Replace whatever has the form of a compact token by ``(a token)``: an error message may quote the command line."""
    return _TOKEN.sub("(a token)", text)
