"""YAML turned the unquoted secret into a number, a boolean or null.

## What happens
An unquoted value that looks like a number is one: YAML 1.1 reads `012345` as octal 5349, `3:25:45` as 12345,
`1_000` as 1000, `yes` as true. What reaches the program is the text of that value, while the other side has the
characters as they were written.

## Where it comes from
Values files and manifests without quotes, `--set` in Helm, which turns long digits into the form `2.0161216e+07`.
Seen in helm/helm#1707, helm/helm#4541, kapicorp/kapitan#1370, svenkubiak/mangooio#269.

## How to fix it
Quote the value (`jwtSecret: "012345"`), pass it with `--set-string`, and end the template's expression with `| quote`.

Then replace the secret: one that looks like a number is short and made of digits.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from jwtriage.model.case import Sighting
from jwtriage.model.change import SecretText, TextChange

LONGEST = 60
STARTS = frozenset(bytes((octet,)) for octet in b"0123456789+-.~ytnofYTNOF")
GO_EXPONENT_FROM = 6
READ = "as YAML parses it when it is not quoted"
RAW = "as it is written in the YAML file, before it was parsed"
BOOLEANS = {
    True: ("yes", "Yes", "YES", "on", "On", "ON", "y", "Y", "true", "True", "TRUE"),
    False: ("no", "No", "NO", "off", "Off", "OFF", "n", "N", "false", "False", "FALSE"),
}
NULLS = ("~", "null", "Null", "NULL", "")
NULL_TEXTS = ("", "null", "None", "<nil>", "<no value>", "nil")
_INTEGERS = (
    (re.compile(r"[-+]?0b[01_]+"), 2),
    (re.compile(r"[-+]?0x[0-9a-fA-F_]+"), 16),
    (re.compile(r"[-+]?0o[0-7_]+"), 8),
    (re.compile(r"[-+]?0[0-7_]+"), 8),
    (re.compile(r"[-+]?[0-9][0-9_]*"), 10),
)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9_]+)(?:[eE][-+]?[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Parse the text as a YAML scalar and write its value as the usual tools do; give back how it was written."""
    octets = text.text
    if text.fresh and text.sighting is not None:
        yield from _known(octets, text.sighting)
    if len(octets) > LONGEST or (octets[:1] not in STARTS and octets) or not octets.isascii():
        return
    scalar = octets.decode()
    for how, forms in ((READ, _parsed(scalar)), (RAW, _sources(scalar))):
        for form in dict.fromkeys(forms):
            if form != scalar:
                yield TextChange(form.encode(), how)


def _known(octets: bytes, sighting: Sighting) -> Iterator[TextChange]:
    """Yield the scalar as it stands in the file, and what the other version of YAML and Helm make of it."""
    for reading in sighting.readings:
        if reading.reader.startswith(("yaml", "helm")):
            yield TextChange(reading.text.reveal(), f"as {reading.reader} reads it when it is not quoted")
    in_yaml = sighting.kind in ("field", "kubernetes-string-data", "kubernetes-data")
    if in_yaml and sighting.source is not None and sighting.source.reveal()[:1] not in (b'"', b"'", b"|", b">"):
        yield TextChange(sighting.source.reveal(), RAW)


def _parsed(scalar: str) -> Iterator[str]:
    """Yield the texts of the value that ``scalar`` has in YAML 1.1 or 1.2."""
    for value, words in BOOLEANS.items():
        if scalar in words:
            yield from ("true", "True") if value else ("false", "False")
            yield "1" if value else "0"
    if scalar in NULLS:
        yield from NULL_TEXTS
    for pattern, base in _INTEGERS:
        if pattern.fullmatch(scalar):
            yield from _integer_texts(scalar, base)
    if _SEXAGESIMAL.fullmatch(scalar):
        yield str(_sexagesimal(scalar))
    if _FLOAT.fullmatch(scalar):
        yield from _float_texts(scalar)
    if _DATE.fullmatch(scalar):
        yield from (f"{scalar} 00:00:00 +0000 UTC", f"{scalar}T00:00:00Z", f"{scalar} 00:00:00", f"{scalar}T00:00:00.000Z")


def _integer_texts(scalar: str, base: int) -> Iterator[str]:
    try:
        value = int(scalar.replace("_", ""), base)
    except ValueError:
        return
    yield str(value)
    yield from _number_texts(Decimal(value))


def _float_texts(scalar: str) -> Iterator[str]:
    try:
        yield from _number_texts(Decimal(scalar.replace("_", "")))
    except InvalidOperation:
        return


def _number_texts(number: Decimal) -> Iterator[str]:
    """Yield a number as Python, JavaScript and Go write it once it is floating point."""
    value = float(number)
    if value in (float("inf"), float("-inf")):
        yield from ("inf", "Infinity", "+Inf")
        return
    yield repr(value)
    yield _shortest(value)
    yield _go(value)
    if value == int(value) and abs(value) < 1e21:
        yield str(int(value))


def _go(value: float) -> str:
    """Write a floating-point number as Go's ``fmt`` does (``%v``): with an exponent from seven whole digits on, or below 1e-4."""
    digits, exponent = _digits(value)
    if -4 <= exponent < GO_EXPONENT_FROM:
        return _shortest(value)
    fraction = f".{digits[1:]}" if digits[1:] else ""
    return f"{'-' if value < 0 else ''}{digits[0]}{fraction}e{exponent:+03d}"


def _shortest(value: float) -> str:
    """Write a number without an exponent and without a superfluous ``.0``."""
    return format(Decimal(repr(value)).normalize(), "f") if value else "0"


def _digits(value: float) -> tuple[str, int]:
    """Return the significant digits of the shortest decimal that reads back as ``value``, and its exponent."""
    decimal = Decimal(repr(abs(value))).normalize()
    _, digits, exponent = decimal.as_tuple()
    assert isinstance(exponent, int)  # neither infinite nor NaN
    return "".join(map(str, digits)), exponent + len(digits) - 1


def _sexagesimal(scalar: str) -> int:
    sign = -1 if scalar.startswith("-") else 1
    value = 0
    for part in scalar.lstrip("+-").replace("_", "").split(":"):
        value = value * 60 + int(part)
    return sign * value


def _sources(scalar: str) -> Iterator[str]:
    """Yield what may have been written where the parsed value has this text."""
    lower = scalar.lower()
    if lower in ("true", "false"):
        yield from BOOLEANS[lower == "true"]
    if scalar in NULL_TEXTS:
        yield from NULLS
    try:
        number = Decimal(scalar)
    except InvalidOperation:
        return
    if number.is_finite() and abs(number) < 10**LONGEST and number == int(number):
        yield from _integer_sources(int(number))


def _integer_sources(value: int) -> Iterator[str]:
    yield str(value)
    if value > 0:
        yield from (f"0{value:o}", f"0o{value:o}", f"0x{value:x}", f"0x{value:X}", f"{value:_}", f"+{value}", f"0{value}", f"00{value}")
        yield f"{value // 60}:{value % 60:02d}"
        yield f"{value // 3600}:{value // 60 % 60:02d}:{value % 60:02d}"
