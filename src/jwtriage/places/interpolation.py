"""Compose's interpolation: ``$NAME``, ``${NAME}``, the forms with ``:-  -  :?  ?  :+  +``, and ``$$`` for ``$`` (compose-spec, interpolation)."""

import re
from collections.abc import Mapping

MAX_DEPTH = 32
_NAME = re.compile(r"[_a-zA-Z][_a-zA-Z0-9]*")
_OPERATOR = re.compile(r":?[-?+]")


class InterpolationError(ValueError):
    """The text is no valid template, or a required variable is missing. The message holds nothing of the text but a variable's name."""


def interpolate(text: str, values: Mapping[str, str], depth: int = 0) -> str:
    """Return ``text`` with its variables replaced; a variable that is not in ``values`` is empty."""
    if depth > MAX_DEPTH:
        raise InterpolationError("has interpolations nested too deep")
    parts: list[str] = []
    position = 0
    while (dollar := text.find("$", position)) >= 0:
        parts.append(text[position:dollar])
        replacement, position = _variable(text, dollar + 1, values, depth)
        parts.append(replacement)
    return "".join([*parts, text[position:]])


def _variable(text: str, position: int, values: Mapping[str, str], depth: int) -> tuple[str, int]:
    """Return what stands for the variable behind a ``$``, and where the text goes on."""
    if text.startswith("$", position):
        return "$", position + 1
    if text.startswith("{", position):
        end = _closing_brace(text, position)
        return _braced(text[position + 1 : end], values, depth), end + 1
    name = _NAME.match(text, position)
    if name is None:
        raise InterpolationError("has a $ that begins no variable (a literal $ is written $$)")
    return values.get(name[0], ""), name.end()


def _closing_brace(text: str, opening: int) -> int:
    """Return the brace that closes the one at ``opening``; each ``${`` inside opens another."""
    depth = 0
    for found in re.compile(r"\$\{|\{|\}").finditer(text, opening):
        depth += 1 if found[0] == "${" or found.start() == opening else -1 if found[0] == "}" else 0
        if depth == 0:
            return found.start()
    raise InterpolationError("has a ${ that is not closed")


def _braced(body: str, values: Mapping[str, str], depth: int) -> str:
    """Return what stands for the inside of ``${…}``."""
    name = _NAME.match(body)
    if name is None:
        raise InterpolationError("has a ${…} without a variable name")
    value, rest = values.get(name[0]), body[name.end() :]
    if not rest:
        return value or ""
    operator = _OPERATOR.match(rest)
    if operator is None:
        raise InterpolationError(f"has a ${{…}} with an unknown operator after {name[0]}")
    word = rest[operator.end() :]
    usable = bool(value) if operator[0].startswith(":") else value is not None
    return _operate(operator[0][-1], name[0], value or "", word, usable, values, depth)


def _operate(operator: str, name: str, value: str, word: str, usable: bool, values: Mapping[str, str], depth: int) -> str:
    """Apply a default, an alternative or a requirement."""
    if operator == "+":
        return interpolate(word, values, depth + 1) if usable else ""
    if usable:
        return value
    if operator == "?":
        raise InterpolationError(f"requires the variable {name}, which is not set")
    return interpolate(word, values, depth + 1)
