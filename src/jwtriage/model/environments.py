"""Which environments (production, staging, development…) a text names."""

import re

_SAME = {
    **dict.fromkeys(("prod", "production", "prd", "live"), "production"),
    **dict.fromkeys(("stage", "staging", "stg", "preprod"), "staging"),
    **dict.fromkeys(("dev", "develop", "development", "local", "localhost"), "development"),
    **dict.fromkeys(("test", "tests", "testing"), "test"),
    **{name: name for name in ("qa", "uat", "sandbox", "preview", "demo", "integration", "ci")},
}
_WORD = re.compile(r"[a-z]+")


def environments_in(text: str) -> set[str]:
    """Return the environments that the words of ``text`` name, each by its full name."""
    return {_SAME[word] for word in _WORD.findall(text.lower()) if word in _SAME}
