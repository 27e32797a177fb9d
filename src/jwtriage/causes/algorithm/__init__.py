"""Causes that change how a signature is made or written, most specific first."""

from types import ModuleType

from jwtriage.causes.algorithm import (
    alg_family_mismatch,
    alg_label_lies_ecdsa,
    alg_label_lies_hmac,
    alg_label_lies_rsa,
    alg_name_nonstandard,
    ecdsa_curve_mismatch,
    ecdsa_der_signature,
    ecdsa_nonce_reused,
    ecdsa_short_rs,
    ecdsa_verifier_wants_der,
    kms_double_hash,
    pss_salt_length,
    vault_transit_signature_format,
)

CAUSES: tuple[ModuleType, ...] = (
    vault_transit_signature_format,
    ecdsa_der_signature,
    ecdsa_short_rs,
    ecdsa_curve_mismatch,
    alg_name_nonstandard,
    pss_salt_length,
    alg_label_lies_rsa,
    alg_label_lies_ecdsa,
    alg_label_lies_hmac,
    kms_double_hash,
    alg_family_mismatch,
    ecdsa_verifier_wants_der,
    ecdsa_nonce_reused,
)
