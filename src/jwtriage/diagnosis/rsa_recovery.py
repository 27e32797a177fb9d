"""Recover an RSA public key from tokens in a child process that announces its cost and can be cancelled."""

import json
import subprocess
import sys
from binascii import b2a_base64
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from math import inf
from time import monotonic
from typing import IO, Any, NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from jwtriage.forensics.recipe import Recipe, verifies
from jwtriage.forensics.recover_rsa import SMALL_EXPONENTS, USUAL_EXPONENT, SignedText, Unrecoverable, distinct_texts
from jwtriage.jose.errors import KeyLoadError
from jwtriage.jose.keys import Key

_CHILD = "jwtriage.diagnosis.rsa_recovery_child"
_INTERVAL = 0.25
_HASHES = {"RS256": "sha256", "RS384": "sha384", "RS512": "sha512"}


class Cost(NamedTuple):
    """What a recovery takes on a machine of 2026: seconds and gigabytes, roughly."""

    seconds: float
    gigabytes: float

    def __str__(self) -> str:
        """Write it for people."""
        return f"about {self.seconds:.0f} s, {self.gigabytes:.1f} GB"


def recoverable(alg: str | None) -> bool:
    """Tell whether tokens of this algorithm can give their RSA key away: RS256, RS384 and RS512 do, PS and all others do not."""
    return alg in _HASHES


def signed_text(alg: str, signing_input: bytes, signature: bytes) -> SignedText:
    """Put one token into the form that `recover_rsa_key` takes; raises `Unrecoverable` for an algorithm other than RS256, RS384, RS512."""
    if not recoverable(alg):
        raise Unrecoverable("an RSA key can be recovered from tokens of RS256, RS384 and RS512 only")
    return SignedText(signing_input, signature, _HASHES[alg])


def cost_of(signature_octets: int) -> Cost:
    """Estimate the cost of the exponent 65537 for a signature of this length; measured: 33 s and 0.2 GB for 256 octets, 90 s and 0.4 GB for 512."""
    return Cost(35 * (signature_octets / 256) ** 1.35, 0.2 * signature_octets / 256)


def recover_rsa_key(tokens: Sequence[SignedText], progress: Callable[[str, float], None], seconds: float = inf) -> Key | None:
    """Return the RSA key that made all ``tokens``, ``None`` if no single key did. The result is checked again on every token.

    The small exponents come first and take moments; then 65537, whose cost is announced by ``progress`` (a stage's name and the share done,
    0 to 1). An exception of ``progress`` and KeyboardInterrupt end the child at once. ``seconds`` bounds the whole.

    Raises `Unrecoverable` with one clear line: fewer than two texts, different lengths, gmpy2 not installed, time over, out of memory.
    """
    cost, deadline = cost_of(len(distinct_texts(tokens)[0].signature)), monotonic() + seconds
    found = _attempt(tokens, SMALL_EXPONENTS, _Watch("recovering the RSA key with small exponents", progress, 2.0, deadline))
    if found is not None:
        return found
    if not has_gmpy2():
        raise Unrecoverable("recovering an RSA key with the exponent 65537 needs gmpy2: pip install 'jwtriage[recover]'")
    return _attempt(tokens, (USUAL_EXPONENT,), _Watch(f"recovering the RSA key: {cost}", progress, cost.seconds, deadline))


class _Watch(NamedTuple):
    """What to tell while a child computes, and until when to let it (by the monotonic clock)."""

    stage: str
    progress: Callable[[str, float], None]
    expected: float
    deadline: float

    def tell(self, elapsed: float) -> None:
        """Report the share of the expected time that is over, short of all of it."""
        if monotonic() > self.deadline:
            raise Unrecoverable("recovering the RSA key took longer than allowed")
        self.progress(self.stage, min(0.99, elapsed / self.expected))


def _attempt(tokens: Sequence[SignedText], exponents: Sequence[int], watch: _Watch) -> Key | None:
    return _checked(tokens, _run(_request(tokens, exponents), watch))


def has_gmpy2() -> bool:
    """Tell whether the extra ``recover`` is installed."""
    return find_spec("gmpy2") is not None


def _request(tokens: Sequence[SignedText], exponents: Sequence[int]) -> bytes:
    texts = [
        {"signing_input": _base64(token.signing_input), "signature": _base64(token.signature), "hash": token.hash} for token in distinct_texts(tokens)
    ]
    return json.dumps({"tokens": texts, "exponents": exponents}).encode("ascii") + b"\n"


def _base64(octets: bytes) -> str:
    return b2a_base64(octets, newline=False).decode("ascii")


def _run(request: bytes, watch: _Watch) -> dict[str, Any]:
    """Let a child answer the request. However this function is left, the child has ended.

    ``-P`` keeps the working directory off the child's path: a scanned tree must not be able to slip a module in.
    """
    watch.tell(0.0)
    command = [sys.executable, "-P", "-m", _CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        try:
            _send(child.stdin, request)
            return _answer(child, watch)
        finally:
            child.kill()


def _answer(child: "subprocess.Popen[bytes]", watch: _Watch) -> dict[str, Any]:
    start = monotonic()
    while not _has_ended(child):
        watch.tell(monotonic() - start)
    text = child.stdout.read() if child.stdout else b""
    if child.returncode != 0 or not text:
        raise Unrecoverable("recovering the RSA key failed: the child process ended early, perhaps for want of memory")
    watch.progress(watch.stage, 1.0)
    answer: dict[str, Any] = json.loads(text)
    return answer


def _send(pipe: IO[bytes] | None, request: bytes) -> None:
    """Write the request and leave the pipe open: its closing tells the child that this process is gone."""
    assert pipe is not None, "the child was started with a pipe"
    try:
        pipe.write(request)
        pipe.flush()
    except BrokenPipeError:
        raise Unrecoverable("recovering the RSA key failed: the child process did not start") from None


def _has_ended(child: "subprocess.Popen[bytes]") -> bool:
    try:
        child.wait(_INTERVAL)
    except subprocess.TimeoutExpired:
        return False
    return True


def _checked(tokens: Sequence[SignedText], answer: dict[str, Any]) -> Key | None:
    """Build the key and check it on every token with cryptography, which shares no line with the computation."""
    if not answer:
        return None
    try:
        key = Key.from_public(RSAPublicNumbers(answer["exponent"], int(answer["modulus"], 16)).public_key())
    except (ValueError, UnsupportedAlgorithm, KeyLoadError):
        return None
    return key if all(verifies(Recipe("RSA", token.hash), key, token.signing_input, token.signature) for token in tokens) else None
