"""An upgrade or a new installation generated another secret.

## What happens
A package or container makes a secret at its first start. Without a kept volume it makes a new one at the next, while the other
application keeps the old. Nobody changed a setting, and all tokens fail from that moment on.

## Where it comes from
Images that switch JWT on by default in a new version, a chart that was installed again, a lost volume.

Seen in ONLYOFFICE/DocumentServer#2268, ONLYOFFICE/document-editor-vue#66, camptocamp/devops-stack#505,
ONLYOFFICE/onlyoffice-nextcloud#483.

## How to fix it
Set the secret explicitly on both sides instead of leaving it to the installer, and restart both.

Keep the volume that holds what the installer made, and compare the fingerprints after each upgrade.
"""

import re
from collections.abc import Iterator

from jwtriage.model.addresses import place_of
from jwtriage.model.change import Choice

_KEPT = re.compile(
    r"\.(?:bak|orig|save|rpmsave|rpmnew|dpkg-old|dpkg-dist|ucf-dist)(?![a-z])|~$"
    r"|(?<![a-z])(?:backup|snapshot|(?:auto-?)?generated|(?:re)?install(?:ed|er|ation)?|(?:un)?upgraded?|fresh)(?![a-z])"
)
"""Copies from before an installation, and what an installation made."""

_GENERATORS = re.compile(r"services\.coauthoring\.secret|argocd-secret|server\.secretkey")
"""Where applications keep a secret that they make themselves when none is given."""


def choose(choice: Choice) -> Iterator[str]:
    """Notice that one of the two copies is a backup, or was generated."""
    signer, verifier = place_of(choice.signer_sighting), place_of(choice.chosen_sighting)
    if any(bool(pattern.search(signer)) != bool(pattern.search(verifier)) for pattern in (_KEPT, _GENERATORS)):
        yield "the key that verifies and the verifier's are from before and after an installation"
