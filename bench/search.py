"""The search through the product: changed secrets, repairs of the token's text, and inventories of ten thousand keys.

Medians over the rounds in CPU time on one core. Nothing is found where a whole space is to be measured; where an answer is measured, it
is checked. The search is entered where `diagnose` enters it, with the key texts already read. Run it as ``python -m bench.search``.
"""

import hmac
import json
import os
import random
import statistics
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from bench.contest import Call, Figure, report
from bench.verify import claims
from jwtriage.cli.main import collect_rarely
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.investigate import Investigation
from jwtriage.diagnosis.secret_nodes import SecretLevels
from jwtriage.forensics.hmac_search import first_match
from jwtriage.forensics.token import TokenText
from jwtriage.jose import Key
from jwtriage.jose.base64url import encode
from jwtriage.jose.secret import Secret
from jwtriage.model.case import Case, Origin, Sighting

ROUNDS = 5
FEW, MANY = 100, 10_000
HASHES = {"sha256": 32, "sha384": 48, "sha512": 64}
UNLIMITED = 3_600.0

Sign = Callable[[bytes], bytes]


def token_of(alg: str, sign: Sign, payload: dict[str, Any] | None = None) -> bytes:
    """Make a compact token over the usual claims."""
    signing_input = b".".join(encode(json.dumps(part).encode()).encode() for part in ({"alg": alg, "typ": "JWT"}, payload or claims()))
    return signing_input + b"." + encode(sign(signing_input)).encode()


def secret_texts(count: int) -> list[bytes]:
    """Return secrets as people write them: base64, hex, base64url, raw octets and passphrases, in equal parts."""
    source = random.Random(count)
    octets = [source.randbytes(32) for _ in range(count)]
    written: list[Callable[[bytes], bytes]] = [
        b64encode,
        lambda raw: raw.hex().encode(),
        urlsafe_b64encode,
        bytes,
        lambda raw: b"Shop-" + raw.hex()[:20].encode(),
    ]
    return [written[at % len(written)](raw) for at, raw in enumerate(octets)]


def seen(texts: Iterable[bytes], verifier: str | None) -> list[Sighting]:
    """Show key texts as the places do."""
    return [Sighting(Secret(text), Origin(f"key-{at}"), verifier=verifier) for at, text in enumerate(texts)]


def seconds_of(call: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def median(call: Callable[[], Call]) -> float:
    """Return the median of what ``call`` prepares anew, outside the measurement, for each round."""
    return statistics.median(seconds_of(call()) for _ in range(ROUNDS))


def investigation(token: bytes, own: Sequence[bytes], others: Sequence[bytes]) -> Investigation:
    """Make the investigation of a token before these keys; the keys are read, nothing is tried."""
    return Investigation(Case(token, (*seen(own, ""), *seen(others, None)), at=time.time()), Budget(UNLIMITED))


def changed_secrets() -> list[Figure]:
    """Try every change of a hundred secrets' texts on an HS256 token that none of them made."""
    token = TokenText.read(token_of("HS256", lambda text: hmac.digest(os.urandom(32), text, "sha256")))
    sightings = seen(secret_texts(FEW), "")
    singles = len(_changed(token, sightings, 1))
    pairs = len(_changed(token, sightings, 2))
    return [
        Figure("100 secrets, texts with one change", singles),
        Figure("100 secrets, one change, all hashes, seconds", median(lambda: partial(_try, token, sightings, 1, HASHES)), 0.5, at_most=True),
        Figure("100 secrets, texts with two changes", pairs),
        Figure(
            "100 secrets, two changes, the header's hash, seconds", median(lambda: partial(_try, token, sightings, 2, ["sha256"])), 4, at_most=True
        ),
        Figure("1 secret and 99 candidates, up to two changes of anything, seconds", median(_mixed_search)),
    ]


def _changed(token: TokenText, sightings: list[Sighting], cost: int) -> list[bytes]:
    levels = SecretLevels(sightings, (), token, Budget(UNLIMITED))
    return [text[0] for batch in levels.own(cost) for text in batch]


def _try(token: TokenText, sightings: list[Sighting], cost: int, hash_names: Iterable[str]) -> None:
    texts = _changed(token, sightings, cost)
    for name in hash_names:
        assert first_match(texts, name, token.signing_input, os.urandom(HASHES[name])) is None


def _mixed_search() -> Call:
    own, *others = secret_texts(FEW)
    made = investigation(token_of("HS256", lambda text: hmac.digest(os.urandom(32), text, "sha256")), [own], others)
    return lambda: made.search.run(0, 2)


def many_secrets() -> list[Figure]:
    """Try ten thousand candidates in the common encodings, and beside it the bare hashing of as many texts."""
    token = TokenText.read(token_of("HS256", lambda text: hmac.digest(os.urandom(32), text, "sha256")))
    sightings = seen(secret_texts(MANY), None)
    texts = list(chain.from_iterable(_encodings(SecretLevels((), sightings, token, Budget(UNLIMITED)))))
    return [
        Figure("10,000 secrets in the common encodings, texts", len(texts)),
        Figure("the same texts, hashing alone, seconds", median(lambda: lambda: first_match(texts, "sha256", token.signing_input, token.signature))),
        Figure(
            "10,000 secrets in the common encodings, seconds",
            median(lambda: partial(_match_encodings, token, SecretLevels((), sightings, token, Budget(UNLIMITED)))),
            1,
            at_most=True,
        ),
    ]


def _encodings(levels: SecretLevels) -> Iterable[list[bytes]]:
    """Yield the texts as they were seen, then each with one change: a key that the verifier does not hold costs one more."""
    return ([text[0] for text in batch] for cost in (1, 2) for batch in levels.foreign(cost))


def _match_encodings(token: TokenText, levels: SecretLevels) -> None:
    for octets in _encodings(levels):
        assert first_match(octets, "sha256", token.signing_input, token.signature) is None


def repairs() -> list[Figure]:
    """Search for a character that was mistyped in the payload, and walk all repairs of a token whose signer is unknown."""
    secret = os.urandom(32)
    sound = token_of("HS256", lambda text: hmac.digest(secret, text, "sha256"))
    mistyped, swapped = _lookalike(sound), sound[:90] + sound[91:92] + sound[90:91] + sound[92:]
    foreign = token_of("HS256", lambda text: hmac.digest(os.urandom(32), text, "sha256"))
    return [
        Figure("a lookalike in the payload, seconds to the answer", median(lambda: _answer(mistyped, secret))),
        Figure("two characters swapped, seconds to the answer", median(lambda: _answer(swapped, secret))),
        Figure("all repairs of the text, one secret, seconds", median(lambda: investigation(foreign, [secret], [])._late)),
    ]


def _lookalike(token: bytes) -> bytes:
    at = token.index(b"I", token.index(b".") + 20)
    return token[:at] + b"l" + token[at + 1 :]


def _answer(token: bytes, secret: bytes) -> Call:
    made = investigation(token, [secret], [])

    def conclude() -> None:
        assert [found.id for found in made.conclude().findings if found.certainty == "proven"] == ["token-mistyped"]

    return conclude


def unexplained() -> list[Figure]:
    """Exhaust the search for a token of eight claims, whose members are tried in every order, before one key that did not sign it."""
    rsa_key, ec_key, edwards_key = (
        rsa.generate_private_key(65_537, 2_048),
        ec.generate_private_key(ec.SECP256R1()),
        ed25519.Ed25519PrivateKey.generate(),
    )
    signers: dict[str, tuple[Sign, bytes]] = {
        "HS256": (lambda text: hmac.digest(os.urandom(32), text, "sha256"), os.urandom(32)),
        "RS256": (lambda text: rsa_key.sign(text, padding.PKCS1v15(), hashes.SHA256()), _pem(rsa.generate_private_key(65_537, 2_048).public_key())),
        "ES256": (partial(_sign_p256, ec_key), _pem(ec.generate_private_key(ec.SECP256R1()).public_key())),
        "EdDSA": (edwards_key.sign, _pem(ed25519.Ed25519PrivateKey.generate().public_key())),
    }
    eight = dict(list(claims().items())[:8])
    return [
        Figure(f"{alg}, eight claims, unknown signer, seconds", _exhausted(token_of(alg, sign, eight), key)) for alg, (sign, key) in signers.items()
    ]


def _exhausted(token: bytes, key: bytes) -> float:
    made = investigation(token, [key], [])
    start = time.process_time()
    assert made.conclude().verdict == "unexplained"
    return time.process_time() - start


def _sign_p256(private_key: ec.EllipticCurvePrivateKey, text: bytes) -> bytes:
    return b"".join(number.to_bytes(32) for number in decode_dss_signature(private_key.sign(text, ec.ECDSA(hashes.SHA256()))))


def rsa_inventory() -> list[Figure]:
    """Search an RS256 token's signer among ten thousand RSA-2048 keys that did not make it, beside the bare verification by each.

    The moduli are random and all larger than the signature: one that is smaller is refused early and would flatter. Both sides read their
    keys anew in each round, for the first verification with a key is dearer than the next.
    """
    private_key = rsa.generate_private_key(65_537, 2_048)
    token = token_of("RS256", lambda text: private_key.sign(text, padding.PKCS1v15(), hashes.SHA256()))
    moduli = (random.getrandbits(2_048) | (0xFFFF << 2_032) | 1 for _ in range(MANY))
    own, *others = pems = [_pem(rsa.RSAPublicNumbers(65_537, modulus).public_key()) for modulus in moduli]
    parsed = TokenText.read(token)
    rounds = []
    for _ in range(ROUNDS):
        search, publics = investigation(token, [own], others).search, [load_pem_public_key(pem) for pem in pems]
        rounds.append((seconds_of(partial(_verify_each, publics, parsed)), seconds_of(partial(search.run, 0, 1))))
    start = time.process_time()
    assert investigation(token, [own], others).conclude().verdict == "unexplained"
    return [
        Figure("10,000 RSA-2048 keys, the bare verify loop, seconds", statistics.median(one for one, _ in rounds)),
        Figure(
            "10,000 RSA-2048 keys, the search, times the bare verify loop", statistics.median(two / one for one, two in rounds), 1.3, at_most=True
        ),
        Figure("10,000 RSA-2048 PEMs, unknown signer, reading and all changes, seconds", time.process_time() - start),
    ]


def _verify_each(publics: list[Any], token: TokenText) -> None:
    scheme, digest = padding.PKCS1v15(), hashes.SHA256()
    for public in publics:
        try:
            public.verify(token.signature, token.signing_input, scheme, digest)
        except InvalidSignature:
            continue
        raise AssertionError("a random modulus verified")


def ec_inventory() -> list[Figure]:
    """Find the signer of an ES256 token among ten thousand P-256 keys that were read before."""
    private_key = ec.generate_private_key(ec.SECP256R1())

    publics = [ec.derive_private_key(scalar + 2, ec.SECP256R1()).public_key() for scalar in range(MANY - 1)]
    own, *others = [_pem(public) for public in (*publics, private_key.public_key())]
    token, signer = token_of("ES256", partial(_sign_p256, private_key)), Key.from_public(private_key.public_key())

    def find() -> Call:
        search = investigation(token, [own], others).search

        def call() -> None:
            hit = search.run(0, 1)
            assert hit is not None
            assert hit.key == signer

        return call

    start = time.process_time()
    assert investigation(token, [own], others[:-1]).conclude().verdict == "unexplained"
    whole = time.process_time() - start
    return [
        Figure("10,000 P-256 keys, the signer among them, milliseconds", 1_000 * median(find), 5, at_most=True),
        Figure("10,000 P-256 PEMs, unknown signer, reading and all changes, seconds", whole),
    ]


def _pem(public: rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey) -> bytes:
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


if __name__ == "__main__":
    collect_rarely()
    raise SystemExit(max([report(group()) for group in (changed_secrets, many_secrets, repairs, unexplained, rsa_inventory, ec_inventory)]))
