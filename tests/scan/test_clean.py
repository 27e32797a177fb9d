"""A sound project with many secrets: no finding."""

from base64 import b64encode
from hashlib import sha256

from tests.scan.tree import scanned
from tests.support.keys import private_pem, public_pem, rsa


def secret(name: str) -> str:
    return b64encode(sha256(name.encode()).digest()).decode()


def variables(names: str) -> str:
    return "".join(f"{name}={secret(name)}\n" for name in names.split())


OBJECT = "apiVersion: v1\nkind: Secret\nmetadata: {{name: api, namespace: prod}}\ndata: {{jwt-secret: {}}}\n"
FILES: dict[str, str | bytes] = {
    "api/.env": "JWT_ALGORITHM=HS256\n" + variables("JWT_SECRET SESSION_SECRET STRIPE_WEBHOOK_SECRET OAUTH_CLIENT_SECRET REFRESH_TOKEN_SECRET"),
    "worker/.env": f"JWT_ALGORITHM=HS256\nJWT_SECRET={secret('JWT_SECRET')}\nSESSION_SECRET={secret('other')}\nREDIS_PASSWORD=redis\n",
    "api/.env.example": "JWT_SECRET=changeme\nSESSION_SECRET=your-secret\n",
    ".env.production": f"JWT_SECRET={secret('production')}\n",
    ".env.staging": f"JWT_SECRET={secret('staging')}\n",
    "k8s/prod/secret.yaml": OBJECT.format(b64encode(secret("production").encode()).decode()),
    "charts/values.yaml": "jwt: {secret: '', secretKey: jwt-secret, existingSecret: '', expiresIn: 15m}\nauth: {enabled: true}\n",
    "charts/templates/secret.yaml": 'kind: Secret\nname: {{ include "a" . }}\ndata:\n  jwt-secret: {{ required "s" .Values.jwt.secret | b64enc }}\n',
    ".github/workflows/ci.yml": "jobs: {t: {env: {JWT_SECRET: '${{ secrets.JWT_SECRET }}'}}}\n",
    "compose.yaml": "services: {api: {image: x, environment: {JWT_SECRET: '${JWT_SECRET:?set it}', POSTGRES_PASSWORD: postgres}}}\n",
    "main.tf": 'variable "jwt_secret" {\n  type = string\n}\nresource "a" "jwt" {\n  secret_string = random_password.jwt.result\n}\n',
    "keys/jwt-private.pem": private_pem(rsa("a")),
    "keys/jwt-public.pem": public_pem(rsa("a")),
    "package.json": '{"private": true, "name": "x", "keywords": ["jwt", "secret"]}',
    "appsettings.json": '{{"Jwt": {{"Issuer": "https://id.example", "Key": "{}", "ExpireMinutes": 5}}}}'.format(secret("JWT_SECRET")),
    "config/secrets.yml": f"production:\n  jwt_secret: <%= ENV['JWT'] %>\ndevelopment:\n  jwt_secret: {secret('development')}\n",
    "src/app.py": "SECRET = os.environ['JWT_SECRET']\n",
    "tests/fixtures/jwt.key": "test-secret",
}


def test_a_sound_project_has_no_finding(tmp_path):
    report = scanned(tmp_path, FILES)
    assert [(finding.id, str(finding.origin)) for finding in report.findings if finding.severity != "note"] == []
    assert report.unread == ()
    assert report.details["keys"] > 10
