"""Microseconds that a request pays for its token: the guard beside what services write with PyJWT, in FastAPI and in Flask.

The applications are called in this process, without a network. What is compared is a route with a check less the same route without one;
all contestants take turns in one run, in CPU time, and the ratios are medians over the rounds. Run it as ``python -m bench.middleware``.
"""

import asyncio
import statistics
import time
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, TypeAlias

import fastapi
import flask
import jwt
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from werkzeug.test import EnvironBuilder

from bench.verify import AUDIENCE, ISSUER, Scene, scene
from jwtriage import Verifier
from jwtriage.guard.asgi import GuardMiddleware
from jwtriage.guard.fast import FastDecoder
from jwtriage.guard.fastapi import GuardBearer
from jwtriage.guard.flask import Guard

ROUNDS = 41
CALLS = 150
"""Requests of each contestant in one round."""
GOAL = 2.0
"""How many times fewer microseconds than with PyJWT."""

Run: TypeAlias = Callable[[int], None]
"""Makes so many requests."""


def fastapi_application(check: Callable[..., Any] | None) -> fastapi.FastAPI:
    """Make an application with one route that depends on ``check``."""
    application = fastapi.FastAPI()

    async def open_route() -> fastapi.Response:
        return fastapi.Response()

    async def checked_route(claims: Annotated[dict[str, Any], fastapi.Depends(check)]) -> fastapi.Response:
        return fastapi.Response(status_code=200 if claims["sub"] else 500)

    application.get("/")(open_route if check is None else checked_route)
    return application


def peer_dependency(alg: str, stage: Scene) -> Callable[..., Any]:
    """Return the dependency that a FastAPI service writes with PyJWT."""

    async def current(credentials: Annotated[HTTPAuthorizationCredentials, fastapi.Depends(HTTPBearer())]) -> dict[str, Any]:
        try:
            return jwt.decode(credentials.credentials, stage.peer_key, algorithms=[alg], issuer=ISSUER, audience=AUDIENCE)
        except jwt.InvalidTokenError:
            raise fastapi.HTTPException(401, headers={"WWW-Authenticate": "Bearer"}) from None

    return current


def peer_decorator(alg: str, stage: Scene) -> Callable[[Callable[[], str]], Callable[[], Any]]:
    """Return the decorator that a Flask service writes with PyJWT."""

    def decorate(view: Callable[[], str]) -> Callable[[], Any]:
        @wraps(view)
        def checked() -> Any:
            scheme, _, token = flask.request.headers.get("Authorization", "").partition(" ")
            if scheme.lower() != "bearer":
                return "", 401, {"WWW-Authenticate": "Bearer"}
            try:
                flask.g.claims = jwt.decode(token, stage.peer_key, algorithms=[alg], issuer=ISSUER, audience=AUDIENCE)
            except jwt.InvalidTokenError:
                return "", 401, {"WWW-Authenticate": "Bearer"}
            return view()

        return checked

    return decorate


def flask_application(decorate: Callable[[Callable[[], str]], Callable[[], Any]] | None) -> flask.Flask:
    """Make an application with one view, decorated or not."""
    application = flask.Flask(__name__)

    def view() -> str:
        return ""

    application.add_url_rule("/", "view", view if decorate is None else decorate(view))
    return application


def asgi_run(application: Any, token: str) -> Run:
    """Return what makes requests to an ASGI application, and check that it answers 200."""
    answers: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answers.append(message["status"])

    async def many(count: int) -> None:
        for _ in range(count):
            await application(_scope(token), receive, send)

    loop = asyncio.new_event_loop()

    def run(count: int) -> None:
        answers.clear()
        loop.run_until_complete(many(count))
        assert answers == [200] * count

    return run


def _scope(token: str) -> dict[str, Any]:
    headers = [(b"host", b"shop"), (b"accept", b"*/*"), (b"authorization", b"Bearer " + token.encode())]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/",
        "raw_path": b"/",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 5000),
        "server": ("127.0.0.1", 80),
    }


def wsgi_run(application: flask.Flask, token: str) -> Run:
    """Return what makes requests to a WSGI application, and check that it answers 200."""
    environ = EnvironBuilder("/", headers={"Authorization": f"Bearer {token}"}).get_environ()
    answers: list[str] = []

    def start_response(status: str, headers: Any, *rest: Any) -> None:
        answers.append(status)

    def run(count: int) -> None:
        answers.clear()
        for _ in range(count):
            b"".join(application(dict(environ), start_response))
        assert answers == ["200 OK"] * count

    return run


def contestants(alg: str) -> dict[str, Run]:
    """Return what is measured for one algorithm."""
    stage = scene(alg)
    plain = Verifier(stage.key, [alg], ISSUER, AUDIENCE)
    fast = Verifier(stage.key, [alg], ISSUER, AUDIENCE, decoder=FastDecoder())
    asgi = {
        "FastAPI": fastapi_application(None),
        "FastAPI, PyJWT": fastapi_application(peer_dependency(alg, stage)),
        "FastAPI, jwtriage": fastapi_application(GuardBearer(plain)),
        "FastAPI, jwtriage[fast]": fastapi_application(GuardBearer(fast)),
        "FastAPI, jwtriage as middleware": GuardMiddleware(fastapi_application(None), plain),
    }
    wsgi = {
        "Flask": flask_application(None),
        "Flask, PyJWT": flask_application(peer_decorator(alg, stage)),
        "Flask, jwtriage": flask_application(Guard(plain).required()),
        "Flask, jwtriage[fast]": flask_application(Guard(fast).required()),
    }
    runs = {name: asgi_run(application, stage.token) for name, application in asgi.items()}
    return runs | {name: wsgi_run(application, stage.token) for name, application in wsgi.items()}


def measure(runs: dict[str, Run]) -> dict[str, list[float]]:
    """Return the microseconds per request of each contestant in each round; they take turns within a round."""
    microseconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.process_time()
            run(CALLS)
            microseconds[name].append((time.process_time() - start) / CALLS * 1e6)
    return microseconds


def overheads(microseconds: dict[str, list[float]], name: str) -> list[float]:
    """Return what the check costs in each round."""
    bare = microseconds[name.split(",")[0]]
    return [checked - unchecked for checked, unchecked in zip(microseconds[name], bare, strict=True)]


def report(alg: str) -> bool:
    """Measure one algorithm, print it, and tell whether the goal is met."""
    microseconds = measure(contestants(alg))
    met = True
    for name in microseconds:
        if "," not in name:
            print(f"{alg}  {name}, no check: {statistics.median(microseconds[name]):.1f} µs")
            continue
        own, peer = overheads(microseconds, name), overheads(microseconds, f"{name.split(',')[0]}, PyJWT")
        ratio = statistics.median(theirs / ours for theirs, ours in zip(peer, own, strict=True))
        missed = "jwtriage" in name and ratio < GOAL
        print(f"{alg}  {name}: {statistics.median(own):.1f} µs more, {ratio:.2f} times fewer than PyJWT{'  MISSED' if missed else ''}")
        met = met and not missed
    return met


def main() -> int:
    """Measure both algorithms; return 1 if the goal is missed."""
    met = [report(alg) for alg in ("HS256", "RS256")]
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
