"""PyJWT's exceptions for our reasons."""

from collections.abc import Mapping
from typing import Any

from jwt import exceptions

from jwtriage.guard.rejected import Rejected
from jwtriage.jose.errors import TokenError
from jwtriage.jose.json import loads
from jwtriage.jose.reason import Reason
from jwtriage.jose.token import Token

CLASSES: Mapping[Reason, type[exceptions.PyJWTError]] = {
    "signature_invalid": exceptions.InvalidSignatureError,
    "alg_not_allowed": exceptions.InvalidAlgorithmError,
    "alg_unsupported": exceptions.InvalidAlgorithmError,
    "alg_none": exceptions.InvalidAlgorithmError,
    "key_not_found": exceptions.InvalidKeyError,
    "key_invalid": exceptions.InvalidKeyError,
    "key_too_weak": exceptions.InvalidKeyError,
    "jwks_unavailable": exceptions.InvalidKeyError,
    "malformed": exceptions.DecodeError,
    "not_a_jws": exceptions.DecodeError,
    "missing_token": exceptions.DecodeError,
    "expired": exceptions.ExpiredSignatureError,
    "not_yet_valid": exceptions.ImmatureSignatureError,
    "issued_in_future": exceptions.ImmatureSignatureError,
    "issuer_mismatch": exceptions.InvalidIssuerError,
    "audience_mismatch": exceptions.InvalidAudienceError,
}
"""Of ``claim_invalid`` the claim decides; what has no class here is `jwt.exceptions.InvalidTokenError`."""

_FORMS: Mapping[str, tuple[tuple[type, ...], type[exceptions.PyJWTError]]] = {
    "sub": ((str,), exceptions.InvalidSubjectError),
    "jti": ((str,), exceptions.InvalidJTIError),
    "iat": ((int, float), exceptions.InvalidIssuedAtError),
    "nbf": ((int, float), exceptions.DecodeError),
    "exp": ((int, float), exceptions.DecodeError),
}


def error_for(rejected: Rejected, token: bytes, needs_issuer: bool, needs_audience: bool) -> exceptions.PyJWTError:
    """Return PyJWT's exception for a rejection; its message is the reason."""
    if rejected.reason == "claim_invalid":
        return _claim_error(_claims(token), needs_issuer, needs_audience)
    return CLASSES.get(rejected.reason, exceptions.InvalidTokenError)(rejected.reason)


def _claims(token: bytes) -> Mapping[str, Any]:
    """Read the claims of a token that was rejected because of one."""
    try:
        claims = loads(Token.parse(token).unverified_payload)
    except TokenError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _claim_error(claims: Mapping[str, Any], needs_issuer: bool, needs_audience: bool) -> exceptions.PyJWTError:
    for name, is_needed in (("iss", needs_issuer), ("aud", needs_audience)):
        if is_needed and not claims.get(name):
            return exceptions.MissingRequiredClaimError(name)
    if needs_audience and not isinstance(claims["aud"], str) and not _is_list_of_text(claims["aud"]):
        return exceptions.InvalidAudienceError("claim_invalid")
    wrong = (error for name, (types, error) in _FORMS.items() if name in claims and type(claims[name]) not in types)
    return next(wrong, exceptions.InvalidTokenError)("claim_invalid")


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(member, str) for member in value)
