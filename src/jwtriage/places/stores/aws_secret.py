"""``aws-secret:NAME?stage=AWSPREVIOUS&version=ID#json.path``: a secret of AWS Secrets Manager."""

from jwtriage.model.case import Sighting, Unread
from jwtriage.places.reference import Reference
from jwtriage.places.stores.answer import asked
from jwtriage.places.stores.aws import Call, ask, value
from jwtriage.places.stores.errors import StoreError
from jwtriage.places.surroundings import Surroundings

ACTION = "secretsmanager:GetSecretValue"
"""The one right that is needed: ``examples/rights/aws-secret.json`` grants it."""
_PARAMETERS = {"version": "VersionId", "stage": "VersionStage"}


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return a secret by name or ARN, or a value of its JSON; what AWS withholds is an `Unread`."""
    return asked(reference, surroundings, lambda: _look(reference, verifier, surroundings))


def _look(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    chosen = {name: reference.options[name] for name in _PARAMETERS if name in reference.options}
    resource = "".join((f"secret {reference.path!r}", *(f" of {name} {text!r}" for name, text in chosen.items())))
    call = Call("secretsmanager", "get_secret_value", ACTION, resource)
    answer = ask(call, {"SecretId": reference.path, **{_PARAMETERS[name]: text for name, text in chosen.items()}}, reference, surroundings)
    text, octets = answer.get("SecretString"), answer.get("SecretBinary")
    if not isinstance(text, str) and not isinstance(octets, bytes):
        raise StoreError(f"{resource} holds no value")
    stages, created = answer.get("VersionStages") or (), answer.get("CreatedDate")
    labels = {"version": str(answer.get("VersionId", "")), "stage": ", ".join(map(str, stages)), "created": str(created or "")}
    return value(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else octets or b"", labels, reference, verifier)
