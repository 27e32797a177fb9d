"""The guard as WSGI middleware (PEP 3333)."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, TypeAlias, Unpack

from jwtriage.guard.bearer import credentials
from jwtriage.guard.gate import Answer, Gate, Settings
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier

Environment: TypeAlias = dict[str, Any]
StartResponse: TypeAlias = Callable[..., Any]
Application: TypeAlias = Callable[[Environment, StartResponse], Iterable[bytes]]

CLAIMS = "jwtriage.claims"
"""Where the application finds the claims of the accepted token."""


class GuardMiddleware:
    """Lets requests through whose token is acceptable, with the claims as ``environ["jwtriage.claims"]``; answers all others with 401."""

    def __init__(self, app: Application, verifier: Verifier, **settings: Unpack[Settings]) -> None:
        """Protect ``app``; the settings are those of `jwtriage.guard.gate.Settings`."""
        self._app = app
        self._verify = verifier.verify
        self._gate = Gate(**settings)

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        path: str = environ.get("PATH_INFO", "")
        if path in self._gate.exempt:
            return self._app(environ, start_response)
        if path in self._gate.own:
            return _respond(self._own_answer(path, environ), environ, start_response)
        try:
            claims = self._verify(token_of(environ))
        except Rejected as rejected:
            return _respond(self._gate.refusal(rejected), environ, start_response)
        environ[CLAIMS] = claims
        return self._app(environ, start_response)

    def _own_answer(self, path: str, environ: Environment) -> Answer:
        return own_answer(self._gate, self._verify, path, environ)


def own_answer(gate: Gate, verify: Callable[..., dict[str, Any]], path: str, environ: Environment) -> Answer:
    """Answer one of the gate's own paths."""
    if gate.is_open(path, environ.get("REMOTE_ADDR"), header_names(environ)):
        return gate.answer(path, None)
    try:
        return gate.answer(path, verify(token_of(environ), canary=path == gate.canary_path))
    except Rejected as rejected:
        return gate.refusal(rejected)


def token_of(environ: Environment) -> str:
    """Return the token of a request. Raises `Rejected` as `jwtriage.guard.bearer.credentials` does.

    Servers join two headers of one name with a comma, which no token has.
    """
    value = environ.get("HTTP_AUTHORIZATION")
    if value is None:
        raise Rejected("missing_token")
    return credentials(value.encode("latin-1", "replace"))


def header_names(environ: Environment) -> Iterable[str]:
    """Return the names of a request's headers in lower case."""
    return (name[5:].replace("_", "-").lower() for name in environ if name.startswith("HTTP_"))


def _respond(answer: Answer, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
    status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    start_response(status, [*answer.headers, ("Content-Length", str(len(answer.body)))])
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [answer.body]
