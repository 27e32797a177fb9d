import pytest

from tests.guard import django_project  # before anything of Django: it makes the settings

from rest_framework.permissions import AllowAny, IsAuthenticated  # isort: skip
from rest_framework.response import Response  # isort: skip
from rest_framework.test import APIRequestFactory  # isort: skip
from rest_framework.views import APIView  # isort: skip

from jwtriage.guard.rest_framework import BearerAuthentication, HasScopes
from tests.guard.adapters import CANARY, GOOD, READER, REFUSED, SECRETS, bearer
from tests.guard.test_django import joined


class Realm(BearerAuthentication):
    realm = "shop"


class Whoami(APIView):
    authentication_classes = (Realm,)
    permission_classes = (IsAuthenticated,)

    def get(self, request):
        return Response({"sub": request.auth["sub"], "user": str(request.user)} if request.auth else {"user": str(request.user)})

    post = get


class Open(Whoami):
    permission_classes = (AllowAny,)


class Orders(Whoami):
    permission_classes = (HasScopes,)
    required_scopes = ("orders:read",)


class CanaryAuthentication(BearerAuthentication):
    canary = True


class Canaries(Whoami):
    authentication_classes = (CanaryAuthentication,)


class Rows(BearerAuthentication):
    def user_of(self, claims):
        return f"row of {claims['sub']}"


class Users(Open):
    authentication_classes = (Rows,)


def ask(view, headers=(), method="get"):
    response = view.as_view()(getattr(APIRequestFactory(), method)("/", headers=joined(headers)))
    return response.render()


@pytest.mark.parametrize(("headers", "challenge"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("method", ["get", "post", "head", "options"])
def test_what_is_not_acceptable_is_answered_with_401(headers, challenge, method):
    response = ask(Whoami, headers, method)
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, challenge)
    assert not any(word in f"{response.headers} {response.content}" for word in SECRETS)


def test_a_good_token_brings_user_and_claims():
    assert ask(Whoami, bearer(GOOD)).data == ask(Whoami, bearer(GOOD), "post").data == {"sub": "alice", "user": "alice"}
    assert ask(Users, bearer(GOOD)).data["user"] == "row of alice"


def test_without_a_token_permissions_decide():
    assert ask(Open).data == {"user": "None"}
    assert ask(Open, bearer(GOOD[:-1])).status_code == 401


def test_scopes_are_those_of_the_token():
    assert [ask(Orders, headers).status_code for headers in (bearer(READER), bearer(GOOD), ())] == [200, 403, 401]
    assert HasScopes().has_object_permission(None, None, None)


def test_a_canary_is_accepted_by_its_view_only():
    assert [ask(view, bearer(CANARY)).status_code for view in (Canaries, Whoami)] == [200, 401]
    assert ask(Canaries).status_code == 401


def test_the_verifier_is_that_of_the_settings():
    assert django_project.settings.JWTRIAGE["verifier"] is django_project.GUARD
