import pytest
from flask import Blueprint, Flask, g, jsonify

from jwtriage.guard import Rejected
from jwtriage.guard.flask import Guard
from tests.guard.adapters import CANARY, GOOD, OUT_OF_SCOPE, READER, REFUSED, SECRETS, bearer, verifier

guard = Guard(verifier(), realm="shop")


def whoami(**arguments):
    return jsonify(sub=g.claims["sub"], **arguments)


async def whoami_async():
    return whoami()


def decorated() -> Flask:
    """An application that protects single views."""
    application = Flask("decorated")
    application.add_url_rule("/<name>", "whoami", guard.required()(whoami), methods=["GET", "POST"])
    application.add_url_rule("/orders", "orders", guard.required("orders:read")(whoami))
    application.add_url_rule("/async", "async", guard.required()(whoami_async))
    application.add_url_rule("/canary", "canary", guard.required(canary=True)(lambda: {"accepted": True}))
    application.add_url_rule("/broken", "broken", guard.required()(lambda: 1 / 0))
    application.add_url_rule("/open", "open", lambda: {"has_claims": "claims" in g})
    return application


def protected() -> Flask:
    """An application of which every request is checked."""
    application = Flask("protected")
    application.add_url_rule("/<name>", "whoami", whoami, methods=["GET", "POST"])
    application.add_url_rule("/health", "health", lambda: {"has_claims": "claims" in g})
    guard.protect(application, exempt=["health"])
    return application


@pytest.mark.parametrize(("headers", "challenge"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("application", [decorated(), protected()], ids=lambda application: application.name)
def test_what_is_not_acceptable_is_answered_alike(headers, challenge, method, application):
    response = application.test_client().open("/x", method=method, headers=headers)
    assert (response.status_code, response.headers.get_all("WWW-Authenticate")) == (401, [challenge])
    assert not any(word in f"{response.headers} {response.text}" for word in SECRETS)


@pytest.mark.parametrize("application", [decorated(), protected()], ids=lambda application: application.name)
def test_a_good_token_brings_its_claims(application):
    client = application.test_client()
    assert client.get("/x", headers=bearer(GOOD)).json == client.post("/x", headers=bearer(GOOD)).json == {"sub": "alice", "name": "x"}


def test_views_may_be_asynchronous():
    client = decorated().test_client()
    assert client.get("/async", headers=bearer(GOOD)).json == {"sub": "alice"}
    assert client.get("/async").status_code == 401


def test_scopes_are_those_of_the_token():
    client = decorated().test_client()
    assert client.get("/orders", headers=bearer(READER)).status_code == 200
    response = client.get("/orders", headers=bearer(GOOD))
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (403, OUT_OF_SCOPE)


def test_a_canary_is_accepted_by_its_view_only():
    client = decorated().test_client()
    assert client.get("/canary", headers=bearer(CANARY)).json == client.get("/canary", headers=bearer(GOOD)).json == {"accepted": True}
    assert client.get("/canary").status_code == 401


def test_views_that_are_not_decorated_stay_open():
    assert decorated().test_client().get("/open", headers=bearer(CUT)).json == {"has_claims": False}


CUT = GOOD[:-1]


def test_an_error_of_the_application_stays_one():
    application = decorated()
    application.testing = True
    with pytest.raises(ZeroDivisionError):
        application.test_client().get("/broken", headers=bearer(GOOD))


@pytest.mark.parametrize("path", ["/health/", "/HEALTH", "/health/x", "/absent/", "/static/x.js"])
def test_only_the_named_endpoints_are_exempt(path):
    client = protected().test_client()
    assert client.get("/health").json == {"has_claims": False}
    assert client.get(path).status_code == 401
    assert client.options("/x").status_code == 401


def test_a_blueprint_is_protected_alone():
    application, blueprint = Flask("of-two"), Blueprint("shop", "shop")
    blueprint.add_url_rule("/in", "in", whoami)
    guard.protect(blueprint)
    application.register_blueprint(blueprint)
    application.add_url_rule("/out", "out", dict)
    client = application.test_client()
    assert [client.get(path).status_code for path in ("/in", "/out")] == [401, 200]


def test_the_handlers_of_the_application_learn_the_reason():
    application = decorated()
    application.register_error_handler(401, lambda error: ({"reason": error.__cause__.reason}, 401))
    response = application.test_client().get("/x", headers=bearer(CUT))
    assert response.json == {"reason": "malformed"}


def test_the_rejection_is_the_cause():
    application = decorated()
    application.config["TRAP_HTTP_EXCEPTIONS"] = True
    application.testing = True
    with pytest.raises(Exception, match="401") as caught:
        application.test_client().get("/x")
    assert isinstance(caught.value.__cause__, Rejected)


@pytest.mark.parametrize("wrong", [lambda: guard.required("a b"), lambda: guard.protect(Flask("x"), "health")])
def test_settings_that_cannot_be_meant_are_refused(wrong):
    with pytest.raises(ValueError):
        wrong()
