import json

from tests.places.formats.look import Look


def test_dockerfile():
    seen = Look(
        "Dockerfile",
        'FROM x\nENV JWT_SECRET=abc \\\n    A="b c"\nENV JWT_KEY d e\nARG SIGNING_KEY\nENV HMAC_SECRET=$SIGNING_KEY\nRUN JWT_SECRET=no\n',
    )
    assert seen.keys == {"JWT_SECRET": b"abc", "JWT_KEY": b"d e"}
    assert seen.lines == {"JWT_SECRET": 2, "JWT_KEY": 4}
    assert seen.edges == {"HMAC_SECRET": "variable/SIGNING_KEY"}


def test_systemd_unit():
    text = '[Service]\nEnvironment="JWT_SECRET=a b" X=y\nEnvironmentFile=-/etc/app.env\nLoadCredential=jwt-key:/etc/k\nSetCredential=jwt-secret:abc\n'
    seen = Look("app.service", text)
    assert seen.keys == {"JWT_SECRET": b"a b", "jwt-secret": b"abc"}
    assert seen.edges == {"*": "file//etc/app.env", "jwt-key": "file//etc/k"}


def test_shell_script():
    text = """\
#!/bin/sh
export JWT_SECRET='a b'  # comment
# JWT_KEY=no
JWT_KEY=$(openssl rand -hex 32)
kubectl create secret generic auth --from-literal=jwt-secret=abc --from-literal=port=1
docker run -e JWT_HMAC_SECRET=def image
echo "unclosed
"""
    seen = Look("deploy", text)
    assert seen.keys == {"JWT_SECRET": b"a b", "jwt-secret": b"abc", "JWT_HMAC_SECRET": b"def"}
    assert seen.edges == {"JWT_KEY": "command/openssl rand -hex 32"}


def test_notebook():
    lines = ['JWT_SECRET = "abc"  # c\n', "os.environ['JWT_KEY'] = 'def'\n", "%env SIGNING_KEY=ghi\n", "x = f(JWT_SECRET)\n"]
    cells = [{"cell_type": "code", "source": lines}, {"cell_type": "markdown", "source": ['JWT_SECRET = "no"']}]
    seen = Look("a.ipynb", json.dumps({"cells": cells, "nbformat": 4}, indent=1))
    assert seen.keys == {"JWT_SECRET": b"abc", "JWT_KEY": b"def", "SIGNING_KEY": b"ghi"}


def test_web_servers():
    nginx = 'server {\n listen 80;\n auth_jwt "a";\n auth_jwt_key_file /etc/nginx/jwt.jwk;\n set $jwt_secret "abc";\n}\n'
    seen = Look("nginx.conf", nginx)
    assert seen.edges == {"auth_jwt_key_file": "file//etc/nginx/jwt.jwk"}
    assert seen.keys == {"jwt_secret": b"abc"}
    haproxy = 'frontend f\n bind :80\n http-request deny unless { http_auth_bearer,jwt_verify(txn.alg,"/etc/jwt.pem") 1 }\n'
    assert Look("haproxy.cfg", haproxy).edges == {"jwt_verify": "file//etc/jwt.pem"}


def test_kustomization():
    text = "secretGenerator:\n- name: auth\n  literals: [jwt-secret=abc=]\n  files: [jwt.pem=keys/a.pem, keys/b.pem]\n- {name: more, envs: [.env]}\n"
    seen = Look("kustomization.yaml", text)
    assert seen.keys == {"auth/jwt-secret": b"abc="}
    assert seen.edges == {"jwt.pem": "file/keys/a.pem", "b.pem": "file/keys/b.pem", "*": "file/.env"}
    assert seen.holders == {"secret/auth": ("jwt-secret", "jwt.pem", "b.pem")}


def test_compose_and_task_definition():
    compose = "services:\n  api:\n    image: x\n    environment: [JWT_SECRET=abc, JWT_KEY]\nsecrets: {jwt_key: {file: ./k}}\n"
    seen = Look("compose.yaml", compose)
    assert seen.keys == {"api/JWT_SECRET": b"abc"}
    assert seen.edges == {"JWT_KEY": "variable/JWT_KEY", "jwt_key": "file/./k"}
    container = {
        "name": "app",
        "environment": [{"name": "JWT_SECRET", "value": "abc"}],
        "secrets": [{"name": "JWT_KEY", "valueFrom": "arn:x"}],
        "environmentFiles": [{"value": "arn:f"}],
    }
    seen = Look("taskdef.json", json.dumps({"containerDefinitions": [container]}))
    assert seen.keys == {"app/JWT_SECRET": b"abc"}
    assert seen.edges == {"JWT_KEY": "aws/arn:x", "*": "aws/arn:f"}


def test_dotenv():
    seen = Look(".env", "JWT_SECRET=abc\nJWT_ALG=HS256\nJWT_KEY=${OTHER}\nPORT=1\n")
    assert seen.keys["JWT_SECRET"] == b"abc"
    assert seen.settings == {"JWT_ALG": "HS256"}
    assert "PORT" not in seen.keys


def test_whole_files():
    assert Look("jwt.key", "abc\n").keys == {None: b"abc\n"}
    assert Look("private.pem", "-----BEGIN PRIVATE KEY-----\nAA==\n").keys.keys() == {None}
    assert Look("README", "about the jwt secret").entries == []
    assert Look("notes.txt", "-----BEGIN PRIVATE KEY-----").entries == []


def test_hostile_lines_take_no_time():
    Look("nginx.conf", "listen 1\nset $a " + " " * 10_000 + "\nserver {\n" + "jwt_verify(" * 2_000)
    Look("a.yaml", "{{" * 20_000)
