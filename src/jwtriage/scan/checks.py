"""All checks of a scan, in the order of their findings."""

from jwtriage.scan import dangling, disagreement, environments, fit, related
from jwtriage.scan.code import check as code
from jwtriage.scan.faults import documents, generated, key_sets, readers, secrets, settings
from jwtriage.scan.inventory import Check, FileCheck

CHECKS: tuple[Check, ...] = (
    disagreement.check,
    related.check,
    environments.check,
    fit.check_pairs,
    fit.check_algorithms,
    dangling.check,
    secrets.check,
    secrets.check_empty,
    secrets.check_framework,
    readers.check,
    documents.check,
    key_sets.check,
    key_sets.check_certificates,
    settings.check_algorithms,
    settings.check_addresses,
    settings.check_public_objects,
)

FILE_CHECKS: tuple[FileCheck, ...] = (generated.check, code.check)
"""Checks of single files."""
