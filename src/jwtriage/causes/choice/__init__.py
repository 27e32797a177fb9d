"""Causes that explain why another key verifies than the one the verifier uses, most specific first."""

from types import ModuleType

from jwtriage.causes.choice import (
    environment_instance_mixup,
    issuer_still_signs_with_old_key,
    keypair_mismatch,
    rotation_without_overlap,
    secret_regenerated_by_installer,
    vendor_key_id_and_secret_mixed,
)

CAUSES: tuple[ModuleType, ...] = (
    vendor_key_id_and_secret_mixed,
    environment_instance_mixup,
    secret_regenerated_by_installer,
    issuer_still_signs_with_old_key,
    rotation_without_overlap,
    keypair_mismatch,
)
