"""One fault at a time: every fault of the catalogue that bytes can show, on either side and in several places."""

from collections.abc import Callable, Iterator, Mapping

from tests.casebook import choosing, key_document, making, rewriting, secret_coats, secret_shapes, token_text
from tests.casebook.case import Case
from tests.casebook.draft import Draft, compact, pair, shared
from tests.casebook.material import CURVES, b64url, ec_key, jwk, public_pem, rsa_key
from tests.casebook.odd_tokens import FAMILIES
from tests.casebook.places import ANY_TEXT, PLAIN, docker_env, dotenv, kubernetes_data
from tests.casebook.signing import make_signature

Fault = Callable[[Draft], None]
BINARY = {"binary-replaced", "binary-doubled", "nul"}


def begin(name: str, alg: str) -> Draft:
    """Begin with a sound pair for an algorithm."""
    return shared(name, alg=alg) if alg.startswith("HS") else pair(name, alg)


def _each(prefix: str, faults: Mapping[str, Fault], *algs: str) -> Iterator[Case]:
    for name, fault in faults.items():
        for alg in algs:
            draft = begin(f"{prefix}-{name}-{alg}", alg)
            fault(draft)
            yield draft.case()


def secrets() -> Iterator[Case]:
    """Faults of a secret's text in a plain file."""
    yield from _each("coat", secret_coats.COATS, "HS256", "HS512")
    yield from _each("issuer", secret_coats.ISSUER_COATS, "HS256")
    yield from _each("shape", secret_shapes.SHAPES, "HS256", "HS384")


def places() -> Iterator[Case]:
    """Faults of a secret's text in configuration of every kind."""
    for number, (place, write) in enumerate(ANY_TEXT.items()):
        for name in ("newline", "spaces", "quotes"):
            yield _placed(f"{place}-{name}", secret_coats.COATS[name], write)
        for name in ("base64", "hex", "dollar", "hash", "latin-1", "word")[number % 3 :: 3]:
            yield _placed(f"{place}-{name}", secret_shapes.SHAPES[name], write)
    for name in ("newline", "crlf", "bom", "utf16", "json-blob", "double-base64"):
        yield _placed(f"data-{name}", secret_coats.COATS[name], kubernetes_data)
    for name in sorted(BINARY):
        yield _placed(f"data-{name}", secret_shapes.SHAPES[name], kubernetes_data)
    for name in ("quotes", "apostrophes", "spaces"):
        yield _placed(f"docker-{name}", secret_coats.COATS[name], docker_env)
    for name in ("base64", "base64url", "hex", "hex-0x", "default", "undefined", "repeated"):
        yield _placed(f"dotenv-{name}", secret_shapes.SHAPES[name], dotenv)
    for name, write in PLAIN.items():
        yield _placed(f"{name}-issuer-newline", secret_coats.issuer_newline, write)


def _placed(name: str, fault: Fault, write) -> Case:
    draft = shared(f"place-{name}")
    fault(draft)
    draft.place = write
    return draft.case()


def readers() -> Iterator[Case]:
    """One line, two readers: the verifier's is named."""
    for name, line, reader, read, identity in (
        ("hash-node", "Zk3vQp8sLw2nTr5y#Hd7mBx9c", "node", "Zk3vQp8sLw2nTr5y#Hd7mBx9c", "secret-hash-comment-truncated"),
        ("hash-python", "Wq3vQp8sLw2nTr5y#Hd7mBx9c", "python", "Wq3vQp8sLw2nTr5y", "secret-hash-comment-truncated"),
        ("hash-docker", "Gk3vQp8sLw2nTr5y #Hd7mBx9c", "docker", "Gk3vQp8sLw2nTr5y", "secret-hash-comment-truncated"),
        ("quotes-docker", '"Tk3vQp8sLw2nTr5yHd7mBx9c"', "docker", "Tk3vQp8sLw2nTr5yHd7mBx9c", "secret-quotes-kept"),
        ("quotes-python", '"Uk3vQp8sLw2nTr5yHd7mBx9c"', "python", '"Uk3vQp8sLw2nTr5yHd7mBx9c"', "secret-quotes-kept"),
        ("dollar-shell", "Rk3vQp8sLw2nTr5y$Hd7mBx9c", "shell", "Rk3vQp8sLw2nTr5y$Hd7mBx9c", "secret-dollar-interpolated"),
        ("dollar-compose", "Ek3vQp8sLw2n$$Tr5yHd7mBx9c", "compose", "Ek3vQp8sLw2n$$Tr5yHd7mBx9c", "secret-dollar-interpolated"),
        ("dollar-python", "Ok3vQp8sLw2nTr5y$Hd7mBx9c", "python", "Ok3vQp8sLw2nTr5y", "secret-dollar-interpolated"),
        ("spaces-docker", "Ik3vQp8sLw2nTr5yHd7mBx9c  ", "docker", "Ik3vQp8sLw2nTr5yHd7mBx9c", "secret-outer-whitespace"),
    ):
        yield _read(f"reader-{name}", line, reader, read, identity)


def _read(name: str, line: str, reader: str, read: str, identity: str) -> Case:
    draft = shared(name, read.encode())
    draft.place = lambda _: ({".env": f"JWT_SECRET={line}\nPORT=1\n".encode()}, f".env?reader={reader}#JWT_SECRET")
    draft.blame(identity, allow=["secret-truncated"])
    return draft.case()


def encodings() -> Iterator[Case]:
    """The verifier decodes by a named encoding, the issuer takes the text."""
    for name, encoding, shape, identities in (
        ("base64", "base64", "base64", ("secret-base64-decoded-one-side",)),
        ("base64url", "base64url", "base64url", ("secret-base64-decoded-one-side", "secret-base64url-vs-base64")),
        ("hex", "hex", "hex", ("secret-hex-vs-text", "secret-auto-detected-as-hex")),
    ):
        draft = shared(f"encoding-{name}")
        secret_shapes.SHAPES[shape](draft)
        draft.key, draft.groups, draft.allowed = draft.text, [identities], set()
        draft.place = lambda draft, encoding=encoding: ({"k": draft.text}, f"k?encoding={encoding}")
        yield draft.case()


def yaml_scalars() -> Iterator[Case]:
    """YAML makes numbers and booleans of secrets; the issuer took the text, or a reader the other way about."""
    for number, (text, parsed) in enumerate(
        (
            ("0123456701234567", "5744368105847"),
            ("0x1F2E3D4C5B6A7988", None),
            ("1_000_200_300_400", "1000200300400"),
            ("3:25:45", "12345"),
            ("yes", "true"),
        )
    ):
        draft = shared(f"yaml-{number}", text.encode())
        draft.place = lambda _, text=text: ({"values.yaml": f"auth:\n  jwtSecret: {text}\n".encode()}, "values.yaml#auth.jwtSecret")
        draft.blame("secret-yaml-scalar-coerced", allow=["secret-default-or-placeholder", "secret-undefined-or-empty"] if len(text) < 8 else [])
        yield draft.case()
        if parsed and len(parsed) > 8:
            other = shared(f"yaml-issuer-{number}", text.encode())
            other.key = parsed.encode()
            other.blame("secret-yaml-scalar-coerced")
            yield other.case()


def blocks() -> Iterator[Case]:
    """A block scalar keeps the newline."""
    draft = shared("yaml-block")
    draft.place = lambda draft: ({"values.yaml": b"auth:\n  secret: |\n    " + draft.text + b"\n"}, "values.yaml#auth.secret")
    draft.blame("secret-trailing-newline")
    yield draft.case()
    draft = shared("compose-dollar", b"Pq8sLw2nTr5y$HOSTNAMEHd7mBx9cKj4u")
    draft.place = lambda draft: (
        {"compose.yaml": b"services:\n  api:\n    environment:\n      - JWT_SECRET=" + draft.text + b"\n"},
        "compose.yaml#api/JWT_SECRET",
    )
    draft.blame("secret-dollar-interpolated", allow=["secret-truncated"])
    yield draft.case()


def documents() -> Iterator[Case]:
    """Faults of a public key's document."""
    yield from _each("pem", {**key_document.STRUCTURES, **key_document.COATS}, "RS256")
    yield from _each("pem", {name: fault for name, fault in key_document.COATS.items() if name != "cr"}, "ES256")
    yield from _each("pem", {name: key_document.STRUCTURES[name] for name in ("x509", "private", "label-pkcs1")}, "ES384")
    yield from _each("jwk", key_document.RSA_MEMBERS, "RS256")
    yield from _each("jwk", {"standard": key_document.standard_alphabet, "use": key_document.encryption_use}, "ES256", "EdDSA")
    yield from short_coordinates()


def short_coordinates() -> Iterator[Case]:
    """Coordinates of a JWK written without their leading zeros."""
    for curve, alg in (("P-256", "ES256"), ("P-384", "ES384")):
        for member in "xy":
            octets = (CURVES[curve].key_size + 7) // 8
            name = next(
                f"{member}{n}"
                for n in range(9000)
                if getattr(ec_key(curve, f"{member}{n}").public_key().public_numbers(), member) >> (8 * octets - 8) == 0
            )
            draft = pair(f"coordinate-{curve}-{member}", alg)
            draft.key = ec_key(curve, name)
            own = jwk(draft.key)
            value = getattr(draft.key.public_key().public_numbers(), member)
            own[member] = b64url(value.to_bytes((value.bit_length() + 7) // 8, "big")).decode()
            draft.keys = [own]
            draft.blame("jwk-ec-coordinate-short")
            yield draft.case()


def making_faults() -> Iterator[Case]:
    """Faults of signing and of rewriting."""
    yield from _each("make", making.HMAC, "HS256")
    yield from _each("make", {"hash-256": making.recipe("HS256", "alg-label-lies-hmac")}, "HS512", "HS384")
    yield from _each("make", making.RSA, "RS256")
    yield from _each("make", making.PSS, "PS256")
    yield from _each("make", making.EC, "ES256", "ES512")
    yield from _each("make", making.SIGNED, "HS256", "RS256", "ES256")
    yield from _each("rewritten", rewriting.REWRITTEN, "HS256", "RS256", "ES256", "EdDSA")
    yield from _each("altered", {"claim": rewriting.altered}, "RS256", "RS512", "PS256")


def transit() -> Iterator[Case]:
    """Faults of the token's text."""
    yield from _each("transit", token_text.TRANSIT, "HS256", "RS256", "ES256")
    yield from _each("transit", token_text.MISTYPED, "HS256", "RS256", "ES256", "EdDSA")


def algorithms() -> Iterator[Case]:
    """Algorithms that do not fit the key, the policy or the registry."""
    for name, alg, accepted in (
        ("rs512", "RS512", "RS256"),
        ("hs512", "HS512", "HS256"),
        ("es", "ES256", "RS256"),
        ("ps", "PS256", "RS256"),
        ("hs-rs", "HS256", "RS256"),
    ):
        draft = begin(f"family-{name}", alg)
        draft.options = ["--alg", accepted]
        draft.blame("alg-family-mismatch")
        yield draft.case()
    for alg, other in (("HS256", "RS256"), ("ES256", "RS256"), ("RS256", "HS256"), ("EdDSA", "ES256")):
        draft = begin(f"family-key-{alg}-{other}", alg)
        draft.text = begin("family-key-other", other).text
        draft.blame("alg-family-mismatch", "key-object-type-mismatch", allow=["key-object-type-mismatch"])
        yield draft.case()
    for alg, label in (
        ("RS256", "SHA256withRSA"),
        ("RS256", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
        ("HS256", "HmacSHA256"),
        ("HS256", "hs256"),
        ("ES256", "SHA256withECDSA"),
        ("RS256", "rs256"),
    ):
        draft = begin(f"label-{label.rpartition('#')[2]}", alg)
        draft.header["alg"], draft.recipe = label, alg
        draft.blame("alg-name-nonstandard", allow=["alg-family-mismatch"])
        yield draft.case()
    for name, alg, curve, recipe in (
        ("k1", "ES256", "ES256K", "ES/256"),
        ("p384", "ES256", "ES384", "ES/384"),
        ("p384-sha256", "ES256", "ES384", "ES/256"),
        ("p256", "ES384", "ES256", "ES/256"),
    ):
        draft = pair(f"curve-{name}", curve)
        draft.header["alg"], draft.recipe = alg, recipe
        draft.blame("ecdsa-curve-mismatch", allow=["alg-family-mismatch"])
        yield draft.case()
    yield from confusions()


def confusions() -> Iterator[Case]:
    """The public PEM as HMAC secret, with and without its last newline."""
    public = public_pem(rsa_key())
    for name, key in (("whole", public), ("stripped", public.rstrip()), ("crlf", public.replace(b"\n", b"\r\n"))):
        draft = shared(f"confusion-{name}", key)
        draft.text = public
        draft.blame("public-pem-as-hmac-secret", allow=["alg-family-mismatch", "pem-wrong-line-ending", "secret-trailing-newline"])
        yield draft.case()
    draft = shared("confusion-candidate")
    draft.key = public
    draft.files["public.pem"] = public
    draft.candidates.append("public.pem")
    draft.blame("public-pem-as-hmac-secret")
    yield draft.case()


def choices() -> Iterator[Case]:
    """Another key was chosen."""
    yield from _each("choice", choosing.SECRET_FAULTS, "HS256")
    yield from _each("choice", choosing.KEY_FAULTS, "RS256", "ES256", "EdDSA")
    yield from _each("set", choosing.RSA_SET_FAULTS, "RS256")
    yield from _each("set", choosing.SET_FAULTS, "ES256")
    yield from _each("set", {name: choosing.SET_FAULTS[name] for name in ("stale", "kid-lies", "retired", "first-only")}, "EdDSA", "PS256")
    lengths = {
        "3072": choosing.other_length(3072, False),
        "1024": choosing.other_length(1024, False),
        "3072-given": choosing.other_length(3072, True),
    }
    yield from _each("length", lengths, "RS256")
    yield from sign_octet()


def sign_octet() -> Iterator[Case]:
    """A signature with a zero octet too many, and one with it lost."""
    draft = pair("length-257")
    draft.signature = lambda octets: b"\0" + octets
    draft.blame("rsa-signature-length-differs")
    yield draft.case()
    draft = pair("length-255")
    for number in range(4000):
        draft.claims["jti"] = number
        if make_signature("RS256", draft.key, b64url(compact(draft.header)) + b"." + b64url(compact(draft.claims)))[0] == 0:
            break
    draft.signature = lambda octets: octets.lstrip(b"\0")
    draft.blame("rsa-signature-length-differs")
    yield draft.case()


def cases() -> Iterator[Case]:
    """Yield every single fault."""
    for family in (secrets, places, readers, encodings, yaml_scalars, blocks, documents, making_faults, transit, algorithms, choices, *FAMILIES):
        yield from family()
