"""A Django project for tests: its settings, addresses and views. Importing it sets Django up."""

import django
from django.conf import settings
from django.http import JsonResponse
from django.urls import path

from tests.guard.adapters import verifier

GUARD = verifier()
GUARDED = {"verifier": GUARD, "realm": "shop", "exempt": ["/health"], "canary_path": "/canary", "keys_path": "/keys", "report": lambda: {"keys": []}}

settings.configure(
    SECRET_KEY="of-the-tests",
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["jwtriage.guard.django.GuardMiddleware"],
    INSTALLED_APPS=["rest_framework"],
    JWTRIAGE=GUARDED,
    REST_FRAMEWORK={"UNAUTHENTICATED_USER": None, "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]},
    DEFAULT_CHARSET="utf-8",
)
django.setup()

from jwtriage.guard.django import scopes_required  # noqa: E402 - needs the settings


def whoami(request):
    return JsonResponse({"sub": request.claims["sub"]})


async def whoami_async(request):
    return JsonResponse({"sub": request.claims["sub"]})


def health(request):
    return JsonResponse({"has_claims": hasattr(request, "claims")})


def broken(request):
    raise RuntimeError("of the application")


urlpatterns = [
    path("", whoami),
    path("async", whoami_async),
    path("health", health),
    path("broken", broken),
    path("orders", scopes_required("orders:read")(whoami)),
    path("orders-async", scopes_required("orders:read")(whoami_async)),
]
