"""Files that hold keys: new, 0600, whole or not at all, and never a terminal (SECURITY section 1)."""

from __future__ import annotations

import os
import stat

from jwtriage.cli.output import write_file
from jwtriage.cli.unusable import Unusable


def write_key(path: str, octets: bytes, *, replace: bool = False) -> None:
    """Write a key to a new file, or over an existing regular one where ``replace`` is true; raises `Unusable`."""
    if path == "-" or (os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)):
        raise Unusable(f"{path}: keys are written to files only")
    try:
        write_file(path, octets, replace=replace)
    except FileExistsError:
        raise Unusable(f"{path}: exists; an existing file is never overwritten") from None
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror or 'cannot be written'}") from None
