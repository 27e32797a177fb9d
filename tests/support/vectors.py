"""Readers of the published vectors in ``tests/vectors``."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "vectors"


@cache
def read(name: str) -> dict[str, Any]:
    """Read one JSON file of the vectors."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def overridden(name: str) -> dict[str, str]:
    """Return our verdict where we do not adopt the published one, by ``tcId``."""
    return {number: entry["ours"] for number, entry in read("overrides.json").get(name, {}).items()}


def wycheproof(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """List pairs of a group and one of its tests; tests whose verdict is not adopted have ours as ``result``."""
    file = f"wycheproof/{name}_test.json"
    ours = overridden(file)
    pairs = [(group, test) for group in read(file)["testGroups"] for test in group["tests"]]
    return [(group, {**test, "result": ours.get(str(test["tcId"]), test["result"])}) for group, test in pairs]
