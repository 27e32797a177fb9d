"""Places that hold a shared secret: each writes the draft's text so that a named reader reads exactly it, and returns the REF."""

import json

from tests.casebook.draft import Draft
from tests.casebook.material import b64

Written = tuple[dict[str, bytes], str]


def _quoted(draft: Draft) -> str:
    return json.dumps(draft.text.decode(), ensure_ascii=False)


def dotenv(draft: Draft) -> Written:
    """Write an unquoted line, other names around it."""
    return {".env": b"PORT=8080\nJWT_SECRET=" + draft.text + b"\nDB_HOST=db\n"}, ".env#JWT_SECRET"


def dotenv_quoted(draft: Draft) -> Written:
    """Write a line in single quotes, which python-dotenv and node strip."""
    return {".env": b"JWT_SECRET='" + draft.text + b"'\n"}, ".env?reader=python#JWT_SECRET"


def docker_env(draft: Draft) -> Written:
    """Write a line for the literal reader of the container runtime."""
    return {"app.env": b"A=1\nJWT_SECRET=" + draft.text + b"\n"}, "app.env?reader=docker#JWT_SECRET"


def kubernetes_data(draft: Draft) -> Written:
    """Write ``data`` of a Secret."""
    text = b"apiVersion: v1\nkind: Secret\nmetadata: {name: auth}\ntype: Opaque\ndata:\n  jwt-secret: " + b64(draft.text) + b"\n"
    return {"secret.yaml": text}, "secret.yaml#auth/jwt-secret"


def kubernetes_string_data(draft: Draft) -> Written:
    """Write ``stringData`` of a Secret."""
    text = f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: auth\nstringData:\n  jwt-secret: {_quoted(draft)}\n"
    return {"secret.yaml": text.encode()}, "secret.yaml#auth/jwt-secret"


def compose(draft: Draft) -> Written:
    """Write a service of a compose file; a dollar sign is doubled, as compose wants it."""
    text = "services:\n  api:\n    image: shop/api\n    environment:\n      JWT_SECRET: " + _quoted(draft).replace("$", "$$") + "\n"
    return {"compose.yaml": text.encode()}, "compose.yaml#api/JWT_SECRET"


def properties(draft: Draft) -> Written:
    """Write a Java properties file."""
    text = draft.text.replace(b"\\", b"\\\\")
    return {"app.properties": b"server.port=8080\njwt.secret=" + text + b"\n"}, "app.properties#jwt.secret"


def json_file(draft: Draft) -> Written:
    """Write a member of a JSON file."""
    return {"config.json": f'{{"auth": {{"jwt": {{"secret": {_quoted(draft)}}}}}}}'.encode()}, "config.json#auth.jwt.secret"


def yaml_file(draft: Draft) -> Written:
    """Write a value of a YAML file."""
    return {"values.yaml": f"auth:\n  jwt:\n    secret: {_quoted(draft)}\n".encode()}, "values.yaml#auth.jwt.secret"


def toml_file(draft: Draft) -> Written:
    """Write a value of a TOML file."""
    return {"config.toml": f"[auth]\nsecret = {_quoted(draft)}\n".encode()}, "config.toml#auth.secret"


def task_definition(draft: Draft) -> Written:
    """Write an ECS task definition."""
    text = {"containerDefinitions": [{"name": "app", "environment": [{"name": "JWT_SECRET", "value": draft.text.decode()}]}]}
    return {"taskdef.json": json.dumps(text).encode()}, "taskdef.json#app/JWT_SECRET"


ANY_TEXT = {"k8s": kubernetes_string_data, "json": json_file, "yaml": yaml_file, "toml": toml_file, "compose": compose, "ecs": task_definition}
PLAIN = {**ANY_TEXT, "dotenv": dotenv, "quoted": dotenv_quoted, "docker": docker_env, "data": kubernetes_data, "properties": properties}
