"""The examples of the guides run, one after the other, and do what their pages say."""

import re
import time
from pathlib import Path
from textwrap import dedent

import pytest
from fastapi.testclient import TestClient
from werkzeug.test import Client

from tests.guard.adapters import bearer
from tests.support import keys
from tests.support.tokens import sign

GUIDES = Path(__file__).parents[2] / "docs" / "how-to"
CLAIMS = {"iss": "https://id.shop.example", "aud": "shop-api", "sub": "u-17", "exp": int(time.time()) + 900}
TOKEN = sign(CLAIMS, keys.rsa(), "RS256").decode()
KEYS = sign({**CLAIMS, "scope": "jwtriage:keys orders:read"}, keys.rsa(), "RS256").decode()


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the examples of one guide beside the key that they read; return their names."""

    def run(guide):
        (tmp_path / "keys").mkdir()
        (tmp_path / "keys" / "idp.pem").write_bytes(keys.public_pem(keys.rsa()))
        monkeypatch.chdir(tmp_path)
        names = {"__name__": __name__}
        text = (GUIDES / guide).read_text(encoding="utf-8")
        for example in re.findall(r"^ *```python\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
            exec(compile(dedent(example), guide, "exec"), names)
        return names

    return run


def test_pyjwt(run):
    names = run("guard-pyjwt.md")
    assert names["claims_of"](TOKEN) == CLAIMS
    assert names["claims_of"](TOKEN[:-1]) is None
    assert names["reason_of"](sign({**CLAIMS, "exp": 1}, keys.rsa(), "RS256", {"kid": "a"})) == ("expired", "a")


def test_fastapi(run):
    names = run("guard-fastapi.md")
    app, shop, orders = (TestClient(names[name]) for name in ("app", "shop", "orders_app"))
    assert app.get("/me", headers=bearer(TOKEN)).json() == {"user": "u-17"}
    assert [app.get("/orders", headers=headers).status_code for headers in (bearer(KEYS), bearer(TOKEN), [])] == [200, 403, 401]
    assert shop.get("/.well-known/jwtriage/canary", headers=bearer(TOKEN)).status_code == 200
    preflight = [("Origin", "https://shop.example"), ("Access-Control-Request-Method", "GET")]
    assert [shop.options("/", headers=preflight).status_code, shop.get("/").status_code, shop.get("/health").status_code] == [200, 401, 404]
    assert orders.get("/.well-known/jwtriage/keys", headers=bearer(KEYS)).json()["keys"][0]["alg"] == "RS256"


def test_flask(run):
    names = run("guard-flask.md")
    app, shop, wsgi = names["app"].test_client(), names["shop"].test_client(), Client(names["wsgi"])
    assert app.get("/me", headers=bearer(TOKEN)).json == {"user": "u-17"}
    assert [app.get("/orders", headers=headers).status_code for headers in (bearer(KEYS), bearer(TOKEN), [])] == [200, 403, 401]
    assert app.get("/.well-known/jwtriage/canary", headers=bearer(TOKEN)).json == {"accepted": True}
    assert app.get("/me").headers["WWW-Authenticate"] == 'Bearer realm="shop"'
    assert [shop.get("/health").status_code, shop.get("/").status_code] == [200, 401]
    assert [wsgi.get("/health").status_code, wsgi.get("/").status_code] == [200, 401]
