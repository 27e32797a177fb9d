"""As much of JSON Schema 2020-12 as the schema of the report uses; a keyword beyond that is an error, so that nothing goes unchecked."""

import re
from typing import Any

_ANNOTATIONS = {"$schema", "$id", "title", "description", "$defs"}
_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def violations(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Return what is wrong with ``value``, a line for each; empty when it is valid."""
    found = []
    for keyword in schema.keys() - _ANNOTATIONS:
        found += _CHECKS[keyword](value, schema, root, at)
    return found


def _ref(value, schema, root, at):
    return violations(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)


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
    if schema["additionalProperties"] is False:
        return [f"{at}: has {name}" for name in others]
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
    "minimum": _minimum,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
}
