import pytest

from jwtriage.logs.grammar import read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("JWTSignatureValidationFailed", "signature_invalid"),
        ("ERR_JWKS_NO_MATCHING_KEY", "key_not_found"),
        ("TokenExpiredError", "expired"),
        ("ExpiredSignatureError", "expired"),
        ("ImmatureSignatureError", "not_yet_valid"),
        ("the token was issued in the future", "issued_in_future"),
        ("audience of token does not fit", "audience_mismatch"),
        ("unexpected issuer", "issuer_mismatch"),
        ("token has no kid", "key_not_found"),
        ("could not fetch jwks: timeout", "jwks_unavailable"),
        ("unsupported algorithm HS1", "alg_unsupported"),
        ("algorithm HS256 is not allowed", "alg_not_allowed"),
        ("alg none is refused", "alg_none"),
        ("unsigned token", "alg_none"),
        ("hmac secret is too short", "key_too_weak"),
        ("failed to parse the public key", "key_invalid"),
        ("not enough segments in jwt", "malformed"),
        ("jwt was revoked", "revoked"),
        ("encrypted token, cannot decrypt", "not_a_jws"),
        ("missing bearer token", "missing_token"),
        ("missing claim sub", "claim_invalid"),
        ("token rejected", "other"),
    ],
)
def test_words_that_all_libraries_share(text, reason):
    assert read(text) == reason


@pytest.mark.parametrize("text", ["", "hello", "request completed in 12 ms"])
def test_other_words(text):
    assert read(text) is None
