"""The control-plane nodes hold different service-account keys.

## What happens
Each API server verifies service-account tokens with the keys that it was given. If one node has another pair, or the cluster was
rebuilt while old token Secrets stayed, its share of the calls fails with *invalid bearer token* or *error in cryptographic
primitive*.

## Where it comes from
A node added with newly generated keys, token Secrets kept from an earlier cluster, a controller manager with a key of its own.

Seen in kubernetes/kubernetes#110035, kubernetes/kubernetes#35849, kubernetes/kubernetes#22351, apprenda/kismatic#95.

## How to fix it
Copy the same `sa.key` and `sa.pub` to every control-plane node, and restart the API servers and controller managers.

During a rotation several `--service-account-key-file` are allowed; delete token Secrets that no key verifies any more.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice

ISSUERS = ("kubernetes/serviceaccount", "https://kubernetes.default.svc")


def choose(choice: Choice) -> Iterator[str]:
    """Notice a service-account token that verifies with another node's key."""
    claims = choice.token.claims or {}
    named = str(claims.get("iss", "")).startswith(ISSUERS) or str(claims.get("sub", "")).startswith("system:serviceaccount:")
    if named and choice.signer.public is not None:
        yield "the service-account token verifies with another key than this node's"
