import pytest

from jwtriage.jose import TokenError
from jwtriage.jose.header import MAXIMUM_HEADER, check_header, read_header
from tests.support.tokens import compact_json, segment


def reason_of(header, protected=None):
    with pytest.raises(TokenError) as caught:
        check_header(header, header if protected is None else protected)
    return caught.value.reason


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "HS256"},
        {"alg": "none", "kid": ""},
        {"alg": "x", "kid": "../../etc/passwd", "jku": "https://evil.example"},
        {"alg": "HS256", "b64": False, "crit": ["b64"]},
        {"alg": "HS256", "b64": True, "crit": ["b64"]},
    ],
)
def test_accepts_what_the_standard_allows(header):
    check_header(header, header)


@pytest.mark.parametrize(
    "header",
    [
        {}, {"kid": "a"}, {"alg": None}, {"alg": 1}, {"alg": ["HS256"]},
        {"alg": "HS256", "kid": 7}, {"alg": "HS256", "kid": None}, {"alg": "HS256", "kid": ["a"]},
        {"alg": "HS256", "crit": []}, {"alg": "HS256", "crit": "b64", "b64": False}, {"alg": "HS256", "crit": None}, {"alg": "HS256", "crit": [1]},
        {"alg": "HS256", "crit": ["exp"], "exp": 1}, {"alg": "HS256", "crit": ["alg"]}, {"alg": "HS256", "crit": ["b64"]},
        {"alg": "HS256", "b64": False}, {"alg": "HS256", "b64": True}, {"alg": "HS256", "b64": 0, "crit": ["b64"]},
        {"alg": "HS256", "b64": False, "crit": ["b64", "b64"]}, {"alg": "HS256", "b64": False, "crit": ["b64", "http://example.com/x"]},
    ],
)  # fmt: skip
def test_refuses_what_the_standard_forbids(header):
    assert reason_of(header) == "malformed"


def test_crit_and_b64_count_only_where_they_are_signed():
    assert reason_of({"alg": "HS256", "b64": False, "crit": ["b64"]}, {"alg": "HS256"}) == "malformed"
    assert reason_of({"alg": "HS256", "b64": False, "crit": ["b64"]}, {"alg": "HS256", "crit": ["b64"]}) == "malformed"


def test_enc_makes_it_a_jwe():
    assert reason_of({"alg": "dir", "enc": "A256GCM"}) == "not_a_jws"


@pytest.mark.parametrize("octets", [b"", b"[]", b'"x"', b"null", b'{"alg":"a","alg":"b"}', b"\xef\xbb\xbf{}", b"{}}"])
def test_reads_one_object_only(octets):
    with pytest.raises(TokenError):
        read_header(segment(octets))


def test_a_header_has_a_longest_length():
    longest = segment(compact_json({"alg": "HS256", "x": "y" * (MAXIMUM_HEADER * 3 // 4 - 24)}))
    assert len(longest) <= MAXIMUM_HEADER
    assert read_header(longest)["alg"] == "HS256"
    with pytest.raises(TokenError):
        read_header(segment(compact_json({"alg": "HS256", "x": "y" * MAXIMUM_HEADER})))
