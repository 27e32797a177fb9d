import pytest

from jwtriage.guard.redaction import Redactor
from jwtriage.logs.message import Message
from jwtriage.logs.outcome import DIMENSIONS, of_acceptance, of_rejection
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.rejection import rejection_of

KEY = b"k" * 32


def values(outcome):
    return dict(zip(DIMENSIONS, outcome.values, strict=True))


def accepted(file="logs/orders.log", **fields):
    return values(of_acceptance(Message(**fields), file))


def test_a_rejection_keeps_its_reason_time_and_values():
    message = Message(texts=("jwt expired",), time=7.0, instance="pod-1", kid="a", client="web", zone="b")
    rejection = rejection_of(message, Recogniser().recognise(message), "orders.log", 3, Redactor(KEY), KEY)
    outcome = of_rejection(rejection)
    assert (outcome.time, outcome.reason, outcome.weight) == (7.0, "expired", 1)
    assert {"instance": "pod-1", "kid": "a", "client": "web", "zone": "b"}.items() <= values(outcome).items()


def test_without_an_instance_the_file_is_one():
    assert accepted()["instance"] == "orders.log"
    assert accepted(instance="pod-1")["instance"] == "pod-1"


def test_the_name_of_a_pod_tells_deployment_and_replica_set():
    told = accepted(instance="orders-api-7d4f8b9c6d-x2x9z")
    assert (told["service"], told["version"]) == ("orders-api", "orders-api-7d4f8b9c6d")


def test_what_the_line_says_wins():
    told = accepted(instance="orders-7d4f8b9c6d-x2x9z", service="shop", version="42")
    assert (told["service"], told["version"]) == ("shop", "42")


@pytest.mark.parametrize("name", ["orders-1", "ip-10-0-0-1", "orders-0", "i-0123456789abcdef0", "web.example.com"])
def test_other_names_tell_nothing(name):
    assert accepted(instance=name)["version"] is None
