"""Causes that lie in how settings reach the program, most specific first."""

from types import ModuleType

from jwtriage.causes.configuration import (
    config_cache_stale,
    framework_key_reused_for_jwt,
    gateway_selects_credential_by_claim,
    secret_inlined_at_build,
    secret_two_settings_disagree,
    secret_variable_name_wrong,
)

CAUSES: tuple[ModuleType, ...] = (
    gateway_selects_credential_by_claim,
    framework_key_reused_for_jwt,
    secret_two_settings_disagree,
    secret_variable_name_wrong,
    secret_inlined_at_build,
    config_cache_stale,
)
