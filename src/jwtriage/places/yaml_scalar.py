"""How an unquoted YAML scalar is read: the value it becomes, and the text of that value."""

import re
from collections.abc import Callable, Mapping
from math import isinf
from typing import NamedTuple

HELM_FLOAT_FROM = 1e6
"""Go writes a floating-point number of seven or more whole digits with an exponent (strconv, format ``g``)."""


class Resolved(NamedTuple):
    """The text of a parsed value and the type it was parsed as."""

    text: str
    kind: str


_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = {
    "1.1": re.compile(r"(yes|Yes|YES|true|True|TRUE|on|On|ON)|(?:no|No|NO|false|False|FALSE|off|Off|OFF)"),
    "1.2": re.compile(r"(true|True|TRUE)|(?:false|False|FALSE)"),
}
_INTEGER = {
    "1.1": re.compile(r"[-+]?(?:0b[0-1_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)"),
    "1.2": re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
}
_FLOAT = {
    "1.1": re.compile(r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"),
    "1.2": re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
}
MAX_DIGITS = 1_000


def resolve(text: str, version: str) -> Resolved:
    """Return what an unquoted scalar becomes under YAML ``version`` (``1.1`` or ``1.2``); most stay text."""
    if _NULL.fullmatch(text):
        return Resolved("", "null")
    boolean = _BOOLEAN[version].fullmatch(text)
    if boolean:
        return Resolved("true" if boolean[1] else "false", "boolean")
    if len(text) > MAX_DIGITS:
        return Resolved(text, "string")
    if _INTEGER[version].fullmatch(text):
        return Resolved(str(_INTEGER_VALUE[version](text)), "number")
    if _FLOAT[version].fullmatch(text):
        return Resolved(_float_text(text.replace("_", "") if version == "1.1" else text), "number")
    return Resolved(text, "string")


def helm_form(resolved: Resolved) -> str | None:
    """Return the text into which Helm renders a number, where that is not the number's own text."""
    if resolved.kind != "number" or not resolved.text.lstrip("+-").isdecimal():
        return None
    value = float(resolved.text)
    if abs(value) < HELM_FLOAT_FROM or isinf(value):
        return None
    mantissa, _, exponent = _shortest(value)
    return f"{mantissa}e+{int(exponent):02d}"


def _shortest(value: float) -> tuple[str, str, str]:
    """Return mantissa and exponent of the shortest decimal that reads back as ``value``."""
    digits = next(form for places in range(18) if float(form := f"{value:.{places}e}") == value)
    return digits.partition("e")


def _float_text(text: str) -> str:
    """Write a floating-point value; a sexagesimal one is computed first."""
    if ":" not in text:
        return repr(float(text))
    return repr(_sexagesimal(text, float))


def _sexagesimal(text: str, number: Callable[[str], float]) -> float:
    """Return the value of base-60 digits: ``3:25:45`` is 12345."""
    sign = -1 if text.startswith("-") else 1
    value = number("0")
    for part in text.lstrip("+-").split(":"):
        value = value * 60 + number(part)
    return sign * value


def _integer_11(text: str) -> int:
    """Return the value of a YAML 1.1 integer: binary, octal with a leading zero, hexadecimal, decimal or sexagesimal."""
    digits = text.replace("_", "")
    if ":" in digits:
        return int(_sexagesimal(digits, int))
    sign, magnitude = (-1 if digits.startswith("-") else 1), digits.lstrip("+-")
    for prefix, base in (("0b", 2), ("0x", 16), ("0", 8)):
        if magnitude.startswith(prefix) and magnitude != "0":
            return sign * int(magnitude[len(prefix) :] or "0", base)
    return sign * int(magnitude)


def _integer_12(text: str) -> int:
    """Return the value of a YAML 1.2 integer: ``0o`` octal, ``0x`` hexadecimal, or decimal with any leading zeros."""
    return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)


_INTEGER_VALUE: Mapping[str, Callable[[str], int]] = {"1.1": _integer_11, "1.2": _integer_12}
