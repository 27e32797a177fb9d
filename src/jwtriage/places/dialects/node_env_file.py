r"""``node --env-file`` (Node 20 and later): like npm dotenv, but blanks only are trimmed, and only ``\n`` is an escape."""

from collections.abc import Iterator

from jwtriage.places.dialects.assignment import Assignment, Lines, end_of_line


def read(text: str) -> Iterator[Assignment]:
    """Yield the assignments that Node's own reader sees."""
    text = text.replace("\r", "").strip(" ")
    lines = Lines(text)
    position = 0
    while position < len(text):
        if text[position] in "\n#":
            position = end_of_line(text, position) + 1
            continue
        equals = text.find("=", position)
        if equals < 0:
            break
        start = position
        # A line without = becomes part of the next name: Node 20 looks no further than the sign.
        name = text[position:equals].strip(" ")
        if not name:
            position = end_of_line(text, equals) + 1
            continue
        value, position = _value(text, equals + 1)
        if value is None:
            continue
        yield Assignment(name.removeprefix("export "), value, text[equals + 1 : position], lines.at(start))
        position = _skip_blanks(text, position)


def _skip_blanks(text: str, position: int) -> int:
    """Return the next position that is no blank."""
    while position < len(text) and text[position] == " ":
        position += 1
    return position


def _value(text: str, start: int) -> tuple[str | None, int]:
    """Return the value and where reading goes on; an open quote on a last line without newline is no value but more text (Node 20)."""
    start = _skip_blanks(text, start)
    quote = text[start : start + 1]
    end = end_of_line(text, start)
    if quote and quote in "'\"`":
        closing = text.find(quote, start + 1)
        if closing < 0:
            return (text[start:end], end) if end < len(text) else (None, start)
        body = text[start + 1 : closing]
        return (body.replace("\\n", "\n") if quote == '"' else body), end_of_line(text, closing)
    return text[start:end].partition("#")[0].strip(" "), end
