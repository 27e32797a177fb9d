"""The guard as Django middleware, synchronous and asynchronous.

It is configured by ``JWTRIAGE`` in the settings, a mapping: ``verifier`` is the verifier or the dotted name of one, everything else as in
`jwtriage.guard.gate.Settings`.
"""

import asyncio
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeAlias

try:
    from asgiref.sync import iscoroutinefunction, markcoroutinefunction
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.http import HttpResponse
    from django.utils.module_loading import import_string
except ImportError as error:
    raise ImportError("jwtriage.guard.django needs Django: pip install 'jwtriage[django]'") from error

from jwtriage.guard.caller import checked_scopes, has_scopes, insufficient_scope
from jwtriage.guard.gate import Answer, Gate
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier
from jwtriage.guard.wsgi import own_answer, token_of

View: TypeAlias = Callable[..., Any]


class GuardMiddleware:
    """Lets requests through whose token is acceptable, with the claims as ``request.claims``; answers all others with 401."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: View) -> None:
        """Protect what comes after it. Raises Django's `ImproperlyConfigured`."""
        self._get_response = get_response
        self._verifier = configured_verifier()
        self._gate = Gate(**{name: value for name, value in _settings().items() if name != "verifier"})
        self._is_async = iscoroutinefunction(get_response)
        if self._is_async:
            markcoroutinefunction(self)

    def __call__(self, request: Any) -> Any:
        """Serve one request."""
        if self._is_async:
            return self._serve(request)
        path = request.path_info
        if path in self._gate.exempt:
            return self._get_response(request)
        if path in self._gate.own:
            return _response(self._own_answer(path, request))
        try:
            request.claims = self._verifier.verify(token_of(request.META))
        except Rejected as rejected:
            return _response(self._gate.refusal(rejected))
        return self._get_response(request)

    async def _serve(self, request: Any) -> Any:
        path = request.path_info
        if path in self._gate.exempt:
            return await self._get_response(request)
        if path in self._gate.own:
            return _response(await asyncio.to_thread(self._own_answer, path, request))
        try:
            request.claims = await self._verifier.verify_async(token_of(request.META))
        except Rejected as rejected:
            return _response(self._gate.refusal(rejected))
        return await self._get_response(request)

    def _own_answer(self, path: str, request: Any) -> Answer:
        return own_answer(self._gate, self._verifier.verify, path, request.META)


def scopes_required(scope: str, *more: str) -> Callable[[View], View]:
    """Decorate a view that needs a token with all of these scopes; others are answered with 403."""
    needed = checked_scopes((scope, *more))

    def decorate(view: View) -> View:
        @wraps(view)
        def protected(request: Any, *arguments: Any, **named: Any) -> Any:
            return _out_of_scope(request, needed) or view(request, *arguments, **named)

        @wraps(view)
        async def protected_async(request: Any, *arguments: Any, **named: Any) -> Any:
            return _out_of_scope(request, needed) or await view(request, *arguments, **named)

        return protected_async if iscoroutinefunction(view) else protected

    return decorate


def configured_verifier() -> Verifier:
    """Return the verifier of the settings. Raises Django's `ImproperlyConfigured`."""
    verifier = _settings().get("verifier")
    if isinstance(verifier, str):
        verifier = import_string(verifier)
    if not isinstance(verifier, Verifier):
        raise ImproperlyConfigured('JWTRIAGE["verifier"] is a jwtriage.guard.Verifier, or the dotted name of one')
    return verifier


def _settings() -> Mapping[str, Any]:
    found = getattr(settings, "JWTRIAGE", None)
    if not isinstance(found, Mapping):
        raise ImproperlyConfigured("the settings need JWTRIAGE, a mapping with the verifier")
    return found


def _out_of_scope(request: Any, needed: tuple[str, ...]) -> Any:
    """Return the answer to a request without the scopes, ``None`` to one with them."""
    if has_scopes(getattr(request, "claims", {}), needed):
        return None
    return HttpResponse(status=403, headers={"WWW-Authenticate": insufficient_scope(needed)})


def _response(answer: Answer) -> Any:
    return HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))
