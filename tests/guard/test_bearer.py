from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.guard import Rejected
from jwtriage.guard.bearer import bearer_token
from jwtriage.jose.token import MAXIMUM_TOKEN


@pytest.mark.parametrize("value", [b"Bearer a.b.c", b"bearer a.b.c", b"BEARER   a.b.c", b" Bearer a.b.c "])
@pytest.mark.parametrize("name", [b"authorization", b"Authorization"])
def test_the_token_is_found(name, value):
    assert bearer_token([(b"host", b"a"), (name, value)]) == "a.b.c"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ([], "missing_token"),
        ([(b"x-authorization", b"Bearer a")], "missing_token"),
        ([(b"authorization", b"")], "missing_token"),
        ([(b"authorization", b"Basic YTpi")], "missing_token"),
        ([(b"authorization", b"Bearer")], "missing_token"),
        ([(b"authorization", b"Bearer ")], "missing_token"),
        ([(b"authorization", b"Bearera.b.c")], "missing_token"),
        ([(b"authorization", b"Bearer a.b c")], "malformed"),
        ([(b"authorization", b"Bearer a,b")], "malformed"),
        ([(b"authorization", b"Bearer a\n")], "malformed"),
        ([(b"authorization", b"Bearer \xc3\xbc")], "malformed"),
        ([(b"authorization", b"Bearer " + b"a" * (MAXIMUM_TOKEN + 1))], "malformed"),
        ([(b"authorization", b"Bearer a"), (b"Authorization", b"Bearer a")], "malformed"),
        ([(b"authorization", b"Basic a"), (b"authorization", b"Bearer a")], "malformed"),
    ],
)
def test_everything_else_is_rejected(headers, reason):
    with pytest.raises(Rejected) as caught:
        bearer_token(headers)
    assert caught.value.reason == reason


@given(st.lists(st.tuples(st.sampled_from([b"authorization", b"Authorization", b"x"]), st.binary(max_size=30) | st.just(b"Bearer a")), max_size=3))
def test_nothing_but_rejections_comes_out(headers):
    with suppress(Rejected):
        assert bearer_token(headers)
