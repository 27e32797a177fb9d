"""The guard for Django REST framework: an authentication class, and a permission class for scopes.

The verifier is that of ``JWTRIAGE`` in the settings, see `jwtriage.guard.django`.
"""

from collections.abc import Mapping
from typing import Any

try:
    from rest_framework.exceptions import AuthenticationFailed
except ImportError as error:
    raise ImportError("jwtriage.guard.rest_framework needs Django REST framework: pip install 'jwtriage[rest-framework]'") from error

from jwtriage.guard.answer import www_authenticate
from jwtriage.guard.caller import Caller, has_scopes
from jwtriage.guard.django import configured_verifier
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.wsgi import token_of

_NO_TOKEN = Rejected("missing_token")


class BearerAuthentication:
    """Authenticates by the request's token: ``request.user`` is what `user_of` makes of the claims, ``request.auth`` the claims.

    A request without a token stays anonymous, so that other authentication classes and permissions decide; a token that is not acceptable
    is answered with 401. ``canary`` is for the one view that answers canaries.
    """

    canary = False
    realm: str | None = None

    def authenticate(self, request: Any) -> tuple[Any, dict[str, Any]] | None:
        """Return user and claims, ``None`` where there is no token. Raises REST framework's `AuthenticationFailed`."""
        try:
            token = token_of(request.META)
            claims = configured_verifier().verify(token, canary=True) if self.canary else configured_verifier().verify(token)
        except Rejected as rejected:
            if rejected.reason == "missing_token":
                return None
            request.rejected = rejected
            raise AuthenticationFailed from rejected
        return self.user_of(claims), claims

    def authenticate_header(self, request: Any) -> str:
        """Return the challenge of a 401; without it, REST framework would answer 403."""
        return www_authenticate(getattr(request, "rejected", _NO_TOKEN), self.realm)

    def user_of(self, claims: dict[str, Any]) -> Any:
        """Return the user of a token; to be overridden where users are rows of a table. Raise `AuthenticationFailed` for nobody."""
        return Caller(claims)


class HasScopes:
    """A permission: the token has all scopes in the view's ``required_scopes``."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """Tell whether the request may be served."""
        return isinstance(request.auth, Mapping) and has_scopes(request.auth, view.required_scopes)

    def has_object_permission(self, request: Any, view: Any, obj: Any) -> bool:
        """Leave objects to other permissions."""
        return True
