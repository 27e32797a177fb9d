"""As much of JSON Schema as the schemas of the report and of SARIF use; a keyword beyond that is an error, so that nothing goes unchecked."""

import re
from typing import Any

_ANNOTATIONS = {"$schema", "$id", "id", "title", "description", "$defs", "definitions", "default"}
_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
_URI = r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
_FORMATS = {"uri": rf"[a-z]+:{_URI}", "uri-reference": _URI, "date-time": r"\d{4}-\d\d-\d\dT[\d:.]+Z"}


def violations(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Return what is wrong with ``value``, a line for each; empty when it is valid."""
    found = []
    for keyword in schema.keys() - _ANNOTATIONS:
        found += _CHECKS[keyword](value, schema, root, at)
    return found


def _ref(value, schema, root, at):
    _, definitions, name = schema["$ref"].split("/")
    return violations(value, root[definitions][name], root, at)


def _type(value, schema, root, at):
    names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    fits = any(isinstance(value, _TYPES[name]) and not (name == "integer" and isinstance(value, bool)) for name in names)
    return [] if fits else [f"{at}: not {' or '.join(names)}"]


def _const(value, schema, root, at):
    return [] if value == schema["const"] else [f"{at}: not {schema['const']!r}"]


def _enum(value, schema, root, at):
    return [] if value in schema["enum"] else [f"{at}: {value!r} is none of {schema['enum']}"]


def _pattern(value, schema, root, at):
    return [] if not isinstance(value, str) or re.search(schema["pattern"], value) else [f"{at}: {value!r} does not match"]


def _format(value, schema, root, at):
    return [] if not isinstance(value, str) or re.fullmatch(_FORMATS[schema["format"]], value) else [f"{at}: {value!r} is no {schema['format']}"]


def _maximum(value, schema, root, at):
    return [] if not isinstance(value, int | float) or value <= schema["maximum"] else [f"{at}: more than {schema['maximum']}"]


def _min_items(value, schema, root, at):
    return [] if not isinstance(value, list) or len(value) >= schema["minItems"] else [f"{at}: fewer than {schema['minItems']}"]


def _unique_items(value, schema, root, at):
    twice = isinstance(value, list) and schema["uniqueItems"] and any(each in value[:place] for place, each in enumerate(value))
    return [f"{at}: holds something twice"] if twice else []


def _any_of(value, schema, root, at):
    return [] if any(not violations(value, each, root, at) for each in schema["anyOf"]) else [f"{at}: fits none"]


def _one_of(value, schema, root, at):
    return [] if sum(not violations(value, each, root, at) for each in schema["oneOf"]) == 1 else [f"{at}: does not fit exactly one"]


def _minimum(value, schema, root, at):
    return [] if not isinstance(value, int) or value >= schema["minimum"] else [f"{at}: less than {schema['minimum']}"]


def _required(value, schema, root, at):
    return [f"{at}: lacks {name}" for name in schema["required"] if isinstance(value, dict) and name not in value]


def _properties(value, schema, root, at):
    members = value if isinstance(value, dict) else {}
    return [line for name in schema["properties"].keys() & members.keys() for line in _member(value, name, schema["properties"][name], root, at)]


def _member(value, name, schema, root, at):
    return violations(value[name], schema, root, f"{at}.{name}")


def _additional(value, schema, root, at):
    others = (value.keys() if isinstance(value, dict) else set()) - schema.get("properties", {}).keys()
    if isinstance(schema["additionalProperties"], bool):
        return [] if schema["additionalProperties"] else [f"{at}: has {name}" for name in others]
    return [line for name in others for line in _member(value, name, schema["additionalProperties"], root, at)]


def _items(value, schema, root, at):
    elements = value if isinstance(value, list) else []
    return [line for number, element in enumerate(elements) for line in violations(element, schema["items"], root, f"{at}[{number}]")]


_CHECKS = {
    "$ref": _ref,
    "type": _type,
    "const": _const,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
    "minimum": _minimum,
    "maximum": _maximum,
    "minItems": _min_items,
    "uniqueItems": _unique_items,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
}
