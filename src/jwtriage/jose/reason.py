"""Why a token was not accepted: one vocabulary for the verifier, its logs, its metrics and the probe."""

from typing import Literal, get_args

Reason = Literal[
    "ok",
    "signature_invalid",
    "alg_not_allowed",
    "alg_unsupported",
    "alg_none",
    "key_not_found",
    "key_invalid",
    "key_too_weak",
    "jwks_unavailable",
    "malformed",
    "not_a_jws",
    "expired",
    "not_yet_valid",
    "issued_in_future",
    "issuer_mismatch",
    "audience_mismatch",
    "claim_invalid",
    "missing_token",
    "revoked",
    "other",
]
"""``alg_none``: the token says none. ``alg_not_allowed``: a known algorithm that is not accepted here. ``alg_unsupported``: unknown to this library.
``key_not_found``: no key carries the token's kid. ``key_invalid``: a key that is broken or bound to another use. ``malformed``: not parsable.
``not_a_jws``: something else, such as a JWE."""

REASONS: tuple[Reason, ...] = get_args(Reason)
"""Every reason, ``ok`` first."""
