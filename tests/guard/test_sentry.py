import sentry_sdk
from sentry_sdk.scope import use_scope
from sentry_sdk.transport import Transport

from jwtriage import Rejected, Verifier
from jwtriage.guard.redaction import redact
from jwtriage.guard.sentry import sentry_before_send, sentry_tags
from jwtriage.jose.keys import Key
from tests.support.keys import SECRET, ec
from tests.support.tokens import sign

TOKEN = sign({"sub": "bob"}, SECRET, "HS256").decode()
SHOWN = redact(TOKEN)


class Kept(Transport):
    """Keeps what would be sent."""

    def __init__(self):
        super().__init__()
        self.sent = []

    def capture_envelope(self, envelope):
        self.sent.append(envelope)


def test_nothing_that_is_sent_holds_the_token():
    transport = Kept()
    client = sentry_sdk.Client(
        dsn="http://key@127.0.0.1:1/1",
        transport=transport,
        before_send=sentry_before_send,
        default_integrations=False,
        auto_enabling_integrations=False,
    )
    scope = sentry_sdk.Scope(client=client)
    scope.set_extra("request", {"authorization": f"Bearer {TOKEN}"})
    scope.add_breadcrumb(message=f"sent {TOKEN}")
    bearer = f"Bearer {TOKEN}"
    try:
        raise ValueError(f"bad {bearer}")
    except ValueError as error:
        with use_scope(scope):
            sentry_sdk.capture_exception(error)
    client.close()
    (envelope,) = transport.sent
    assert TOKEN.split(".")[2] not in envelope.serialize().decode()
    event = envelope.get_event()
    assert event["exception"]["values"][0]["value"] == f"bad Bearer {SHOWN}"
    assert event["extra"]["request"]["authorization"] == f"Bearer {SHOWN}"
    frame = event["exception"]["values"][0]["stacktrace"]["frames"][-1]
    assert SHOWN in frame["vars"]["bearer"]


def test_an_event_that_cannot_be_read_is_not_lost():
    class Broken(dict):
        def items(self):
            raise OSError(TOKEN)

    assert sentry_before_send(Broken()) == {"level": "error", "message": "an event that is [not redactable]"}


def test_tags_say_which_keys_are_held_and_why_a_token_was_rejected():
    key = Key.from_public(ec().public_key(), kid="a")
    verifier = Verifier([key], ["ES256"], "i", "a")
    held = f"ec:{key.thumbprint[:12]}"
    assert sentry_tags(verifier) == {"jwt.keys": held}
    assert sentry_tags(verifier, Rejected("missing_token")) == {"jwt.keys": held, "jwt.reason": "missing_token"}
    assert sentry_tags(verifier, Rejected("key_not_found", TOKEN, "x" * 1000)) == {
        "jwt.keys": held,
        "jwt.reason": "key_not_found",
        "jwt.kid": SHOWN,
        "jwt.alg": "x" * 200,
    }
