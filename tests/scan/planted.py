"""A tree with one fault of each kind that scanners are measured by, and what it holds that nobody may print."""

from base64 import b64encode
from json import dumps

from tests.scan.tree import SECRET
from tests.support.keys import private_pem, rsa

PRIVATE = private_pem(rsa("a")).decode()
TASK = {"containerDefinitions": [{"name": "api", "environment": [{"name": "JWT_SECRET", "value": f"{SECRET[:5]}X{SECRET[6:]}"}]}]}
USER = "{name: JWT_SECRET, valueFrom: {secretKeyRef: {name: auth, key: JWT_SECRET_KEY}}}"


def encoded(text: str) -> str:
    """Return a text as a manifest holds it."""
    return b64encode(text.encode()).decode()


ESCAPED = PRIVATE.replace("\n", "\\n")
ENDED = f"{SECRET}\n"
MANIFEST = f"""\
apiVersion: v1
kind: Secret
metadata:
  name: auth
data:
  JWT_SECRET: {encoded(ENDED)}
  JWT_PRIVATE_KEY: {encoded(ESCAPED)}
"""
FILES: dict[str, str | bytes] = {
    "auth/.env": f"JWT_SECRET={SECRET}\nJWT_ALG=HS256\n",
    "gate/.env": f"JWT_SECRET={SECRET}\nJWT_ALG=HS256\n",
    "orders/.env": f'JWT_SECRET="{SECRET} "\nJWT_ALG=HS512\n',
    "pay/.env": f"JWT_SECRET={SECRET}\nJWT_ALG=RS256\n",
    "web/.env": "JWT_SECRET=your-256-bit-secret\n",
    "compose/compose.yaml": "services: {api: {image: x, environment: {JWT_SECRET: changeme}}}\n",
    "ecs/task.json": dumps(TASK),
    "k8s/secret.yaml": MANIFEST,
    "k8s/pod.yaml": f"apiVersion: v1\nkind: Pod\nmetadata: {{name: orders}}\nspec: {{containers: [{{name: a, env: [{USER}]}}]}}\n",
    "keys/jwt-private.pem": PRIVATE[:900],
}
EXPECTED = {
    ("copies-disagree", "JWT_SECRET", "secret-trailing-newline"),
    ("copies-disagree", "JWT_SECRET", "secret-outer-whitespace"),
    ("copies-disagree", "JWT_SECRET", "mistyped"),
    ("copies-disagree", "jwt-private.pem", "secret-truncated"),
    ("secret-variable-name-wrong", "JWT_SECRET", "it has JWT_SECRET"),
}
"""Rule, a word of a place, and a word of the explanation."""


def fragments() -> set[str]:
    """Return pieces of every planted value, as it is and encoded; none of them may be shown."""
    texts = [SECRET, encoded(SECRET), encoded(ENDED), *PRIVATE.split("\n")[1:-2], encoded(PRIVATE), encoded(ESCAPED)]
    return {text[start : start + 12] for text in texts for start in range(0, len(text) - 12, 6)}
