"""Asking one cause about a secret, and signing with shared secrets."""

from types import ModuleType

from jwtriage.jose.secret import Secret
from jwtriage.model.case import Origin, Reading, Sighting
from jwtriage.model.change import DocumentText, SecretText
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.tokens import sign

SECRET = b"ZMSGkm5LfK7zzYmbSegCSsXhU4dtwETv"
OTHER = b"r8JwAmKCuSoUQbApc6GepgdwbAEqnGnTqAwr3Pus"
RANDOM = bytes.fromhex("8c1ff3a05d97e2bb6a40d2c95e73f8114bd60a7e93c5281fb7ead469305cfe92")


def seen(
    text: bytes, name: str | None = "JWT_SECRET", *, readings: tuple[tuple[str, bytes], ...] = (), source: bytes | None = None, **more: str
) -> Sighting:
    """Make the sighting of a secret's text in a ``.env``."""
    known = tuple(Reading(reader, Secret(found)) for reader, found in readings)
    where = {"kind": "variable", "verifier": "", **more}
    return Sighting(Secret(text), Origin(".env", name), readings=known, source=None if source is None else Secret(source), **where)


def proposals(cause: ModuleType, text: bytes, sighting: Sighting | None = None, *, fresh: bool = True, block: int = 64) -> set[bytes]:
    """Return the texts that a cause proposes for a secret."""
    return {change.text for change in cause.propose_secret(SecretText(text, sighting, fresh, block))}


def documents(cause: ModuleType, text: bytes, sighting: Sighting | None = None) -> set[bytes]:
    """Return the texts that a cause proposes for a key document."""
    return {change.text for change in cause.propose_document(DocumentText(text, sighting, True))}


def pair(signer: bytes, verifier: bytes, *causes: str, alg: str = "HS256", where: str = "jwt.key") -> Example:
    """Make the example of a signer and a verifier that hold these two secrets; the verifier's is a file."""
    return Example(sign(CLAIMS, signer, alg), {where.partition("?")[0]: verifier}, ("--verifier", where), causes)


def explains(signer: bytes, verifier: bytes, *causes: str, alg: str = "HS256") -> None:
    """Check that exactly these causes are proven for the two secrets."""
    assert_explains(pair(signer, verifier, *causes, alg=alg))


def accused(signer: bytes, verifier: bytes) -> set[str]:
    """Return what is proven for the two secrets."""
    report = diagnose(pair(signer, verifier))
    return {found["id"] for found in report["causes"] if found["certainty"] == "proven"}
