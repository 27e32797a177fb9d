from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import example, given
from hypothesis import strategies as st

from jwtriage.jose.der import dss_signature

NUMBERS = st.integers(0, 2**528 - 1) | st.integers(0, 2**256 - 1) | st.integers(0, 300)


@given(NUMBERS, NUMBERS, st.sampled_from([66, 70, 120]))
@example(0, 0, 66)
@example(127, 128, 66)
@example(2**528 - 1, 2**528 - 1, 66)
@example(2**255, 2**255 - 1, 66)
def test_it_is_what_cryptography_writes(r, s, width):
    assert dss_signature(r.to_bytes(width), s.to_bytes(width)) == encode_dss_signature(r, s)
