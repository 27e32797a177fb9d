"""The guard for Flask: a decorator for views, or a check before every request of an application or blueprint."""

from collections.abc import Callable, Collection
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, ParamSpec, TypeVar

try:
    from flask import current_app, g, request
    from flask.sansio.scaffold import Scaffold
    from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized
except ImportError as error:
    raise ImportError("jwtriage.guard.flask needs Flask: pip install 'jwtriage[flask]'") from error

from jwtriage.guard.answer import www_authenticate
from jwtriage.guard.caller import checked_scopes, has_scopes, insufficient_scope
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier
from jwtriage.guard.wsgi import token_of

P = ParamSpec("P")
R = TypeVar("R")


class _Challenge(HTTPException):
    """An error page with the header ``WWW-Authenticate``."""

    def __init__(self, challenge: str) -> None:
        super().__init__()
        self._challenge = challenge

    def get_headers(self, *arguments: Any, **named: Any) -> list[tuple[str, str]]:
        """Return the headers of the page."""
        return [*super().get_headers(*arguments, **named), ("WWW-Authenticate", self._challenge)]


class Refused(_Challenge, Unauthorized):
    """401, with the `Rejected` as its cause; the application's handler for 401 sees it."""

    description = "The request has no acceptable token."


class OutOfScope(_Challenge, Forbidden):
    """403: the token is good, but not for this; the application's handler for 403 sees it."""

    description = "The token does not allow this."


class Guard:
    """Protects views; they find the claims of the accepted token as ``flask.g.claims``."""

    def __init__(self, verifier: Verifier, *, realm: str | None = None) -> None:
        """Take the verifier, and the realm of the challenge."""
        self._verify = verifier.verify
        self._realm = realm

    def required(self, *scopes: str, canary: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Decorate a view that needs an acceptable token with all of ``scopes``; ``canary`` is for the one view that answers canaries.

        It stands below ``@app.route``.
        """
        needed = checked_scopes(scopes)

        def decorate(view: Callable[P, R]) -> Callable[P, R]:
            is_async = iscoroutinefunction(view)

            @wraps(view)
            def protected(*arguments: P.args, **named: P.kwargs) -> R:
                self._check(needed, canary=canary)
                synchronous: Callable[P, R] = current_app.ensure_sync(view) if is_async else view
                return synchronous(*arguments, **named)

            return protected

        return decorate

    def protect(self, scaffold: Scaffold, exempt: Collection[str] = ()) -> None:
        """Check every request of an application or blueprint, but for the endpoints in ``exempt``; paths without a view are answered 401 too."""
        if isinstance(exempt, str):
            raise ValueError("exempt is a collection of endpoints, not one text")
        endpoints = frozenset(exempt)

        def check() -> None:
            if request.endpoint not in endpoints:
                self._check(())

        scaffold.before_request(check)

    def _check(self, needed: Collection[str], *, canary: bool = False) -> None:
        try:
            token = token_of(request.environ)
            claims = self._verify(token, canary=True) if canary else self._verify(token)
        except Rejected as rejected:
            raise Refused(www_authenticate(rejected, self._realm)) from rejected
        if needed and not has_scopes(claims, needed):
            raise OutOfScope(insufficient_scope(needed, self._realm))
        g.claims = claims
