"""How AWS is asked: by boto3 (extra ``aws``) with the operator's own profile, region and login, one call and no retry."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jwtriage.model.case import Sighting, Unread
from jwtriage.places.file_place import read_octets
from jwtriage.places.reference import Reference
from jwtriage.places.stores.answer import labelled, stored
from jwtriage.places.stores.errors import StoreError, denied
from jwtriage.places.surroundings import Surroundings

DECRYPT = "kms:Decrypt"
"""The second right, where the value is encrypted under a key of the account and not of the service."""
_DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")
_UNDECIPHERED = ("DecryptionFailure", "InvalidKeyId")
_ABSENT = ("ResourceNotFoundException", "ParameterNotFound", "ParameterVersionNotFound")
_LOGIN = (
    *("UnrecognizedClientException", "InvalidClientTokenId", "ExpiredToken", "ExpiredTokenException"),
    *("InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignature", "MissingAuthenticationToken"),
)
_NOWHERE = Path(os.devnull)
"""The folder of a stored text: no file is beside it, so that none is read that it names (SECURITY section 2, rule 6)."""
_CODE = re.compile(r"[A-Za-z.]{1,64}")
_UNREACHED: Mapping[str, str] = {
    "NoCredentialsError": "there is no login for AWS: set a profile, or log in",
    "PartialCredentialsError": "the login for AWS is not complete",
    "NoRegionError": "no region is set: add ?region=",
    "EndpointConnectionError": "AWS could not be reached",
    "ConnectTimeoutError": "AWS did not answer in time",
    "ReadTimeoutError": "AWS did not answer in time",
    "ProxyConnectionError": "the proxy could not be reached",
    "SSLError": "the certificate of AWS is not accepted; --ca-file adds authorities",
    "ParamValidationError": "AWS takes no such name",
}


class Call(NamedTuple):
    """One read: the service and operation as boto3 names them, the right it needs, and the resource for people."""

    service: str
    operation: str
    action: str
    resource: str


def ask(call: Call, parameters: Mapping[str, object], reference: Reference, surroundings: Surroundings) -> Mapping[str, Any]:
    """Return the answer of AWS; raise `StoreError` where there is none."""
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        raise StoreError("boto3 is not installed: pip install 'jwtriage[aws]'") from None
    settings = Config(connect_timeout=surroundings.timeout, read_timeout=surroundings.timeout, retries={"total_max_attempts": 1})
    try:
        session = boto3.Session(profile_name=reference.options.get("profile"), region_name=reference.options.get("region"))
        client = session.client(call.service, config=settings, verify=surroundings.ca_file)
        answer: Mapping[str, Any] = getattr(client, call.operation)(**parameters)
    except ClientError as error:
        raise _refused(error.response.get("Error", {}), call) from None
    except (BotoCoreError, ValueError, OSError) as error:
        raise _unreached(error, reference) from None
    return answer


def _refused(error: Mapping[str, Any], call: Call) -> StoreError:
    """Say why AWS refused, in our words: its message may quote what it was given."""
    code = str(error.get("Code", ""))
    if code in _UNDECIPHERED or (code in _DENIED and "KMS" in str(error.get("Message", ""))):
        return denied(DECRYPT, f"on the key of {call.resource}")
    if code in _DENIED:
        return denied(call.action, f"on {call.resource}")
    if code in _ABSENT:
        return StoreError(f"there is no {call.resource}")
    if code in _LOGIN:
        return StoreError(f"AWS does not accept this login ({code})")
    if code == "InvalidRequestException":
        return StoreError(f"{call.resource} cannot be read as it is: it may be marked for deletion")
    return StoreError(f"AWS refuses with {code if _CODE.fullmatch(code) else 'an error'}")


def _unreached(error: Exception, reference: Reference) -> StoreError:
    """Say why no answer came."""
    kind = type(error).__name__
    if kind == "ProfileNotFound":
        return StoreError(f"there is no profile {reference.option('profile', 'of the environment')!r} for AWS")
    return StoreError(_UNREACHED.get(kind, f"AWS could not be asked ({kind})"))


def value(octets: bytes, labels: Mapping[str, str], reference: Reference, verifier: str | None) -> list[Sighting | Unread]:
    """Return a stored text, or the value inside it: after ``#`` stands a path into its JSON."""
    as_json = reference.name is not None or octets.lstrip()[:1] == b"{"
    found = read_octets(octets, _NOWHERE / ("value.json" if as_json else "value.key"), reference, verifier)
    where = {name: reference.options[name] for name in ("profile", "region") if name in reference.options}
    return stored(labelled(found, {**where, **labels}))
