"""``aws-ssm:NAME?version=3#json.path``: a parameter of the SSM Parameter Store."""

from jwtriage.model.case import Sighting, Unread
from jwtriage.places.reference import Reference
from jwtriage.places.stores.answer import asked
from jwtriage.places.stores.aws import Call, ask, value
from jwtriage.places.stores.errors import StoreError
from jwtriage.places.surroundings import Surroundings

ACTION = "ssm:GetParameter"
"""The one right that is needed: ``examples/rights/aws-parameter.json`` grants it."""


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return a parameter, decrypted, or a value of its JSON; what AWS withholds is an `Unread`."""
    return asked(reference, surroundings, lambda: _look(reference, verifier, surroundings))


def _look(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    selector = reference.option("version", reference.option("stage", ""))
    name = f"{reference.path}:{selector}" if selector else reference.path
    call = Call("ssm", "get_parameter", ACTION, f"parameter {name!r}")
    parameter = ask(call, {"Name": name, "WithDecryption": True}, reference, surroundings).get("Parameter", {})
    text = parameter.get("Value")
    if not isinstance(text, str):
        raise StoreError(f"parameter {name!r} holds no value")
    labels = {"version": str(parameter.get("Version", "")), "created": str(parameter.get("LastModifiedDate") or "")}
    return value(text.encode("utf-8", "surrogatepass"), labels, reference, verifier)
