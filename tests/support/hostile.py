"""Text that tries to act on whoever shows it, and how one recognises that it did."""

ESCAPE = "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07\x1b[2J"
BIDI = "user\u202etxt.exe\u2066\u200b\ufeff"
CONTROLS = "a\r\nb\x00c\x9bd\u2028e\x7f"
MARKUP = "</code><img src=x onerror=alert(1)>`[a](https://evil.example)` @everyone #1 **b** | c | <!-- ::set-output name=x::y"
SURROGATE = "path-\udcff"
HOSTILE = f"{ESCAPE}{BIDI}{CONTROLS}{MARKUP}{SURROGATE}"

OBEYED = [character for character in ESCAPE + BIDI + CONTROLS if not character.isprintable() and character not in "\n"]
"""Characters that no output may contain."""
