import pytest

from jwtriage.logs.phrasebook import Phrasebook, phrase
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.unwrap import unwrap
from tests.logs.lines import told

RECOGNISER = Recogniser()


def recognised(line: str):
    return RECOGNISER.recognise(unwrap(line.encode(), year=2026))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("token signature is invalid: signature is invalid", "signature_invalid"),
        ("token signature is invalid: signing method HS384 is invalid", "alg_not_allowed"),
        ("token signature is invalid: key is of invalid type: ECDSA verify expects *ecdsa.PublicKey", "key_invalid"),
        ("token is unverifiable: error while executing keyfunc: no key for kid k1", "key_not_found"),
        ("error in secret or public key callback: connect ECONNREFUSED 127.0.0.1:9", "jwks_unavailable"),
        ("error in secret or public key callback: Unable to find a signing key that matches 'k9'", "key_not_found"),
        ("An error occurred while attempting to decode the Jwt: Signed JWT rejected: Invalid signature", "signature_invalid"),
        ("invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired", "expired"),
        ("Authorization token is invalid: The token algorithm is invalid.", "alg_not_allowed"),
        ("The token violates some mandatory constraints, details:\n- Token signer mismatch", "alg_not_allowed"),
    ],
)
def test_of_a_chain_the_end_tells(line, reason):
    assert recognised(line).reason == reason


@pytest.mark.parametrize("line", ["Signature has expired", "jwt::ExpiredSignature", "Error(ExpiredSignature)", "jwt: ExpiredSignatureError"])
def test_an_expired_signature_is_an_expired_token(line):
    assert recognised(line).reason == "expired"


@pytest.mark.parametrize(
    ("line", "library", "reason"),
    [
        ("JsonWebTokenError: invalid token", "jsonwebtoken", "malformed"),
        ("[lua] openidc.lua:123: openidc(): invalid token", "lua-resty-jwt", "other"),
        ("jwt.exceptions.InvalidSignatureError: Signature verification failed", "PyJWT", "signature_invalid"),
        ("Signature verification failed (JWT::VerificationError)", "ruby-jwt", "signature_invalid"),
        (r"Uncaught Firebase\JWT\SignatureInvalidException: Signature verification failed", "firebase/php-jwt", "signature_invalid"),
        ("IDX10503: Signature validation failed. Token does not have a kid. Keys tried: 'x'", "Microsoft.IdentityModel", "key_not_found"),
        ("IDX10511: Signature validation failed. Keys tried: 'x'. kid: 'a'", "Microsoft.IdentityModel", "signature_invalid"),
    ],
)
def test_the_library_that_shows_itself_decides(line, library, reason):
    found = recognised(line)
    assert (found.library, found.reason) == (library, reason)


def test_a_text_of_several_libraries_names_none():
    assert recognised("auth: Signature verification failed").library is None


def test_a_text_of_several_meanings_carries_them_all():
    found = recognised("auth: Jwks doesn't have key to match kid or alg from Jwt")
    assert found.reasons == ("key_not_found", "alg_not_allowed", "jwks_unavailable")
    assert found.certainty == "possible"


def test_nothing_is_more_than_likely():
    assert recognised("auth: jwt expired").certainty == "likely"


@pytest.mark.parametrize(
    "line",
    [
        "InsecureKeyLengthWarning: The HMAC key is 5 bytes long, which is below the minimum recommended length of 32 bytes",
        'It is strongly recommended that you pass in a value for the "algorithms" argument when calling decode().',
        "[next-auth][warn][NO_SECRET] https://next-auth.js.org/warnings#no_secret",
        "SecurityWarning: Key size should be >= 112 bits",
    ],
)
def test_warnings_of_libraries_are_no_rejections(line):
    assert recognised(line).kind == "warning"


@pytest.mark.parametrize(
    ("claim", "reason"), [("iss", "issuer_mismatch"), ("aud", "audience_mismatch"), ("sub", "claim_invalid"), ("exp", "claim_invalid")]
)
def test_the_claim_that_is_wrong_tells_the_reason(claim, reason):
    assert recognised(f"invalid_claim: Invalid claim '{claim}'").reason == reason


@pytest.mark.parametrize(
    "line",
    ["Invalid signature", "auth: Invalid signature", "orders Invalid signature", "Error: Invalid signature", "request refused: Invalid signature"],
)
def test_a_general_phrase_counts_as_a_sentence_of_its_own(line):
    assert recognised(line).reason == "signature_invalid"


@pytest.mark.parametrize(
    "line",
    [
        "webhook: Invalid signature",
        "Invalid signature for update package",
        "method Invalid signature",
        "Invalid signature of commit 17",
        "verified after retry: Invalid signature",
    ],
)
def test_a_general_phrase_of_something_else_does_not(line):
    assert recognised(line) is None


@pytest.mark.parametrize(
    "line", ["unknown to all: connect ECONNREFUSED 127.0.0.1:5432", "request timed out", "Expecting value: line 1 column 1 (char 0)", "Unauthorized"]
)
def test_a_text_of_lower_layers_needs_a_library_of_tokens(line):
    assert recognised(line) is None
    assert recognised(f"JwksError: jwks: {line}") is not None or "Unauthorized" in line


def test_phrases_of_the_operator_count_wherever_they_stand():
    own = Recogniser(Phrasebook([phrase("badge {kid} is stale", "gate", ("expired",), kind="own")]))
    found = own.recognise(unwrap(b"webhook ok: badge k1 is stale, renewed"))
    assert (found.reason, found.library, found.kind) == ("expired", "gate", "rejection")
    assert found.values[0] == ("kid", "k1")


def test_words_that_hide_the_reason_yield_to_those_beside_them():
    assert [
        each.reason for each in told('{"msg":"authentication failed: token is invalid","error":"the jwt was signed with an unknown key id"}')
    ] == ["key_not_found"]
