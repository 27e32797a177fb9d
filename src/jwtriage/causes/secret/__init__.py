"""Causes that change the text of a shared secret, most specific first; those with fewer assumptions about the text come later.

The first cause that reaches a text names it: a newline goes before other white space, a cut at ``#``, ``$`` or NUL
before a cut anywhere.
"""

from types import ModuleType

from jwtriage.causes.secret import (
    jwks_document_used_as_key,
    pem_wrong_line_ending,
    public_pem_as_hmac_secret,
    secret_auto_detected_as_hex,
    secret_base64_decoded_one_side,
    secret_base64url_vs_base64,
    secret_binary_through_text,
    secret_bom,
    secret_charset_mismatch,
    secret_default_or_placeholder,
    secret_dollar_interpolated,
    secret_double_base64,
    secret_hash_comment_truncated,
    secret_hex_vs_text,
    secret_lenient_base64_of_passphrase,
    secret_longer_than_block,
    secret_newline_folded_by_form,
    secret_nul_truncated,
    secret_outer_whitespace,
    secret_quotes_kept,
    secret_trailing_newline,
    secret_truncated,
    secret_undefined_or_empty,
    secret_utf16_file,
    secret_whole_json_blob,
    secret_yaml_scalar_coerced,
    secret_zero_padded_or_too_short,
    token_resigned_by_debugger,
)

CAUSES: tuple[ModuleType, ...] = (
    token_resigned_by_debugger,
    secret_default_or_placeholder,
    public_pem_as_hmac_secret,
    jwks_document_used_as_key,
    secret_trailing_newline,
    pem_wrong_line_ending,
    secret_bom,
    secret_hash_comment_truncated,
    secret_dollar_interpolated,
    secret_nul_truncated,
    secret_quotes_kept,
    secret_outer_whitespace,
    secret_double_base64,
    secret_base64_decoded_one_side,
    secret_base64url_vs_base64,
    secret_hex_vs_text,
    secret_auto_detected_as_hex,
    secret_yaml_scalar_coerced,
    secret_whole_json_blob,
    secret_newline_folded_by_form,
    secret_utf16_file,
    secret_charset_mismatch,
    secret_binary_through_text,
    secret_zero_padded_or_too_short,
    secret_longer_than_block,
    secret_undefined_or_empty,
    secret_truncated,
    secret_lenient_base64_of_passphrase,
)
