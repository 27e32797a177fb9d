"""Stack traces: what was thrown, apart from where; the lines of code in between say nothing of what happened."""

import re
from typing import NamedTuple

_FRAMES = (
    r"\s+at ",
    r"\s+File \"",
    r"\s*\.\.\. \d+ (?:more|common frames)",
    r"\s*(?:from )?\S+\.rb:\d+:in [`'][^`']{0,200}'\s*$",
    r"#\d+ ",
    r"\s+\S+\.go:\d+",
    r"goroutine \d+",
    r"\s*--- End of",
    r"\s+[~^]+\s*$",
    r"Traceback \(most recent call last\)",
    r"(?:During handling|The above exception)",
    r"Stack trace:",
    r"\s+\d+: (?:0x)?[0-9a-f]",
    r"stack backtrace:",
    r"\s*thrown in ",
)
"""How lines begin that say where: of Java, .NET and Node, Python, Ruby, PHP, Go, Rust."""
_FRAME = re.compile("|".join(_FRAMES))
_PYTHON_FRAME = re.compile(r"\s+File \"")
_CODE = re.compile(r"\s{4,}\S")
_LONE = re.compile(r"\s*(?:at [\w.$<>\[\] ]+ ?\(|File \"|(?:raise|throw|throws|return|assert|def|function|const|let|var|import)\s)")
"""A line that stands alone and is a frame, or code."""
LONGEST_CONTEXT = 4000


class Stack(NamedTuple):
    """The lines that tell what was thrown, the last first, and the frames' names."""

    texts: tuple[str, ...]
    frames: str


def read(text: str) -> Stack:
    """Part a text of several lines into what was said and where; a text of one line is said as it is."""
    if "\n" not in text:
        return Stack((), text[:LONGEST_CONTEXT]) if _LONE.match(text) else Stack((text,), "")
    said: list[str] = []
    frames: list[str] = []
    after_frame = False
    for line in text.split("\n"):
        is_frame = bool(_FRAME.match(line) or (after_frame and _CODE.match(line)) or (line[:1] in " \t" and _LONE.match(line)))
        (frames if is_frame else said).append(line)
        after_frame = is_frame and bool(_PYTHON_FRAME.match(line) or (after_frame and not _PYTHON_FRAME.match(line) and _CODE.match(line)))
    return Stack(tuple(_joined(said)), " ".join(frames)[:LONGEST_CONTEXT])


def _joined(lines: list[str]) -> list[str]:
    """Join lines that continue a sentence (indented, bullets) to it, and put the last sentence first."""
    sentences: list[str] = []
    for line in lines:
        if sentences and (line[:1] in " \t-}" or not line.strip()):
            sentences[-1] = f"{sentences[-1]}\n{line.strip()}"
        else:
            sentences.append(line.strip())
    return [each for each in reversed(sentences) if each.strip()]
