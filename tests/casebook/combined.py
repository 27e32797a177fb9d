"""Two and three faults at once, across families and within one; drawn the same way in every run."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from tests.casebook import choosing, key_document, making, rewriting, secret_coats, secret_shapes, token_text
from tests.casebook.case import Case
from tests.casebook.draft import Draft
from tests.casebook.material import jwk
from tests.casebook.places import ANY_TEXT, docker_env, kubernetes_data
from tests.casebook.singles import begin

Fault = Callable[[Draft], None]
Named = Mapping[str, Fault]


def pick(table: Named, *names: str) -> Named:
    """Take some faults of a table."""
    return {name: table[name] for name in names}


SHAPES = pick(secret_shapes.SHAPES, "base64", "base64-unpadded", "base64url", "hex", "hex-0x", "latin-1", "repeated", "hash", "dollar", "padded")
COATS = pick(secret_coats.COATS, "newline", "crlf", "quotes", "apostrophes", "bom", "spaces", "double-base64", "json-blob", "utf16")
ISSUER = pick(secret_coats.ISSUER_COATS, "newline", "quotes", "bom", "space")
TEXTS = pick(
    token_text.TRANSIT,
    "bearer",
    "quotes",
    "crlf",
    "newlines",
    "space-before-dot",
    "percent-dots",
    "repr",
    "padded",
    "wrapped-64",
    "mail-wrap",
    "braces",
)
STRUCTURES = pick(key_document.STRUCTURES, "pkcs1", "x509", "label-pkcs1", "private")
DOCUMENTS = pick(key_document.COATS, "backslash-n", "joined", "base64", "bare", "indented", "quotes", "bom", "dashes", "body-joined", "cr")
MEMBERS = pick(key_document.RSA_MEMBERS, "standard", "zero", "pem", "alg", "use")
SETS = pick(choosing.SET_FAULTS, "stale", "kid-lies", "reused", "duplicate", "label-did", "first-only", "retired")
HMAC = {**pick(making.HMAC, "hash-512", "hash-1"), **pick(making.SIGNED, "hex-text", "input-newline", "padded-for-good")}
RSA = {**pick(making.RSA, "hash-512", "pss", "double-hash"), **pick(making.SIGNED, "hex-text", "input-newline", "input-raw-json")}
EC = {**pick(making.EC, "der", "short", "double-hash"), **pick(making.SIGNED, "hex-text")}
REWRITTEN = pick(rewriting.REWRITTEN, "indented", "spaced", "header-kid", "letters", "sorted")
LEFT = {"padded": {"padded-for-good"}, "bare": {"label-pkcs1"}}


def combine(name: str, alg: str, faults: Sequence[Fault]) -> Case:
    """Put faults into one draft, in this order."""
    draft = begin(name, alg)
    for fault in faults:
        fault(draft)
    if secret_coats.TWICE in draft.groups:
        draft.groups = [(*group, *secret_coats.TWICE) if group == ("secret-base64-decoded-one-side",) else group for group in draft.groups]
    return draft.case()


def drawn(prefix: str, alg: str, count: int, *tables: Named) -> Iterator[Case]:
    """Draw combinations, one fault from each table."""
    every = [names for names in product(*tables) if not any(LEFT.get(name, set()) & set(names) for name in names)]
    for names in sorted(random.Random(prefix + alg).sample(every, min(count, len(every)))):
        yield combine(f"{prefix}-{'-'.join(names)}-{alg}", alg, [table[name] for table, name in zip(tables, names, strict=True)])


def pairs_of_secrets() -> Iterator[Case]:
    """Two faults with a shared secret."""
    yield from drawn("pair-key", "HS256", 28, SHAPES, COATS)
    yield from drawn("pair-key", "HS512", 6, SHAPES, COATS)
    yield from drawn("pair-key-text", "HS256", 16, {**COATS, **SHAPES}, TEXTS)
    yield from drawn("pair-issuer-text", "HS256", 6, ISSUER, TEXTS)
    yield from drawn("pair-key-make", "HS256", 14, {**COATS, **SHAPES}, HMAC)
    yield from drawn("pair-key-rewritten", "HS256", 6, COATS, REWRITTEN)
    yield from drawn("pair-text-make", "HS256", 5, TEXTS, HMAC)
    yield from drawn("pair-rewritten-text", "HS256", 4, REWRITTEN, TEXTS)
    yield from drawn("pair-text-choice", "HS256", 6, pick(choosing.SECRET_FAULTS, "staging", "refresh", "file", "previous"), TEXTS)
    yield from two_coats()
    yield from candidates_with_coat()


def two_coats() -> Iterator[Case]:
    """Two coats on one secret, where their order shows."""
    for first, second in (
        ("quotes", "newline"),
        ("spaces", "bom"),
        ("quotes", "spaces"),
        ("double-base64", "newline"),
        ("newline", "quotes"),
    ):
        yield combine(f"pair-coats-{first}-{second}", "HS256", [secret_coats.COATS[first], secret_coats.COATS[second]])
    for name, write in ANY_TEXT.items():
        draft = begin(f"pair-place-{name}", "HS256")
        secret_shapes.base64_decoded(draft)
        secret_coats.newline(draft)
        draft.place = write
        yield draft.case()
    draft = begin("pair-docker-quotes-base64", "HS256")
    secret_shapes.base64_decoded(draft)
    secret_coats.double_quotes(draft)
    draft.place = docker_env
    yield draft.case()
    draft = begin("pair-data-hex-newline", "HS256")
    secret_shapes.hexadecimal(draft)
    secret_coats.newline(draft)
    draft.place = kubernetes_data
    yield draft.case()


def candidates_with_coat() -> Iterator[Case]:
    """The key that signs lies in another place, in another coat than it signs in: a choice and a difference of text."""
    for name, coat in pick(secret_coats.COATS, "newline", "quotes", "bom").items():
        draft = begin(f"pair-choice-{name}", "HS256")
        choosing.candidate_file("issuer/jwt.key")(draft)
        sound, draft.text = draft.text, draft.key
        coat(draft)
        draft.files["issuer/jwt.key"], draft.text = draft.text, sound
        yield draft.case()


def pairs_of_keys() -> Iterator[Case]:
    """Two faults with a key pair."""
    yield from drawn("pair-pem", "RS256", 18, STRUCTURES, DOCUMENTS)
    yield from drawn("pair-pem-text", "RS256", 8, {**STRUCTURES, **DOCUMENTS}, TEXTS)
    yield from drawn("pair-pem-make", "RS256", 8, {**STRUCTURES, **DOCUMENTS}, RSA)
    yield from drawn("pair-pem-make", "ES256", 6, DOCUMENTS, EC)
    yield from drawn("pair-pem-rewritten", "RS256", 5, DOCUMENTS, REWRITTEN)
    yield from drawn("pair-set-text", "RS256", 7, SETS, TEXTS)
    yield from drawn("pair-set-make", "RS256", 5, SETS, pick(making.RSA, "hash-512", "pss", "double-hash"))
    yield from drawn("pair-set-make", "ES256", 6, SETS, pick(making.EC, "der", "short"))
    yield from drawn("pair-jwk-make", "RS256", 6, MEMBERS, pick(making.RSA, "hash-512", "double-hash"))
    yield from drawn("pair-jwk-text", "RS256", 5, MEMBERS, TEXTS)
    yield from drawn("pair-make-text", "ES256", 8, EC, TEXTS)
    yield from drawn("pair-choice-text", "RS256", 4, choosing.KEY_FAULTS, TEXTS)
    yield from drawn("pair-altered-text", "RS256", 2, {"altered": rewriting.altered}, TEXTS)
    yield from drawn(
        "pair-pem-mistyped", "RS256", 3, pick(DOCUMENTS, "backslash-n", "joined", "base64"), pick(token_text.MISTYPED, "mistyped-payload")
    )
    yield from members_in_sets()


def members_in_sets() -> Iterator[Case]:
    """A JWK that is nearly right, under another kid than the token says."""
    for member in ("standard", "zero", "pem"):
        for name in ("kid-lies", "label-did"):
            draft = begin(f"pair-jwk-{member}-{name}", "RS256")
            key_document.RSA_MEMBERS[member](draft)
            own = draft.keys[0]
            choosing.SET_FAULTS[name](draft)
            draft.keys = [{**key, **own} if key["n"] == _sound(draft)["n"] else key for key in draft.keys]
            yield draft.case()


def _sound(draft: Draft) -> dict:
    return jwk(draft.key)


def pairs_of_texts() -> Iterator[Case]:
    """Two faults of the token's text."""
    for first, second in (
        ("bearer", "quotes"),
        ("bearer", "crlf"),
        ("quotes", "newlines"),
        ("bearer", "percent-dots"),
        ("padded", "bearer"),
        ("wrapped-64", "quotes"),
        ("repr", "bearer"),
        ("space-before-dot", "quotes"),
        ("quotes", "bearer"),
    ):
        for alg in ("HS256", "ES256"):
            yield combine(f"pair-texts-{first}-{second}-{alg}", alg, [token_text.TRANSIT[first], token_text.TRANSIT[second]])


def triples() -> Iterator[Case]:
    """Three faults at once."""
    yield from drawn(
        "triple-key-text",
        "HS256",
        6,
        pick(SHAPES, "base64", "hex", "base64url"),
        pick(COATS, "newline", "quotes", "bom", "double-base64"),
        pick(TEXTS, "bearer", "quotes", "crlf", "percent-dots", "repr"),
    )
    yield from drawn(
        "triple-key-make-text",
        "HS256",
        6,
        pick(COATS, "newline", "quotes", "bom"),
        pick(making.HMAC, "hash-512", "hash-1"),
        pick(TEXTS, "bearer", "quotes"),
    )
    yield from drawn(
        "triple-pem-text",
        "RS256",
        6,
        pick(STRUCTURES, "pkcs1", "x509", "label-pkcs1"),
        pick(DOCUMENTS, "backslash-n", "joined", "base64", "quotes"),
        pick(TEXTS, "bearer", "crlf", "quotes"),
    )
    yield from drawn(
        "triple-pem-make-text",
        "RS256",
        6,
        pick(DOCUMENTS, "backslash-n", "joined", "bare"),
        pick(making.RSA, "hash-512", "double-hash"),
        pick(TEXTS, "bearer", "quotes"),
    )
    yield from drawn(
        "triple-set-make-text",
        "ES256",
        6,
        pick(SETS, "stale", "kid-lies", "label-did", "first-only"),
        pick(making.EC, "der", "short"),
        pick(TEXTS, "bearer", "crlf", "quotes"),
    )
    yield from drawn("triple-key-make", "HS256", 4, pick(SHAPES, "base64", "hex"), pick(COATS, "newline", "quotes"), pick(making.HMAC, "hash-512"))


def cases() -> Iterator[Case]:
    """Yield every combination."""
    for family in (pairs_of_secrets, pairs_of_keys, pairs_of_texts, triples):
        yield from family()
