"""Causes that show over several instances only, most specific first."""

from types import ModuleType

from jwtriage.causes.fleet import (
    ephemeral_keypair_at_boot,
    k8s_service_account_key_mismatch,
    pods_keep_old_env_after_secret_update,
    random_secret_per_replica,
    random_secret_per_worker,
    replicas_configured_differently,
)

CAUSES: tuple[ModuleType, ...] = (
    k8s_service_account_key_mismatch,
    pods_keep_old_env_after_secret_update,
    replicas_configured_differently,
    random_secret_per_worker,
    random_secret_per_replica,
    ephemeral_keypair_at_boot,
)
