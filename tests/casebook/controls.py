"""Controls: tokens that verify as configured, and tokens of keys that nobody gave. Nothing may be proven of either."""

import random
from collections.abc import Iterator

from tests.casebook import key_document, secret_coats, secret_shapes, token_text
from tests.casebook.case import Case
from tests.casebook.draft import Draft, compact, pair, shared
from tests.casebook.material import alphanumeric, b64, b64url, jwk, key_for, private_pem, public_pem, rsa_key
from tests.casebook.places import ANY_TEXT, PLAIN
from tests.casebook.signing import make_signature

ASYMMETRIC = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "ES256K", "EdDSA")
WEAK = {"rsa-key-below-minimum", "secret-zero-padded-or-too-short", "secret-default-or-placeholder"}


def _valid(draft: Draft) -> Case:
    draft.verdict = "valid"
    return draft.case()


def valid_keys() -> Iterator[Case]:
    """Every algorithm with a PEM, a JWK and a set of several keys."""
    for alg in ASYMMETRIC:
        yield _valid(pair(f"valid-pem-{alg}", alg))
        draft = pair(f"valid-set-{alg}", alg)
        draft.header["kid"] = "k2"
        draft.keys = [jwk(key_for("RS256", "x"), kid="k0", use="enc"), jwk(key_for(alg, "y"), kid="k1"), jwk(draft.key, kid="k2", use="sig", alg=alg)]
        yield _valid(draft)
    for alg in ("RS256", "ES256", "EdDSA"):
        draft = pair(f"valid-one-{alg}", alg)
        draft.keys = [jwk(draft.key)]
        yield _valid(draft)
        draft = pair(f"valid-candidates-{alg}", alg)
        draft.files["other.pem"], draft.files["issuer.pem"] = private_pem(key_for(alg, "other")), private_pem(draft.key)
        draft.candidates = ["other.pem", "issuer.pem"]
        yield _valid(draft)
    draft = pair("valid-usable-second", "ES256")
    draft.keys = [jwk(rsa_key("x"), use="enc"), jwk(draft.key, use="sig")]
    yield _valid(draft)
    draft = pair("valid-1024", "RS256")
    draft.key = rsa_key("small", 1024)
    draft.text = public_pem(draft.key)
    draft.allowed = WEAK
    yield _valid(draft)


def valid_secrets() -> Iterator[Case]:
    """Secrets of every shape, in every place, that both sides read alike."""
    source = random.Random("valid secrets")
    shapes = {
        "alnum": alphanumeric(source),
        "base64": b64(source.randbytes(32)),
        "base64url": b64url(source.randbytes(33)),
        "hex": source.randbytes(32).hex().encode(),
        "phrase": b"correct horse battery staple and a lamp",
        "hash": b"q8#Zk3vQp8sLw2nTr5yHd7mBx9cKj4uW1",
        "dollar": b"p$$wZk3vQp8s$Lw2nTr5yHd7mBx9cKj4uW1",
        "quoted": b"'Zk3vQp8sLw2nTr5yHd7mBx9cKj4u'",
        "binary": source.randbytes(48),
        "newline": alphanumeric(source) + b"\n",
        "spaces": b" " + alphanumeric(source) + b" ",
        "unicode": "Schlüssel-für-Zürich-Zk3vQp8sLw2n".encode(),
        "long": alphanumeric(source, 200),
        "url": b"https://vault.example/v1/kv?x=" + alphanumeric(source, 20),
    }
    for number, (name, secret) in enumerate(shapes.items()):
        yield _valid(shared(f"valid-secret-{name}", secret, ("HS256", "HS384", "HS512")[number % 3]))
    for name, write in PLAIN.items():
        draft = shared(f"valid-place-{name}")
        draft.place = write
        yield _valid(draft)
    for shape in ("hash", "dollar", "quoted", "newline", "unicode"):
        for place in list(ANY_TEXT)[: 4 if shape != "newline" else 3]:
            draft = shared(f"valid-{place}-{shape}", shapes[shape])
            draft.place = ANY_TEXT[place]
            yield _valid(draft)


def valid_equivalent() -> Iterator[Case]:
    """Keys that differ in bytes and are one to HMAC; short ones; ones in two copies."""
    draft = shared("valid-zeros")
    draft.text += b"\0" * 8
    draft.allowed = WEAK
    yield _valid(draft)
    draft = shared("valid-short", b"s3cr3tZq")
    draft.allowed = WEAK
    yield _valid(draft)
    draft = shared("valid-copies")
    draft.files = {"a.env": b"JWT_SECRET=" + draft.text + b"\n", "b.key": draft.text + b"\n", "c.env": b'JWT_SECRET="' + draft.text + b'"\n'}
    draft.candidates = ["a.env", "b.key", "c.env"]
    yield _valid(draft)
    for name, option, encode in (("base64", "base64", b64), ("hex", "hex", lambda raw: raw.hex().encode()), ("base64url", "base64url", b64url)):
        draft = shared(f"valid-encoding-{name}", random.Random(name).randbytes(33))
        draft.place = lambda draft, option=option, encode=encode: ({"k": encode(draft.key)}, f"k?encoding={option}")
        yield _valid(draft)
    draft = shared("valid-quoted-line", b"Zk3vQp8sLw2n#Tr5yHd7m$Bx9cKj4u")
    draft.place = lambda draft: ({".env": b"JWT_SECRET='" + draft.text + b"'\n"}, ".env?reader=node#JWT_SECRET")
    yield _valid(draft)
    draft = shared("valid-detached")
    draft.payload, draft.options, draft.files = b'{"a":1}', ["--payload", "body"], {"body": b'{"a":1}'}
    draft.transit = [lambda text: text.partition(b".")[0] + b".." + text.rpartition(b".")[2]]
    yield _valid(draft)


def _unknown(draft: Draft) -> Case:
    draft.verdict, draft.groups, draft.allowed, draft.signer = "unexplained", [], set(), None
    return draft.case()


def _stranger(alg: str):
    return alphanumeric(random.Random(f"stranger {alg}")) if alg.startswith("HS") else key_for(alg, "stranger")


def unknown_plain() -> Iterator[Case]:
    """A key that nobody gave, alone and among many candidates of every shape."""
    for alg in ("HS256", "HS384", "HS512", *ASYMMETRIC):
        draft = shared(f"unknown-{alg}", alg=alg) if alg.startswith("HS") else pair(f"unknown-{alg}", alg)
        draft.key = _stranger(alg)
        yield _unknown(draft)
        _many(draft, alg)
        draft.name = f"unknown-many-{alg}"
        yield _unknown(draft)


def _many(draft: Draft, alg: str) -> None:
    for number in range(8):
        draft.files[f"e{number}.env"] = (
            b"JWT_SECRET="
            + alphanumeric(draft.source)
            + b"\nAPI_KEY="
            + b64(draft.source.randbytes(32))
            + b"\nHEX="
            + draft.source.randbytes(32).hex().encode()
            + b"\n"
        )
        draft.candidates.append(f"e{number}.env")
    if not alg.startswith("HS"):
        for number in range(4):
            draft.files[f"c{number}.pem"] = private_pem(key_for(alg, f"c{number % 2}"))
            draft.candidates.append(f"c{number}.pem")


def unknown_secrets() -> Iterator[Case]:
    """Verifier's texts that invite a story, while the key is a stranger's."""
    for name in ("base64", "hex", "hash", "dollar", "word", "latin-1", "nul", "form", "base64url"):
        draft = shared(f"unknown-shape-{name}")
        secret_shapes.SHAPES[name](draft)
        draft.key = _stranger("HS256")
        yield _unknown(draft)
    for name in ("newline", "quotes", "bom", "utf16", "json-blob"):
        draft = shared(f"unknown-coat-{name}")
        secret_coats.COATS[name](draft)
        draft.key = _stranger("HS256")
        yield _unknown(draft)


def unknown_documents() -> Iterator[Case]:
    """A damaged document of a key that did not sign."""
    for alg in ("RS256", "ES256"):
        for name in ("backslash-n", "joined", "base64", "indented"):
            draft = pair(f"unknown-pem-{name}-{alg}", alg)
            key_document.COATS[name](draft)
            draft.key = _stranger(alg)
            yield _unknown(draft)
    draft = pair("unknown-pem-pkcs1")
    key_document.pkcs1(draft)
    draft.key = _stranger("RS256")
    yield _unknown(draft)
    draft = pair("unknown-set", "RS256")
    draft.keys = [jwk(key_for("RS256", name), kid=name) for name in ("a", "b", "old")]
    draft.header["kid"], draft.key = "b", _stranger("RS256")
    yield _unknown(draft)


def altered() -> Iterator[Case]:
    """An altered payload: with these keys it cannot be told from an unknown key."""
    for alg in ("HS256", "ES256", "EdDSA", "ES512"):
        draft = shared(f"altered-{alg}") if alg == "HS256" else pair(f"altered-{alg}", alg)
        draft.payload_after = lambda payload, draft=draft: compact({**draft.claims, "scope": "admin", "sub": "root"})
        yield _unknown(draft)
    draft = pair("altered-PS256-max", "PS256")
    draft.recipe, draft.header["typ"] = "PS256/max", "at+jwt"
    draft.payload_after = lambda payload, draft=draft: compact({**draft.claims, "scope": "admin", "sub": "root"})
    yield _unknown(draft)
    draft = shared("cut-to-24-bits")
    draft.transit = [lambda text: text[: text.rindex(b".") + 5]]
    draft.key = _stranger("HS256")
    draft.verdict, draft.groups = None, []
    yield draft.case()


def exchanged() -> Iterator[Case]:
    """A whole signature of another token; damage in transit on a stranger's token. Whatever is visible, nothing may be said to be the cause."""
    draft = pair("exchanged-RS256")
    other = b64url(make_signature("ES256", key_for("ES256", "x"), b"a.b"))
    draft.transit = [lambda text: text.rpartition(b".")[0] + b"." + other]
    draft.verdict, draft.allowed = None, {"rsa-signature-length-differs", "alg-family-mismatch", "token-truncated-by-storage"}
    yield draft.case()
    for name in ("bearer", "quotes", "space-inside", "repr"):
        draft = shared(f"stranger-{name}")
        draft.key = _stranger("HS256")
        token_text.TRANSIT[name](draft)
        draft.verdict, draft.groups, draft.allowed = None, [], set()
        yield draft.case()


def cases() -> Iterator[Case]:
    """Yield every control."""
    for family in (valid_keys, valid_secrets, valid_equivalent, unknown_plain, unknown_secrets, unknown_documents, altered, exchanged):
        yield from family()
