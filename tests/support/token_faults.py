"""What the tests of the token's and the algorithm's causes share: one key for each algorithm, and examples around it."""

from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, Scene
from tests.support.example import CLAIMS, Example, diagnose
from tests.support.keys import ec, ed25519, public_pem, rsa
from tests.support.tokens import compact_json, segment, sign, signature_of

SECRET = b"ZMSGkm5LfK7zzYmbSegCSsXhU4dtwETv7Kp2QwXy9aB4cD6e"
PRIVATE = {"RS": rsa, "PS": rsa, "ES": ec, "Ed": ed25519}
CURVES = {"ES384": "P-384", "ES512": "P-521"}


def signer(alg: str):
    """Return the secret or the private key that signs under ``alg``."""
    if alg.startswith("HS"):
        return SECRET
    return ec(CURVES[alg]) if alg in CURVES else PRIVATE[alg[:2]]()


def key_file(alg: str) -> dict[str, bytes]:
    """Return the verifier's file."""
    return {"key": SECRET if alg.startswith("HS") else public_pem(signer(alg))}


def issued(alg: str = "HS256", claims: object = CLAIMS, **headers) -> bytes:
    """Return a sound token."""
    return sign(claims, signer(alg), alg, headers or None)


def parts(token: bytes) -> tuple[bytes, bytes, bytes]:
    """Return header, payload and signature as they are encoded."""
    header, payload, signature = token.split(b".")
    return header, payload, signature


def head(alg: str = "HS256", claims: object = CLAIMS, **headers) -> bytes:
    """Return a signing input."""
    return issued(alg, claims, **headers).rpartition(b".")[0]


def signed_over(text: bytes, alg: str = "HS256", received: bytes | None = None) -> bytes:
    """Return a token whose signature covers ``text`` instead of what it carries."""
    return (head(alg) if received is None else received) + b"." + segment(signature_of(text, signer(alg), alg))


def with_signature(octets: bytes, alg: str = "HS256", **headers) -> bytes:
    """Return a token with these signature octets."""
    return head(alg, **headers) + b"." + segment(octets)


def renamed(name: str, alg: str) -> bytes:
    """Return a token signed under ``alg`` whose header calls it ``name``."""
    text = segment(compact_json({"alg": name, "typ": "JWT"})) + b"." + segment(compact_json(CLAIMS))
    return text + b"." + segment(signature_of(text, signer(alg), alg))


def received(token: bytes, *causes: str, alg: str = "HS256", files: dict[str, bytes] | None = None, more: tuple[str, ...] = (), **members) -> Example:
    """Make the example of a verifier with the right key, to which ``token`` came."""
    return Example(token, {**key_file(alg), **(files or {})}, ("--verifier", "key", *more), causes, **members)


def found(example: Example) -> list[str]:
    """Return the ids that the report lists."""
    return [cause["id"] for cause in diagnose(example)["causes"]]


def texts(cause, token: bytes, case: Case | None = None) -> list[bytes]:
    """Return the texts that the hook proposes for a token."""
    return [change.token.text for change in cause.propose_token(TokenText.read(token), case or Case(token))]


def signing_inputs(cause, token: bytes, case: Case | None = None) -> list[bytes]:
    """Return what the signature is held against in each proposal."""
    return [change.token.signing_input for change in cause.propose_token(TokenText.read(token), case or Case(token))]


def scene(token: bytes, **members) -> Scene:
    """Make the scene of a token that nothing verified."""
    return Scene(Case(token, **members), TokenText.read(token), (), ())


def signs(cause, token: bytes, **members) -> list[str]:
    """Return how strongly the hook speaks about a token."""
    return [sign.certainty for sign in cause.read(scene(token, **members))]


def attempt(token: bytes, key=None) -> Attempt:
    """Make the attempt to verify as the header says."""
    text = TokenText.read(token)
    recipe = recipe_for(text.alg or "")
    assert recipe is not None
    return Attempt(text, Key.from_secret(SECRET) if key is None else Key.from_public(key.public_key()), recipe)
