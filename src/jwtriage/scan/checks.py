"""All checks of a scan, in the order of their findings."""

from jwtriage.scan import disagreement
from jwtriage.scan.inventory import Check, FileCheck

CHECKS: tuple[Check, ...] = (disagreement.check,)

FILE_CHECKS: tuple[FileCheck, ...] = ()
"""Checks of single files."""
