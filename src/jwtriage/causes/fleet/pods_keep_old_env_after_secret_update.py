"""The secret was updated, and running containers keep the old value.

## What happens
Environment variables are fixed when a container starts. Changing the Secret does not restart the pods, so old and new values
live side by side until the last pod is replaced.

## Where it comes from
`kubectl apply` of a Secret without a rollout, an operator that updates Secrets only, `envFrom` taken for something live.

Seen in rustfs/helm#16, kubernetes/kubernetes#29761, kubernetes/website#25027, hashicorp/vault-secrets-operator#103.

## How to fix it
Restart what reads the Secret (`kubectl rollout restart deployment/NAME`) and wait for the rollout.

Put a checksum of the Secret into the pod template, so that the next change restarts the pods by itself.
"""

from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

STORES = ("kubernetes-data", "kubernetes-string-data")
RUNNING = ("proc:", "docker:", "k8s-pod:", "ecs-task:", "env:")


def choose(choice: Choice) -> Iterator[str]:
    """Notice that one copy is what a process runs with and the other what the Secret holds."""
    places = (choice.signer_sighting, choice.chosen_sighting)
    if any(_is_running(place) for place in places) and any(place is not None and place.kind in STORES for place in places):
        yield "a running process has another value than the Secret: it was started before the Secret changed"


def _is_running(sighting: Sighting | None) -> bool:
    return sighting is not None and sighting.origin.place.startswith(RUNNING)
