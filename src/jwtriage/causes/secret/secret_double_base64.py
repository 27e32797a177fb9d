"""The secret was base64-encoded twice on its way into the cluster.

## What happens
The `data:` of a Kubernetes Secret is base64 by definition. Someone encoded the value before, so that the container
still sees base64 after the API server decoded it, while the other side has the value itself.

## Where it comes from
`kubectl create secret --from-literal` with an already encoded value, a chart that pipes an encoded value through
`b64enc`, a CI variable that is stored in base64 and encoded again by the deployment.
Seen in 1Password/op-scim-helm#113, 1Password/connect-helm-charts#202, FIWARE/helm-charts#193.

## How to fix it
Use `stringData:` with the plain value, or encode exactly once; check with `kubectl get secret NAME -o
jsonpath='{.data.KEY}' | base64 -d`.

Compare the fingerprint of the decoded value with that of the other side before the rollout.
"""

from base64 import b64encode
from collections.abc import Iterator

from jwtriage.forensics.secret_forms import is_printable, read_base64, read_printed_base64
from jwtriage.model.case import Sighting
from jwtriage.model.change import SecretText, TextChange


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Decode once where a manifest or a second layer shows that the value was encoded before; encode once more."""
    octets = text.text
    in_manifest = _is_manifest(text.sighting)
    outer = read_printed_base64(octets)
    if outer is not None:
        yield from _decoded(outer.octets, in_manifest)
    if is_printable(octets):
        once = b64encode(octets)
        if in_manifest:
            yield TextChange(once, "base64-encoded once more")
            yield TextChange(once + b"\n", "base64-encoded once more, by a command that ends its output with a newline")
        yield TextChange(b64encode(once), "base64-encoded twice")


def _decoded(inner: bytes, in_manifest: bool) -> Iterator[TextChange]:
    """Yield the value inside: at once in a manifest if it is text, else only if it shows a second layer itself."""
    if in_manifest and _is_text(inner):
        yield TextChange(inner, "base64-decoded once more")
    layer = read_base64(inner.rstrip(b"\r\n"))
    if layer is not None and (layer.padded or _is_text(layer.octets)):
        yield TextChange(inner, "base64-decoded once, of two layers")
        yield TextChange(layer.octets, "base64-decoded twice")


def _is_text(octets: bytes) -> bool:
    """Tell whether the octets are printable, a final line end aside."""
    return is_printable(octets.rstrip(b"\r\n"))


def _is_manifest(sighting: Sighting | None) -> bool:
    return sighting is not None and sighting.kind.startswith("kubernetes")
