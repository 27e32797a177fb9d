import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.logs.changes import LONGEST_TEXT, Change, UnreadableChanges, read_changes

AT = "2026-11-25T11:00:00Z"
SECONDS = 1_795_604_400.0


def only(document):
    (change,) = read_changes(document if isinstance(document, str) else json.dumps(document))
    return change


def test_json_lines_in_the_order_of_time():
    text = '{"time": "2026-11-25T11:05:00Z", "kind": "deploy", "what": "orders 42"}\n\n{"time": 1795604400, "kind": "rotation", "what": "access"}\n'
    assert read_changes(text) == [Change(SECONDS, "rotation", "access"), Change(SECONDS + 300, "deploy", "orders 42")]


def test_csv_with_a_head_in_any_order():
    assert only(f"kind,what,time\ndeploy,orders 42,{AT}\n") == Change(SECONDS, "deploy", "orders 42")


def test_a_replica_set_begins_with_its_revision():
    metadata = {"name": "orders-7d9f", "creationTimestamp": AT, "annotations": {"deployment.kubernetes.io/revision": "42"}}
    assert only({"kind": "List", "items": [{"kind": "ReplicaSet", "metadata": metadata}]}) == Change(SECONDS, "ReplicaSet", "orders-7d9f revision 42")


@pytest.mark.parametrize("time", ["eventTime", "lastTimestamp", "firstTimestamp"])
def test_an_event_of_kubernetes(time):
    event = {
        "metadata": {"name": "x"},
        "reason": "ScalingReplicaSet",
        "message": "Scaled up",
        "involvedObject": {"kind": "Deployment", "name": "orders"},
        time: AT,
    }
    assert only({"items": [event]}) == Change(SECONDS, "ScalingReplicaSet", "Deployment orders: Scaled up")


def test_a_service_of_ecs():
    deployment = {"createdAt": AT, "taskDefinition": "arn:aws:ecs:eu-west-1:1:task-definition/orders:42", "rolloutState": "IN_PROGRESS"}
    service = {"serviceName": "orders", "deployments": [deployment], "events": [{"createdAt": AT, "message": "has begun draining"}]}
    assert [change.text for change in read_changes(json.dumps({"services": [service]}))] == [
        "deployment orders orders:42 IN_PROGRESS",
        "event has begun draining",
    ]


def test_an_event_of_cloudtrail():
    record = {"eventTime": AT, "eventName": "PutSecretValue", "requestParameters": {"secretId": "prod/jwt", "clientRequestToken": "x"}}
    assert only({"Records": [record]}) == Change(SECONDS, "PutSecretValue", "prod/jwt")


@pytest.mark.parametrize(
    "line",
    ["2026-11-25 11:00:00 +0000 orders/v42", "orders/v42 2026-11-25T11:00:00Z", "2026-11-25 12:00:00 +0100 orders/v42", "1795604400 orders/v42"],
)
def test_a_tag_of_git(line):
    assert only(f"{line}\n") == Change(SECONDS, "git", "orders/v42")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "nothing here",
        '{"time": "soon"}',
        "time,what\nsoon,x",
        "[" * 100_000,
        '{"items": 3}',
        '{"services": [{"serviceName": "x", "deployments": 3}]}',
    ],
)
def test_a_file_without_changes_is_refused(text):
    with pytest.raises(UnreadableChanges):
        read_changes(text)


def test_long_text_is_cut():
    assert len(only({"time": AT, "what": "x" * 10_000}).what) == LONGEST_TEXT


@given(
    st.text(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "items",
                        "metadata",
                        "time",
                        "services",
                        "deployments",
                        "annotations",
                        "Records",
                        "eventName",
                        "requestParameters",
                        "serviceName",
                    ]
                ),
                inner,
            )
        ),
    ).map(json.dumps)
)
def test_whatever_is_given_changes_are_read_or_refused(text):
    with suppress(UnreadableChanges):
        assert read_changes(text)
