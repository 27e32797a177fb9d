"""ECS task definitions: container/variable, its value or where it is."""

import json
from pathlib import Path

import pytest

from jwtriage.model.case import Unread
from tests.places.look import look, only, refusal, texts

DEFINITION = {
    "containerDefinitions": [
        {
            "name": "app",
            "environment": [{"name": "JWT_SECRET", "value": "abc"}, {"name": "PORT", "value": "80"}],
            "secrets": [{"name": "OTHER_SECRET", "valueFrom": "arn:aws:secretsmanager:eu-west-1:1:secret:x"}],
            "environmentFiles": [{"value": "arn:aws:s3:::bucket/app.env", "type": "s3"}],
        }
    ]
}


@pytest.mark.parametrize("document", [DEFINITION, {"taskDefinition": DEFINITION}])
def test_values(tmp_path: Path, document: object) -> None:
    (tmp_path / "taskdef.json").write_text(json.dumps(document, indent=1))
    found = only(tmp_path, "taskdef.json#app/JWT_SECRET")
    assert (found.text.reveal(), found.kind, found.reader) == (b"abc", "variable", "ecs")
    assert found.origin.line is not None
    assert found.origin.line > 1


def test_a_store_is_named_but_not_asked(tmp_path: Path) -> None:
    (tmp_path / "taskdef.json").write_text(json.dumps(DEFINITION))
    [unread] = look(tmp_path, "taskdef.json#app/OTHER_SECRET")
    assert isinstance(unread, Unread)
    assert unread.origin == "taskdef.json#app/OTHER_SECRET"
    assert "arn:aws:secretsmanager" in unread.why


def test_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "taskdef.json").write_text(json.dumps(DEFINITION))
    found = look(tmp_path, "taskdef.json")
    assert texts(found) == {"app/JWT_SECRET": b"abc"}
    assert [entry.origin for entry in found if isinstance(entry, Unread)] == ["taskdef.json#app/OTHER_SECRET", "taskdef.json#app/*"]


def test_odd_definitions(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text('{"containerDefinitions": [1, {"name": "a", "environment": {}, "secrets": [{"name": ""}]}]}')
    assert "has no a/b" in refusal(tmp_path, "t.json#a/b")
