import json
import re

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose.key_line import FIELDS, key_line, timestamp


def test_the_example_of_the_documentation():
    fields = {
        "version": "1.2.3",
        "alg": "RS256",
        "kid": "2026-11",
        "fingerprint": "rsa:AbCdEfGhIjKl",
        "role": "verify",
        "source": "file keys/v1.pem",
        "loaded_at": timestamp(1795521600),
        "instance": "pod-1/17",
    }
    assert key_line(fields) == (
        'jwt-key alg=RS256 kid=2026-11 fingerprint=rsa:AbCdEfGhIjKl role=verify source="file keys/v1.pem"'
        " loaded_at=2026-11-24T12:00:00Z instance=pod-1/17 version=1.2.3"
    )


def test_fields_without_a_value_and_unknown_ones_are_left_out():
    assert key_line({"alg": "", "kid": None, "role": "sign", "secret": "x"}) == "jwt-key role=sign"


def test_what_is_no_plain_word_is_a_json_string_in_ascii():
    assert key_line({"kid": 'a "b\\\n\x7fé😀'}) == 'jwt-key kid="a \\"b\\\\\\u000a\\u007f\\u00e9\\ud83d\\ude00"'


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(st.characters(exclude_categories=()))))
def test_any_text_stays_on_its_line_in_its_field(fields):
    line = key_line(fields)
    assert line.isascii()
    assert line.isprintable()
    read = {name: json.loads(quoted) if quoted else bare for name, quoted, bare in re.findall(r' (\w+)=(?:("(?:[^"\\]|\\.)*")|([^" ]+))', line)}
    assert read == {name: value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") for name, value in fields.items() if value}


def test_times_out_of_range_are_the_nearest_in_range():
    assert timestamp(float("inf")) == "9999-12-31T23:59:59Z"
    assert timestamp(-1e300) == "1970-01-01T00:00:00Z"
    assert timestamp(0.9) == "1970-01-01T00:00:00Z"
