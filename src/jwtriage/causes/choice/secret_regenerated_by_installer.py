"""An upgrade or a new installation generated another secret.

## What happens
A package or container makes a secret at its first start. Without a kept volume it makes a new one at the next, while the other
application keeps the old.

## Where it comes from
Images that switch JWT on by default, reinstalled charts, a lost volume. Seen in ONLYOFFICE/DocumentServer#2268,
ONLYOFFICE/document-editor-vue#66, camptocamp/devops-stack#505, ONLYOFFICE/onlyoffice-nextcloud#483.

## How to fix it
Set the secret explicitly on both sides instead of leaving it to the installer, and keep the volume that holds it.
"""

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

KEPT = re.compile(
    r"(?:\.bak|\.orig|\.save|\.rpmsave|\.rpmnew|\.dpkg-old|\.dpkg-dist|backup|snapshot|before-upgrade|pre-upgrade|~$|generated|reinstall)"
)


def choose(choice: Choice) -> Iterator[str]:
    """Notice that one of the two copies is a backup, or was generated."""
    signer, verifier = _place(choice.signer_sighting), _place(choice.chosen_sighting)
    if bool(KEPT.search(signer)) != bool(KEPT.search(verifier)):
        yield "the key that verifies and the verifier's are from before and after an installation"


def _place(sighting: Sighting | None) -> str:
    return str(sighting.origin).lower() if sighting else ""
