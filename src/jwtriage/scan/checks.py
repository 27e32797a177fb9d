"""All checks of a scan, in the order of their findings."""

from jwtriage.scan import dangling, disagreement, environments, fit, related
from jwtriage.scan.inventory import Check, FileCheck

CHECKS: tuple[Check, ...] = (
    disagreement.check,
    related.check,
    environments.check,
    fit.check_pairs,
    fit.check_algorithms,
    dangling.check,
)

FILE_CHECKS: tuple[FileCheck, ...] = ()
"""Checks of single files."""
