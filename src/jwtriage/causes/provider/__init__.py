"""Causes that are the own of one provider, platform or framework, most specific first."""

from types import ModuleType

from jwtriage.causes.provider import (
    apple_client_secret,
    b2c_policy_keys,
    client_assertion_key_not_registered,
    cognito_pool_or_token_mixup,
    docker_registry_trust_root,
    entra_app_specific_keys,
    entra_v1_v2_or_tenant_keys,
    firebase_session_cookie_keys,
    google_key_endpoint_mixup,
    graph_nonce_header,
    jwe_session_secret_changed,
    okta_org_server_token,
    padding_is_part_of_signing_input,
    platform_default_alg_flipped,
    signature_removed_by_google,
    snowflake_key_fingerprint,
    supabase_legacy_vs_signing_keys,
)

CAUSES: tuple[ModuleType, ...] = (
    graph_nonce_header,
    padding_is_part_of_signing_input,
    signature_removed_by_google,
    jwe_session_secret_changed,
    apple_client_secret,
    snowflake_key_fingerprint,
    docker_registry_trust_root,
    okta_org_server_token,
    platform_default_alg_flipped,
    supabase_legacy_vs_signing_keys,
    b2c_policy_keys,
    firebase_session_cookie_keys,
    cognito_pool_or_token_mixup,
    entra_app_specific_keys,
    entra_v1_v2_or_tenant_keys,
    google_key_endpoint_mixup,
    client_assertion_key_not_registered,
)
