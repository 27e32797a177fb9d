"""Causes of the family *pem*, most specific first."""

from types import ModuleType

from jwtriage.causes.pem import (
    key_object_type_mismatch,
    pem_base64_wrapped,
    pem_certificate_as_public_key,
    pem_header_missing_or_damaged,
    pem_header_type_mismatch,
    pem_indented_or_folded,
    pem_lines_joined,
    pem_literal_backslash_n,
    pem_pkcs1_vs_spki,
    private_key_used_to_verify,
)

CAUSES: tuple[ModuleType, ...] = (
    pem_literal_backslash_n,
    pem_base64_wrapped,
    private_key_used_to_verify,
    pem_pkcs1_vs_spki,
    pem_certificate_as_public_key,
    pem_header_type_mismatch,
    pem_indented_or_folded,
    pem_lines_joined,
    pem_header_missing_or_damaged,
    key_object_type_mismatch,
)
