from jwtriage.jose.reason import REASONS

CONTRACT = """
ok signature_invalid alg_not_allowed alg_unsupported alg_none key_not_found key_invalid key_too_weak jwks_unavailable malformed
not_a_jws expired not_yet_valid issued_in_future issuer_mismatch audience_mismatch claim_invalid missing_token revoked other"""


def test_the_vocabulary_is_the_published_one():
    assert tuple(CONTRACT.split()) == REASONS
